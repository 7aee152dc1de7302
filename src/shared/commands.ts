/**
 * The one list of commands. The native menu, the shortcuts, the command palette and the documentation are drawn from it;
 * what each one does stands in the renderer's `Record<CommandId, ...>`.
 */
export interface Command {
  /**
   * Accelerators in Electron's notation; the first is shown. Mod is Cmd on macOS and Ctrl elsewhere; Ctrl is
   * Ctrl everywhere, for commands without a menu.
   */
  readonly keys: readonly string[];
  /** The menu it stands in, if any; a new `group` starts after a separator. */
  readonly menu?: { readonly in: MenuName; readonly group: number };
}

export const MENUS = ['file', 'edit', 'sprite', 'layer', 'frame', 'select', 'view', 'help'] as const;
export type MenuName = (typeof MENUS)[number];

function command(keys: string, menu?: MenuName, group = 0): Command {
  return { keys: keys === '' ? [] : keys.split(' '), ...(menu && { menu: { in: menu, group } }) };
}

export const COMMANDS = {
  newSprite: command('Mod+N', 'file'),
  open: command('Mod+O', 'file'),
  importVideo: command('Mod+Alt+V', 'file'),
  importSheet: command('Mod+I', 'file'),
  recover: command('', 'file'),
  save: command('Mod+S', 'file', 1),
  saveAs: command('Mod+Shift+S', 'file', 1),
  exportAs: command('Mod+Alt+Shift+S', 'file', 2),
  exportSheet: command('Mod+E', 'file', 2),
  repeatExport: command('Mod+Shift+X', 'file', 2),
  close: command('Mod+W', 'file', 3),

  undo: command('Mod+Z', 'edit'),
  redo: command('Mod+Y Mod+Shift+Z Mod+R', 'edit'),
  cut: command('Mod+X Shift+Delete', 'edit', 1),
  copy: command('Mod+C Mod+Insert', 'edit', 1),
  paste: command('Mod+V Shift+Insert', 'edit', 1),
  clear: command('Delete Backspace', 'edit', 1),
  fill: command('F', 'edit', 2),
  flipHorizontal: command('Shift+H', 'edit', 2),
  flipVertical: command('Shift+V', 'edit', 2),
  preferences: command('Mod+K Mod+,', 'edit', 3),

  colorModeRgba: command('', 'sprite'),
  colorModeIndexed: command('', 'sprite'),
  colorModeGrayscale: command('', 'sprite'),
  canvasSize: command('C', 'sprite', 1),
  loadPalette: command('', 'sprite', 2),
  pastePalette: command('', 'sprite', 2),
  savePalette: command('', 'sprite', 2),

  newLayer: command('Shift+N', 'layer'),
  newGroup: command('Alt+Shift+N', 'layer'),
  duplicateLayer: command('', 'layer'),
  deleteLayer: command('', 'layer'),
  toggleLayerVisible: command('Shift+X', 'layer', 1),
  toggleLayerLocked: command('', 'layer', 1),
  layerProperties: command('F2 Shift+P', 'layer', 1),
  recut: command('Mod+Alt+R', 'layer', 2),
  layerUp: command('Up'),
  layerDown: command('Down'),

  newFrame: command('Alt+N', 'frame'),
  newEmptyFrame: command('Alt+B', 'frame'),
  duplicateCel: command('Alt+D', 'frame'),
  linkCel: command('Alt+M Alt+Shift+D', 'frame'),
  unlinkCel: command('', 'frame'),
  deleteFrame: command('Alt+C', 'frame'),
  frameProperties: command('P', 'frame', 1),
  newTag: command('', 'frame', 1),
  reverseFrames: command('Alt+I', 'frame', 1),
  previousFrame: command('Left ,'),
  nextFrame: command('Right .'),
  firstFrame: command('Home'),
  lastFrame: command('End'),
  regenerateFrames: command('', 'frame', 3),
  play: command('Enter', 'frame', 2),

  selectAll: command('Mod+A', 'select'),
  deselect: command('Mod+D Escape', 'select'),
  reselect: command('Mod+Shift+D', 'select'),
  invertSelection: command('Mod+Shift+I', 'select'),

  zoomIn: command('Mod+= Mod+Plus', 'view'),
  zoomOut: command('Mod+-', 'view'),
  zoomFit: command('Mod+0', 'view'),
  zoom50: command('`'),
  zoom100: command('1'),
  zoom200: command('2'),
  zoom400: command('3'),
  zoom800: command('4'),
  zoom1600: command('5'),
  zoom3200: command('6'),
  togglePixelGrid: command("Mod+Shift+'", 'view', 1),
  toggleOnionSkin: command('F3', 'view', 1),
  toggleTimeline: command('Tab', 'view', 1),
  showGenerate: command('Mod+G', 'view', 2),
  activity: command('Mod+J', 'view', 2),
  commandPalette: command('Mod+Space', 'view', 2),
  nextTab: command('Ctrl+Tab'),
  previousTab: command('Ctrl+Shift+Tab'),

  toolPencil: command('B'),
  toolEraser: command('E'),
  toolEyedropper: command('I'),
  toolBucket: command('G'),
  toolLine: command('L'),
  toolRectangle: command('U'),
  toolMarquee: command('M'),
  toolMove: command('V'),
  toolHand: command('H'),
  toolZoom: command('Z'),
  swapColors: command('X'),
  previousColor: command('[ 9'),
  nextColor: command('] 0'),
  brushSmaller: command('-'),
  brushLarger: command('= Plus'),

  help: command('F1', 'help'),
  shortcuts: command('Mod+Alt+Shift+K', 'help'),
  about: command('', 'help', 1),
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof COMMANDS;
