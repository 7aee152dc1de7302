import { ArrowDown, ArrowUp, Copy, FolderPlus, type LucideIcon, Plus, Trash2 } from 'lucide-react';
import { activeSprite } from '../../editor/documents.ts';
import { activeDocument } from '../../editor/session.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useSession } from '../useSession.ts';
import { LayerRow } from './LayerRow.tsx';
import { LayerSettings } from './LayerSettings.tsx';
import { layerRows } from './layerRows.ts';
import { useLayerMove } from './useLayerMove.ts';
import './LayersPanel.css';

/** The layers, top one first, and the settings of the current one. */
export function LayersPanel() {
  const t = useTexts();
  const sprite = useSession(activeSprite);
  const current = useSession((session) => activeDocument(session)?.layer);
  if (sprite === undefined || current === undefined) return <p className="hint layers__none">{t.layersNone}</p>;
  return (
    <div className="layers">
      <LayerSettings sprite={sprite} layer={current} />
      <ul className="layers__list" aria-label={t.layers}>
        {layerRows(sprite.layers).map(({ layer, depth }) => (
          <LayerRow key={layer.id} layer={layer} depth={depth} current={layer.id === current} />
        ))}
      </ul>
      <div className="layers__tools" role="toolbar" aria-label={t.layers}>
        <CommandIcon icon={Plus} id="newLayer" />
        <CommandIcon icon={FolderPlus} id="newGroup" />
        <CommandIcon icon={Copy} id="duplicateLayer" />
        <MoveButton icon={ArrowUp} label={t.layerUp} step={1} />
        <MoveButton icon={ArrowDown} label={t.layerDown} step={-1} />
        <CommandIcon icon={Trash2} id="deleteLayer" />
      </div>
    </div>
  );
}

function CommandIcon(props: {
  readonly icon: LucideIcon;
  readonly id: 'newLayer' | 'newGroup' | 'duplicateLayer' | 'deleteLayer';
}) {
  return <IconButton icon={props.icon} {...useCommand(props.id)} />;
}

function MoveButton({
  icon,
  label,
  step,
}: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly step: 1 | -1;
}) {
  const move = useLayerMove(step);
  return <IconButton icon={icon} label={label} disabled={move === null} onPress={() => move?.()} />;
}
