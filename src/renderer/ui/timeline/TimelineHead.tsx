import { FolderPlus, type LucideIcon, Plus } from 'lucide-react';
import { spriteOf } from '../../editor/documents.ts';
import type { Document } from '../../editor/session.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { type GridMeasures, LANE_HEIGHT, type Span } from './gridMeasures.ts';
import { ROLES } from './gridRoles.ts';
import { TagBandButton } from './TagBandButton.tsx';
import type { TagBand } from './tagLanes.ts';

/** What stays at the top of the grid: buttons for layers, the tags, the frame numbers. */
export function TimelineHead(props: {
  readonly document: Document;
  readonly grid: GridMeasures;
  readonly span: Span;
  readonly bands: readonly TagBand[];
  readonly current: number;
}) {
  const { document, grid, span, bands, current } = props;
  const t = useTexts();
  const shown = spriteOf(document).frames.slice(span.first, span.last + 1);
  return (
    <div {...ROLES.headRow} className="timeline-grid__head">
      <div {...ROLES.rowHeader(t.layers)} className="timeline-grid__corner">
        <span className="timeline-grid__corner-name">{t.layers}</span>
        <CommandIcon icon={Plus} id="newLayer" />
        <CommandIcon icon={FolderPlus} id="newGroup" />
      </div>
      {bands.length > 0 && (
        <div className="timeline-grid__tags" style={{ height: grid.tags }}>
          {bands
            .filter(({ first, last }) => first <= span.last && last >= span.first)
            .map((band) => (
              <TagBandButton key={band.tag.id} band={band} grid={grid} top={band.lane * LANE_HEIGHT} />
            ))}
        </div>
      )}
      <div className="frame-number frame-number--playing" style={{ left: grid.names }} data-playhead />
      {shown.map(({ id, duration }, i) => {
        const column = span.first + i;
        return (
          <div
            key={id}
            {...ROLES.columnHeader(column, t.timelineFrame(column + 1, duration))}
            className="frame-number"
            style={{ left: grid.names + column * grid.cellWidth }}
            aria-current={column === current || undefined}
            data-long={column >= 999 || undefined}
            data-tip={t.timelineFrame(column + 1, duration)}
          >
            {column + 1}
          </div>
        );
      })}
    </div>
  );
}

function CommandIcon({ icon, id }: { readonly icon: LucideIcon; readonly id: 'newLayer' | 'newGroup' }) {
  return <IconButton icon={icon} {...useCommand(id)} />;
}
