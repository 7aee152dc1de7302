import type { CommandId } from '../../shared/commands.ts';
import { activateNext, setView, spriteOf } from './documents.ts';
import { activeDocument, type Session } from './session.ts';
import { fitView, nextZoom, type View, zoomAt } from './view.ts';

type Change = (session: Session) => Session;

export const VIEW_COMMANDS = {
  zoomIn: onView((view, session) => zoomTo(session, view, nextZoom(view.zoom, 1))),
  zoomOut: onView((view, session) => zoomTo(session, view, nextZoom(view.zoom, -1))),
  zoom50: onView((view, session) => zoomTo(session, view, 0.5)),
  zoom100: onView((view, session) => zoomTo(session, view, 1)),
  zoom200: onView((view, session) => zoomTo(session, view, 2)),
  zoom400: onView((view, session) => zoomTo(session, view, 4)),
  zoom800: onView((view, session) => zoomTo(session, view, 8)),
  zoom1600: onView((view, session) => zoomTo(session, view, 16)),
  zoom3200: onView((view, session) => zoomTo(session, view, 32)),
  nextTab: (session) => activateNext(session, 1),
  previousTab: (session) => activateNext(session, -1),
  zoomFit: (session) => {
    const document = activeDocument(session);
    if (document === undefined) return session;
    const { width, height } = spriteOf(document);
    return setView(session, fitView({ x: 0, y: 0, width, height }, session.viewport));
  },
} satisfies Partial<Record<CommandId, Change>>;

function onView(change: (view: View, session: Session) => View): Change {
  return (session) => {
    const document = activeDocument(session);
    return document ? setView(session, change(document.view, session)) : session;
  };
}

function zoomTo({ viewport }: Session, view: View, zoom: number): View {
  return zoomAt(view, viewport, { x: viewport.width / 2, y: viewport.height / 2 }, zoom);
}
