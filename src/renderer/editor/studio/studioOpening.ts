import { type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { ClipMaker } from '../../../shared/clip/provenance.ts';
import { makerOf, nameOf } from '../../../shared/generatedFrames.ts';
import type { Generation, GrantedFile } from '../../../shared/ipc.ts';
import { alpha } from '../../../shared/sprite/color.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import type { StudioSource } from '../../../shared/studio.ts';
import { activeSprite, spriteOf } from '../documents.ts';
import { baseName } from '../fileNames.ts';
import type { Document, DocumentId, Session } from '../session.ts';
import { type ClipOfLayer, clipOfGeneration, clipToRecut } from './clipToRecut.ts';

/** A video that the studio is asked to open, and with what it begins. */
export interface StudioOpening {
  readonly source: StudioSource;
  /** The one in front when the studio was opened; frames of a generation may bring another to the front meanwhile. */
  readonly document: DocumentId | null;
  readonly maker: ClipMaker;
  /** What layer, tag and sprite are called unless the artist says otherwise. */
  readonly name: string;
  readonly settings: ClipSettings;
  /** The frames that are cut again; null: they are new. */
  readonly recut: ClipOfLayer | null;
  /** SHA-256 of the video that there were frames of before, in hexadecimal; null: any will do. */
  readonly wanted: string | null;
}

/** Opens the studio on a video of the artist's own. */
export function studioOnFile(session: Session, { id, name }: GrantedFile): Session {
  return openStudio(session, {
    source: { kind: 'file', file: id },
    maker: { kind: 'video', file: name },
    name: baseName(name),
    settings: firstSettings(session),
    recut: null,
    wanted: null,
  });
}

/** Opens the studio on the video of a generation, with the settings that it was cut with. */
export function studioOnGeneration(session: Session, generation: Generation): Session {
  return openStudio(session, {
    source: { kind: 'generation', id: generation.id },
    maker: makerOf(generation),
    name: nameOf(generation),
    settings: generation.settings,
    recut: clipOfGeneration(session, generation),
    wanted: generation.sourceHash,
  });
}

/** Opens the studio on the video that the current layer's frames are from. */
export function studioOnLayer(session: Session): Session {
  const target = clipToRecut(session);
  if (target === null) return session;
  const { clip, source, provenance } = target;
  const { maker, name, settings, sourceHash } = provenance;
  return openStudio(session, { source, maker, name, settings, recut: clip, wanted: sourceHash });
}

function openStudio(session: Session, opening: Omit<StudioOpening, 'document'>): Session {
  return { ...session, studio: { ...opening, document: session.active }, studioProgress: null, dialog: null };
}

/** The document that the studio was opened over; undefined: there is none. */
export function studioDocument(session: Session): Document | undefined {
  return session.documents.find(({ id }) => id === session.studio?.document);
}

/** The sprite in that document. */
export function studioSprite(session: Session): Sprite | undefined {
  const document = studioDocument(session);
  return document && spriteOf(document);
}

/** Back to the sprites. */
export function leaveStudio(session: Session): Session {
  return { ...session, studio: null, studioProgress: null, dialog: null };
}

/** Where a video of one's own begins: frames as large as the open sprite, if they can be. */
export function firstSettings(session: Session): ClipSettings {
  const sprite = activeSprite(session);
  if (sprite === undefined || Math.max(sprite.width, sprite.height) > 256) return DEFAULT_CLIP;
  return { ...DEFAULT_CLIP, width: Math.max(8, sprite.width), height: Math.max(8, sprite.height) };
}

/** The colours of a sprite that a clip can be drawn with; null where there are too few. */
export function colorsToLock(sprite: Sprite | undefined): readonly number[] | null {
  const colors = [...new Set(sprite?.palette.colors.filter((color) => alpha(color) === 255))].slice(0, 255);
  return colors.length < 2 ? null : colors;
}
