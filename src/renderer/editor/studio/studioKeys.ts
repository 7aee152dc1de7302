import type { KeyPress } from '../keys.ts';

/** What a key does in the studio. */
export type StudioAction =
  | {
      readonly kind:
        | 'play'
        | 'setIn'
        | 'setOut'
        | 'undo'
        | 'redo'
        | 'pick'
        | 'insert'
        | 'leave'
        | 'peek'
        | 'beside'
        | 'drop';
    }
  | { readonly kind: 'step'; readonly by: number }
  | { readonly kind: 'zoom'; readonly by: number }
  | { readonly kind: 'side'; readonly side: 'a' | 'b' };

/** What a press means here when no field has its own use for it; undefined: nothing. */
export function studioActionFor({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): StudioAction | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) {
    if (code === 'KeyZ') return { kind: shiftKey ? 'redo' : 'undo' };
    if (code === 'KeyY') return { kind: 'redo' };
    return key === 'Enter' ? { kind: 'insert' } : undefined;
  }
  switch (code) {
    case 'Space':
      return { kind: 'play' };
    case 'KeyI':
      return { kind: 'setIn' };
    case 'KeyO':
      return { kind: 'setOut' };
    case 'KeyK':
      return { kind: 'pick' };
    case 'KeyA':
      return { kind: 'side', side: 'a' };
    case 'KeyB':
      return { kind: 'side', side: 'b' };
    case 'KeyC':
      return { kind: shiftKey ? 'beside' : 'peek' };
    default:
      return named(key, shiftKey);
  }
}

function named(key: string, shift: boolean): StudioAction | undefined {
  switch (key) {
    case 'ArrowLeft':
    case ',':
      return { kind: 'step', by: shift ? -5 : -1 };
    case 'ArrowRight':
    case '.':
      return { kind: 'step', by: shift ? 5 : 1 };
    case '+':
    case '=':
      return { kind: 'zoom', by: 1 };
    case '-':
      return { kind: 'zoom', by: -1 };
    case 'Delete':
    case 'Backspace':
      return { kind: 'drop' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}
