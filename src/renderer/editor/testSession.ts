import { compositeFrame } from '../../shared/sprite/composite.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { type NewSprite, newSprite } from '../../shared/sprite/newSprite.ts';
import { toPicture } from '../../shared/sprite/picture.ts';
import { openDocument } from './documents.ts';
import { drag, press, release, shownSprite } from './pointer.ts';
import { activeDocument, type Document, newSession, type Session } from './session.ts';
import type { Modifiers, ToolPoint } from './tools/tool.ts';

/** A session with one new sprite, as tests begin with. */
export function sessionWith(sprite: NewSprite): Session {
  const session = newSession({
    environment: { platform: 'linux', version: '0.0.0', locale: 'en', files: [], notices: [] },
    settings: {
      language: 'en',
      theme: 'dark',
      uiScale: 1,
      generator: 'demo',
      keyProvider: 'luma',
      monthlyCents: 1000,
      supabaseUrl: '',
      supabaseKey: '',
      sendCrashes: false,
      sendUsage: false,
      crashDsn: '',
      usageUrl: '',
      keepForRecovery: true,
      ffmpegPath: '',
      videoCacheLimit: 2,
      exportPresets: [],
      lastClip: null,
    },
    connection: { kind: 'demo' },
  });
  return openDocument(session, { name: 'test', file: null, sprite: newSprite(sprite), saved: false });
}

export const RED = 0xff0000ff;
export const GREEN = 0xff00ff00;
export const BLUE = 0xffff0000;
const LEGEND = { R: RED, G: GREEN, B: BLUE };

/** What the active document shows, in characters: R, G and B for the colours above. */
export function pictureOf(session: Session): string {
  const document = documentOf(session);
  const sprite = shownSprite(document);
  return toPicture(compositeFrame(sprite, indexOf(sprite, document.frame)), sprite.width, LEGEND);
}

export function documentOf(session: Session): Document {
  const document = activeDocument(session);
  if (document === undefined) throw new Error('No document is open.');
  return document;
}

type Place = readonly [number, number];

/** A gesture through the middles of pixels: down at the first place, up at the last. */
export function gesture(
  session: Session,
  places: readonly Place[],
  how: Partial<Modifiers> & { right?: boolean } = {},
): Session {
  return release(hold(session, places, how));
}

/** The same without letting go. */
export function hold(
  session: Session,
  places: readonly Place[],
  how: Partial<Modifiers> & { right?: boolean } = {},
): Session {
  const { right = false, ...modifiers } = how;
  const points = places.map((place) => pointAt(place, modifiers));
  const [first, ...rest] = points;
  if (first === undefined) return session;
  return drag(press(session, first, right ? 'right' : 'left'), rest);
}

function pointAt([x, y]: Place, modifiers: Partial<Modifiers>): ToolPoint {
  return {
    x: x + 0.5,
    y: y + 0.5,
    screen: { x, y },
    modifiers: { shift: false, alt: false, mod: false, ...modifiers },
  };
}

/** Rows without the indentation that they have in a test. */
export function rows(picture: string): string {
  return picture
    .trim()
    .split('\n')
    .map((row) => row.trim())
    .join('\n');
}
