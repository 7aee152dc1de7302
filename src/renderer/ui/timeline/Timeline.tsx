import { activeDocument } from '../../editor/session.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession } from '../useSession.ts';
import { TimelineEdge } from './TimelineEdge.tsx';
import { TimelineGrid } from './TimelineGrid.tsx';
import { TransportBar } from './TransportBar.tsx';
import './Timeline.css';

/** Frames and layers of the active sprite, and everything about playing them. */
export function Timeline() {
  const t = useTexts();
  const document = useSession(activeDocument);
  const height = useSession((session) => session.timelineHeight);
  if (document === undefined) return null;
  return (
    <section className="timeline" style={{ height }} aria-label={t.timelineLabel}>
      <TimelineEdge />
      <TransportBar document={document} />
      <TimelineGrid key={document.id} document={document} />
    </section>
  );
}
