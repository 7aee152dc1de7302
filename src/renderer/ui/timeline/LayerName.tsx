import { ChevronDown, ChevronRight, Eye, EyeOff, Lock, LockOpen, type LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import {
  setLayer as changeLayer,
  type LayerChange,
  setGroupCollapsed,
} from '../../../shared/sprite/edits/layerEdits.ts';
import type { Layer, LayerId } from '../../../shared/sprite/sprite.ts';
import { edit } from '../../editor/documents.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';
import { ROLES } from './gridRoles.ts';

/** Deeper groups are not set in any further, so that a name always has room. */
const MOST_INDENT = 6;

/** The left end of a row: shown or not, locked or not, fold, name. */
export function LayerName(props: {
  readonly layer: Layer;
  readonly depth: number;
  readonly current: boolean;
  readonly renaming: boolean;
  readonly onRenamed: (id: LayerId | null) => void;
}) {
  const { layer, depth, current, renaming, onRenamed } = props;
  const t = useTexts();
  const update = useUpdate();
  const change = (part: LayerChange) => update((session) => edit(session, 'layer', changeLayer(layer.id, part)));
  return (
    <div {...ROLES.rowHeader(layer.name)} className="layer-name" aria-current={current || undefined}>
      <RowButton
        icon={layer.visible ? Eye : EyeOff}
        label={layer.visible ? t.layerHide(layer.name) : t.layerShow(layer.name)}
        quiet={layer.visible}
        onPress={() => change({ visible: !layer.visible })}
      />
      <RowButton
        icon={layer.editable ? LockOpen : Lock}
        label={layer.editable ? t.layerLock(layer.name) : t.layerUnlock(layer.name)}
        quiet={layer.editable}
        onPress={() => change({ editable: !layer.editable })}
      />
      <span className="layer-name__indent" style={{ width: Math.min(MOST_INDENT, depth) * 12 }} />
      {layer.kind === 'group' && (
        <RowButton
          icon={layer.collapsed ? ChevronRight : ChevronDown}
          label={layer.collapsed ? t.layerUnfold(layer.name) : t.layerFold(layer.name)}
          onPress={() => update((session) => edit(session, 'layer', setGroupCollapsed(layer.id, !layer.collapsed)))}
        />
      )}
      {renaming ? (
        <NameField
          name={layer.name}
          onDone={(name) => {
            if (name) change({ name });
            onRenamed(null);
          }}
        />
      ) : (
        <span className="layer-name__text">{layer.name}</span>
      )}
    </div>
  );
}

function RowButton(props: {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Nothing out of the ordinary: the icon keeps back until the pointer is on the row. */
  readonly quiet?: boolean;
  readonly onPress: () => void;
}) {
  const { icon: Icon, label, quiet = false, onPress } = props;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={quiet ? 'icon-button layer-name__quiet' : 'icon-button'}
      aria-label={label}
      data-tip={label}
      onClick={onPress}
    >
      <Icon size={14} strokeWidth={1.6} absoluteStrokeWidth aria-hidden="true" />
    </button>
  );
}

/** Enter or leaving the field takes the name over, Esc does not. */
function NameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string) => void }) {
  const t = useTexts();
  const dropped = useRef(false);
  return (
    <input
      // The field appears because the name was double-clicked.
      ref={(field) => field?.select()}
      type="text"
      className="text-field layer-name__field"
      aria-label={t.timelineLayerName}
      defaultValue={name}
      onBlur={(event) => onDone(dropped.current ? '' : event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== 'Escape') || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        dropped.current = event.key === 'Escape';
        event.currentTarget.blur();
      }}
    />
  );
}
