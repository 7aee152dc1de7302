import type { CommandId } from '../../shared/commands.ts';
import { setColorMode } from '../../shared/sprite/edits/spriteEdits.ts';
import {
  chooseTool,
  setDock,
  setForeground,
  setOnionSkin,
  setOption,
  showDialog,
  swapColors,
  togglePixelGrid,
  toggleTimeline,
} from './actions.ts';
import { activeSprite, edit, redoActive, undoActive } from './documents.ts';
import type { Editor } from './editor.ts';
import { repeatExport } from './exporting.ts';
import { openChosen, requestClose, save, saveAs } from './files.ts';
import { FRAME_COMMANDS } from './frameCommands.ts';
import { loadPalette, savePalette } from './import/palettes.ts';
import { chooseSheet, chooseVideo } from './importing.ts';
import { LAYER_COMMANDS } from './layerCommands.ts';
import { play, stop } from './playback.ts';
import { cancelGesture } from './pointer.ts';
import { showRecoverables } from './recovery/recover.ts';
import { reportFailure } from './reportFailure.ts';
import { SELECTION_COMMANDS } from './selectionCommands.ts';
import { activeDocument, type Session } from './session.ts';
import { clipToRecut } from './studio/clipToRecut.ts';
import type { ToolId } from './tools/tool.ts';
import { VIEW_COMMANDS } from './viewCommands.ts';

/** A change of the session, or a longer way that asks main for something. */
export type Behaviour =
  | ((session: Session, editor: Editor) => Session)
  | { readonly run: (editor: Editor) => Promise<unknown> };

const withDocument = (run: (editor: Editor, id: NonNullable<Session['active']>) => Promise<unknown>): Behaviour => ({
  run: async (editor) => {
    const { active } = editor.store.get();
    if (active !== null) await run(editor, active);
  },
});

const tool =
  (id: ToolId): Behaviour =>
  (session) =>
    chooseTool(session, id);

export const BEHAVIOURS: Record<CommandId, Behaviour> = {
  newSprite: (session) => showDialog(session, { kind: 'newSprite' }),
  open: { run: openChosen },
  importVideo: { run: chooseVideo },
  importSheet: { run: chooseSheet },
  recover: { run: showRecoverables },
  save: withDocument(save),
  saveAs: withDocument(saveAs),
  exportAs: (session) => showDialog(session, { kind: 'export', as: null }),
  exportSheet: (session) => showDialog(session, { kind: 'export', as: 'sheet' }),
  repeatExport: { run: repeatExport },
  close: withDocument(requestClose),

  undo: (session) => undoActive(cancelGesture(session)),
  redo: (session) => redoActive(cancelGesture(session)),
  preferences: (session) => showDialog(session, { kind: 'preferences', page: 'general' }),

  colorModeRgba: (session) => edit(session, 'colorMode', setColorMode('rgba')),
  colorModeIndexed: (session) => edit(session, 'colorMode', setColorMode('indexed')),
  colorModeGrayscale: (session) => edit(session, 'colorMode', setColorMode('grayscale')),
  canvasSize: (session) => showDialog(session, { kind: 'canvasSize' }),
  loadPalette: { run: loadPalette },
  pastePalette: (session) => showDialog(session, { kind: 'palette', name: '', palette: null }),
  savePalette: { run: savePalette },

  ...SELECTION_COMMANDS,
  ...LAYER_COMMANDS,
  ...FRAME_COMMANDS,
  ...VIEW_COMMANDS,

  play: (session, editor) => (activeDocument(session)?.playback ? stop(session) : play(session, editor.clock())),
  toggleOnionSkin: (session) => setOnionSkin(session, { shown: !session.onionSkin.shown }),
  togglePixelGrid,
  toggleTimeline,
  showGenerate: (session) => setDock(session, 'generate'),
  activity: (session) => showDialog(session, { kind: 'activity', page: 'jobs' }),
  commandPalette: (session) => showDialog(session, { kind: 'commandPalette' }),

  toolPencil: tool('pencil'),
  toolEraser: tool('eraser'),
  toolEyedropper: tool('eyedropper'),
  toolBucket: tool('bucket'),
  toolLine: tool('line'),
  toolRectangle: (session) =>
    session.tool === 'rectangle'
      ? setOption(session, { filled: !session.options.filled })
      : chooseTool(session, 'rectangle'),
  toolMarquee: tool('marquee'),
  toolMove: tool('move'),
  toolHand: tool('hand'),
  toolZoom: tool('zoom'),
  swapColors,
  previousColor: (session) => stepColor(session, -1),
  nextColor: (session) => stepColor(session, 1),
  brushSmaller: (session) => setOption(session, { brushSize: Math.max(1, session.options.brushSize - 1) }),
  brushLarger: (session) => setOption(session, { brushSize: Math.min(64, session.options.brushSize + 1) }),

  help: { run: ({ requests }) => requests.openHelp('guide') },
  shortcuts: (session) => showDialog(session, { kind: 'shortcuts' }),
  about: (session) => showDialog(session, { kind: 'about' }),
};

/** Carries a command out. Failures become notices; a command that is not enabled does nothing. */
export function runCommand(editor: Editor, id: CommandId): void {
  if (!isEnabled(editor.store.get(), id)) return;
  const behaviour = BEHAVIOURS[id];
  if (typeof behaviour === 'function') editor.store.update((session) => behaviour(session, editor));
  else behaviour.run(editor).catch((error: unknown) => reportFailure(editor, error));
}

const ALWAYS: ReadonlySet<CommandId> = new Set<CommandId>([
  'newSprite',
  'open',
  'importVideo',
  'importSheet',
  'recover',
  'loadPalette',
  'pastePalette',
  'preferences',
  'commandPalette',
  'help',
  'shortcuts',
  'about',
  'showGenerate',
  'activity',
  'toggleTimeline',
  'togglePixelGrid',
  'toggleOnionSkin',
  'swapColors',
  'brushLarger',
  'brushSmaller',
  'toolPencil',
  'toolEraser',
  'toolEyedropper',
  'toolBucket',
  'toolLine',
  'toolRectangle',
  'toolMarquee',
  'toolMove',
  'toolHand',
  'toolZoom',
]);

/** What a menu may do while the studio stands in front of the sprites. */
const IN_STUDIO: ReadonlySet<CommandId> = new Set<CommandId>(['preferences', 'help', 'shortcuts', 'about']);

export function isEnabled(session: Session, id: CommandId): boolean {
  if (session.studio !== null) return IN_STUDIO.has(id);
  if (ALWAYS.has(id)) return true;
  const document = activeDocument(session);
  if (document === undefined) return false;
  const { past, now, future } = document.history;
  switch (id) {
    case 'undo':
      return past.length > 0;
    case 'redo':
      return future.length > 0;
    case 'paste':
      return session.clipboard !== null;
    case 'recut':
      return clipToRecut(session) !== null;
    case 'deselect':
    case 'invertSelection':
      return now.selection !== null;
    case 'deleteFrame':
    case 'play':
    case 'reverseFrames':
    case 'regenerateFrames':
      return now.sprite.frames.length > 1;
    default:
      return true;
  }
}

/** The palette's next or previous colour becomes the foreground. */
function stepColor(session: Session, step: number): Session {
  const colors = activeSprite(session)?.palette.colors ?? [];
  if (colors.length === 0) return session;
  const at = colors.indexOf(session.foreground);
  const next = at < 0 ? 0 : (at + step + colors.length) % colors.length;
  return setForeground(session, colors[next] ?? session.foreground);
}
