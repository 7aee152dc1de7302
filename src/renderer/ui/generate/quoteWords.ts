import type { Connection } from '../../../shared/connection.ts';
import { type Quote, START_FRAME_SIDE } from '../../../shared/ipc.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import type { Texts } from '../texts/en.ts';
import { providerWords } from './jobWords.ts';

/** Who makes the video and about what it costs. */
export function costWords(connection: Connection, quote: Quote | null, t: Texts): string {
  if (connection.kind === 'demo') return t.costDemo;
  if (quote === null)
    return connection.kind === 'ownKey' ? t.costOwnKey(t.keyProviders[connection.provider]) : t.costProject;
  const { cents, provider } = quote;
  return cents === 0 ? t.costFree(providerWords(provider, t)) : t.costAbout((cents / 100).toFixed(2), provider);
}

/** Whether the video may begin with a frame of this sprite. */
export function offersStartFrame(quote: Quote | null, sprite: Pick<Sprite, 'width' | 'height'> | undefined): boolean {
  if (quote === null || sprite === undefined) return false;
  return quote.capabilities.startFrame && Math.max(sprite.width, sprite.height) <= START_FRAME_SIDE;
}
