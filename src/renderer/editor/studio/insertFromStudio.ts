import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { SourcedClip } from '../../../shared/clip/sourcedClip.ts';
import { notify, withSettings } from '../actions.ts';
import type { Editor } from '../editor.ts';
import { type CutPlace, withCut, withRecut } from '../insertCut.ts';
import { play } from '../playback.ts';
import type { Document, Session } from '../session.ts';
import type { InsertChoice } from './insertChoice.ts';
import type { LiveStudio } from './LiveStudio.ts';
import { paletteChoiceOf } from './paletteChoice.ts';
import { leaveStudio, studioDocument } from './studioOpening.ts';

/**
 * Puts the finished frames of the take in front where the artist chose, as one step of undo, plays them there, and
 * leaves the studio. The settings are remembered for the next video. Nothing happens where the frames are called off.
 */
export async function insertFromStudio(editor: Editor, live: LiveStudio, now: Date): Promise<void> {
  const finished = await live.finished();
  if (finished === null) return;
  const { settings } = finished;
  const { clip, report } = finished.cut;
  const state = live.store.get();
  const choice: InsertChoice = { ...state.insert, palette: paletteChoiceOf(state) };
  const name = choice.name.trim() || live.opening.name;
  const sourceHash = state.phase.kind === 'open' ? state.phase.video.hash : null;
  const provenance = { name, maker: live.opening.maker, sourceHash, date: now.toISOString(), settings };
  const cut: SourcedClip = { clip, provenance, pivot: report.pivot };
  editor.store.update((session) => {
    const inserted = withChoice(session, cut, choice);
    return play(notify(leaveStudio(inserted), { tone: 'info', message: { code: 'inserted', name } }), editor.clock());
  });
  // What belongs to this one video is not of use for the next.
  const { range, crop, grid, background, loop, frames, palette } = DEFAULT_CLIP;
  const ofVideo = { range, grid, loop: settings.loop.kind === 'span' ? loop : settings.loop, frames, palette };
  const lastClip = {
    ...settings,
    ...ofVideo,
    crop: typeof settings.crop === 'string' ? settings.crop : crop,
    background: settings.background.kind === 'key' ? background : settings.background,
  };
  const kept = await editor.requests.changeSettings({ lastClip });
  editor.store.update((session) => withSettings(session, kept));
}

function withChoice(session: Session, cut: SourcedClip, { place, palette, painted }: InsertChoice): Session {
  const document = studioDocument(session);
  if (place.kind === 'recut' && document) {
    return withRecut(session, document.id, cut, { ...place.clip, palette, painted });
  }
  return withCut(session, cut, { document: document?.id ?? null, place: placeIn(document, cut, place), palette });
}

function placeIn(document: Document | undefined, { clip }: SourcedClip, place: InsertChoice['place']): CutPlace {
  if (document === undefined || place.kind === 'sprite' || place.kind === 'recut') return { kind: 'sprite' };
  if (place.kind === 'layer') return { kind: 'layer', above: document.layer, frame: document.frame };
  const { frames } = document.history.now.sprite;
  const first = Math.max(
    0,
    frames.findIndex(({ id }) => id === place.frame),
  );
  const last = frames[Math.min(frames.length, first + clip.frames.length) - 1];
  return { kind: 'into', layer: place.layer, from: place.frame, to: last?.id ?? place.frame };
}
