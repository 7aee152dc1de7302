import { ChevronDown, ChevronRight, Eye, EyeOff, Folder, Lock, LockOpen } from 'lucide-react';
import { setLayer as changeLayer, setGroupCollapsed } from '../../../shared/sprite/edits/layerEdits.ts';
import type { GroupLayer, Layer } from '../../../shared/sprite/sprite.ts';
import { showDialog } from '../../editor/actions.ts';
import { edit, setLayer } from '../../editor/documents.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';

/** One layer: shown or not, locked or not, its name. A double click opens its properties. */
export function LayerRow(props: { readonly layer: Layer; readonly depth: number; readonly current: boolean }) {
  const { layer, depth, current } = props;
  const t = useTexts();
  const update = useUpdate();
  const change = (part: Parameters<typeof changeLayer>[1]) =>
    update((session) => edit(session, 'layer', changeLayer(layer.id, part)));
  return (
    <li
      className="layer-row"
      data-current={current || undefined}
      data-hidden={!layer.visible || undefined}
      data-unlocked={layer.editable || undefined}
    >
      <IconButton
        icon={layer.visible ? Eye : EyeOff}
        label={layer.visible ? t.layerHide(layer.name) : t.layerShow(layer.name)}
        onPress={() => change({ visible: !layer.visible })}
      />
      <IconButton
        icon={layer.editable ? LockOpen : Lock}
        label={layer.editable ? t.layerLock(layer.name) : t.layerUnlock(layer.name)}
        onPress={() => change({ editable: !layer.editable })}
      />
      <span style={{ width: depth * 14 }} />
      {layer.kind === 'group' && <GroupFold group={layer} />}
      <button
        type="button"
        className="layer-row__name"
        aria-current={current}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => update((session) => setLayer(session, layer.id))}
        onDoubleClick={() => update((session) => showDialog(session, { kind: 'layerProperties', layer: layer.id }))}
      >
        {layer.name}
      </button>
      <span className="layer-row__note">
        {layer.blendMode !== 'normal' && t.blendModes[layer.blendMode]}
        {layer.opacity < 255 && ` ${Math.round((layer.opacity / 255) * 100)} %`}
      </span>
    </li>
  );
}

function GroupFold({ group }: { readonly group: GroupLayer }) {
  const t = useTexts();
  const update = useUpdate();
  const fold = () => update((session) => edit(session, 'layer', setGroupCollapsed(group.id, !group.collapsed)));
  return (
    <>
      <IconButton
        icon={group.collapsed ? ChevronRight : ChevronDown}
        label={group.collapsed ? t.layerUnfold(group.name) : t.layerFold(group.name)}
        onPress={fold}
      />
      <Folder size={14} className="layer-row__folder" aria-hidden="true" />
    </>
  );
}
