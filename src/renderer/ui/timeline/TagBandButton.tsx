import { alpha } from '../../../shared/sprite/color.ts';
import { showDialog } from '../../editor/actions.ts';
import { setFrame } from '../../editor/documents.ts';
import { stop } from '../../editor/playback.ts';
import { cssColor, markOn } from '../color/colorSpaces.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useUpdate } from '../useSession.ts';
import type { GridMeasures } from './gridMeasures.ts';
import type { TagBand } from './tagLanes.ts';

/** A tag over its frames: a click goes to the first of them, a double click or the right button opens its properties. */
export function TagBandButton(props: { readonly band: TagBand; readonly grid: GridMeasures; readonly top: number }) {
  const { band, grid, top } = props;
  const { tag, first, last } = band;
  const t = useTexts();
  const update = useUpdate();
  const edit = () => update((session) => showDialog(session, { kind: 'tagProperties', tag: tag.id }));
  const color = alpha(tag.color) === 0 ? undefined : tag.color;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="tag-band"
      style={{ top, left: grid.names + first * grid.cellWidth, width: (last - first + 1) * grid.cellWidth }}
      aria-label={t.timelineTag(tag.name, first + 1, last + 1)}
      data-tip={t.timelineTagTip(tag.name, first + 1, last + 1)}
      onClick={() => update((session) => setFrame(stop(session), tag.from))}
      onDoubleClick={edit}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        edit();
      }}
    >
      <span
        className="tag-band__color"
        style={color === undefined ? undefined : { background: cssColor(color), color: markOn(color) }}
      >
        <span className="tag-band__name">{tag.name}</span>
      </span>
    </button>
  );
}
