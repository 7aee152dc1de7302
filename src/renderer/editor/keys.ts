import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import type { Environment } from '../../shared/ipc.ts';
import type { ToolId } from './tools/tool.ts';

type Platform = Environment['platform'];

/** What matters of a KeyboardEvent. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The command a key press stands for, if any. */
export function commandFor(press: KeyPress, platform: Platform): CommandId | undefined {
  return bindings(platform).get(chordOf(press));
}

/** The tool that a key puts in the hand while it is down: Space the hand, Alt the eyedropper, Mod the move tool. */
export function heldToolFor(press: KeyPress, platform: Platform, tool: ToolId): ToolId | undefined {
  if (press.code === 'Space') return 'hand';
  // The selection tools, and the shapes, have their own use for these keys.
  if (tool !== 'pencil' && tool !== 'eraser' && tool !== 'bucket') return undefined;
  if (press.key === 'Alt') return 'eyedropper';
  // Together with Shift it keeps a line to steps of 45 degrees.
  if (press.shiftKey) return undefined;
  return press.key === (platform === 'darwin' ? 'Meta' : 'Control') ? 'move' : undefined;
}

/** How the first shortcut of a command is written for this system; empty when it has none. */
export function shortcutText(id: CommandId, platform: Platform): string {
  const [first] = COMMANDS[id].keys;
  if (first === undefined) return '';
  const names = platform === 'darwin' ? MAC_NAMES : PC_NAMES;
  return splitChord(first)
    .map((part) => names[part] ?? part)
    .join(platform === 'darwin' ? '' : '+');
}

const PC_NAMES: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Plus: '+',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  Delete: 'Del',
  Escape: 'Esc',
};
const MAC_NAMES: Readonly<Record<string, string>> = {
  ...PC_NAMES,
  Mod: '⌘',
  Ctrl: '⌃',
  Shift: '⇧',
  Alt: '⌥',
  Delete: '⌫',
  Enter: '↩',
};

const known = new Map<Platform, ReadonlyMap<string, CommandId>>();

function bindings(platform: Platform): ReadonlyMap<string, CommandId> {
  const made = known.get(platform) ?? new Map(allChords());
  known.set(platform, made);
  return made;
}

function* allChords(): Generator<[string, CommandId]> {
  for (const id of Object.keys(COMMANDS).filter(isCommand)) {
    for (const keys of COMMANDS[id].keys) yield [normal(splitChord(keys)), id];
  }
}

export function isCommand(id: string): id is CommandId {
  return Object.hasOwn(COMMANDS, id);
}

/** 'Mod+Shift+=' to its parts; the key itself may be '+' or '-'. */
function splitChord(keys: string): readonly string[] {
  return keys.split(/\+(?=.)/);
}

function normal(parts: readonly string[]): string {
  const key = parts.at(-1) ?? '';
  const given = parts.slice(0, -1).map((name) => (name === 'Ctrl' ? 'Mod' : name));
  const modifiers = ['Mod', 'Alt', 'Shift'].filter((name) => given.includes(name));
  return [...modifiers, key.length === 1 ? key.toUpperCase() : key].join('+');
}

/** On macOS, Ctrl counts as Mod too where Aseprite keeps Ctrl. */
function chordOf(press: KeyPress): string {
  const parts = [
    ...(press.ctrlKey || press.metaKey ? ['Mod'] : []),
    ...(press.altKey ? ['Alt'] : []),
    // Shift has done its work in a sign such as '+'; it counts with letters and named keys.
    ...(press.shiftKey && keyOf(press) !== 'Plus' ? ['Shift'] : []),
  ];
  return normal([...parts, keyOf(press)]);
}

/** The key by the letter it types in a Latin layout, so that shortcuts work while a Korean keyboard is active. */
function keyOf({ key, code }: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter && !/^[a-z]$/i.test(key)) return letter;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return digit;
  return NAMED[key] ?? (code === 'Quote' ? "'" : key);
}

const NAMED: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  '+': 'Plus',
  ' ': 'Space',
  Spacebar: 'Space',
};
