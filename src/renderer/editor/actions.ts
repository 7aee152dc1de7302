import type { Connection } from '../../shared/connection.ts';
import type { Generation, GenerationId, RecentFile } from '../../shared/ipc.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Point } from '../../shared/sprite/rect.ts';
import type { Dialog, Notice, OnionSkin, Session } from './session.ts';
import type { Modifiers, ToolId, ToolOptions } from './tools/tool.ts';
import type { Viewport } from './view.ts';

export function chooseTool(session: Session, tool: ToolId): Session {
  return session.tool === tool ? session : { ...session, tool, heldTool: null };
}

/** Puts a tool in the hand for as long as a key is down; null gives the chosen one back. */
export function holdTool(session: Session, heldTool: ToolId | null): Session {
  return session.heldTool === heldTool ? session : { ...session, heldTool };
}

export function setModifiers(session: Session, { shift, alt, mod }: Modifiers): Session {
  const { modifiers: before } = session;
  if (before.shift === shift && before.alt === alt && before.mod === mod) return session;
  return { ...session, modifiers: { shift, alt, mod } };
}

export function setOption(session: Session, change: Partial<ToolOptions>): Session {
  return { ...session, options: { ...session.options, ...change } };
}

export function setForeground(session: Session, foreground: number): Session {
  return session.foreground === foreground ? session : { ...session, foreground };
}

export function setBackground(session: Session, background: number): Session {
  return session.background === background ? session : { ...session, background };
}

export function swapColors(session: Session): Session {
  return { ...session, foreground: session.background, background: session.foreground };
}

/** Notes which canvas pixel the pointer is over. */
export function setPointer(session: Session, pointer: Point | null): Session {
  const { pointer: before } = session;
  return before?.x === pointer?.x && before?.y === pointer?.y ? session : { ...session, pointer };
}

export function setViewport(session: Session, viewport: Viewport): Session {
  return { ...session, viewport };
}

export function showDialog(session: Session, dialog: Dialog | null): Session {
  return { ...session, dialog };
}

export function setDock(session: Session, dock: Session['dock']): Session {
  return { ...session, dock };
}

export function setOnionSkin(session: Session, change: Partial<OnionSkin>): Session {
  return { ...session, onionSkin: { ...session.onionSkin, ...change } };
}

export function togglePixelGrid(session: Session): Session {
  return { ...session, pixelGrid: !session.pixelGrid };
}

export function toggleTimeline(session: Session): Session {
  return { ...session, timelineShown: !session.timelineShown };
}

/** Makes the timeline this high (CSS pixels), within what is of use. */
export function setTimelineHeight(session: Session, height: number): Session {
  const timelineHeight = Math.round(Math.min(640, Math.max(112, height)));
  return session.timelineHeight === timelineHeight ? session : { ...session, timelineHeight };
}

export function toggleCelPictures(session: Session): Session {
  return { ...session, celPictures: !session.celPictures };
}

/** Most notices that are kept. */
const MOST_NOTICES = 5;

/** Adds a notice; of too many the oldest goes, an error only where all are errors. */
export function notify(session: Session, notice: Omit<Notice, 'id'>): Session {
  const id = Math.max(0, ...session.notices.map((each) => each.id)) + 1;
  const notices = [...session.notices, { ...notice, id }];
  if (notices.length <= MOST_NOTICES) return { ...session, notices };
  const spare = notices.find(({ tone }) => tone !== 'error') ?? notices[0];
  return { ...session, notices: notices.filter((each) => each !== spare) };
}

export function dismissNotice(session: Session, id: number): Session {
  return { ...session, notices: session.notices.filter((notice) => notice.id !== id) };
}

/** Takes in the latest state of a generation, known or new. */
export function withGeneration(session: Session, generation: Generation): Session {
  const index = session.generations.findIndex(({ id }) => id === generation.id);
  const generations = index < 0 ? [generation, ...session.generations] : session.generations.with(index, generation);
  return { ...session, generations };
}

export function withoutGeneration(session: Session, id: GenerationId): Session {
  return { ...session, generations: session.generations.filter((generation) => generation.id !== id) };
}

export function withConnection(session: Session, connection: Connection): Session {
  return { ...session, connection };
}

export function withSettings(session: Session, settings: Settings): Session {
  return { ...session, settings };
}

export function withRecent(session: Session, recent: readonly RecentFile[]): Session {
  return { ...session, recent };
}
