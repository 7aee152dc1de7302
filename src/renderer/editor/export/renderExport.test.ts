import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { DEFAULT_EXPORT, type ExportSettings } from '../../../shared/exportSettings.ts';
import { decodePicture } from '../../../shared/formats/decodePicture.ts';
import { addTag } from '../../../shared/sprite/edits/tagEdits.ts';
import { toPicture } from '../../../shared/sprite/picture.ts';
import type { Rect } from '../../../shared/sprite/rect.ts';
import type { FrameId, Slice, SliceId, Sprite, TagDirection } from '../../../shared/sprite/sprite.ts';
import { NO_USER_DATA } from '../../../shared/sprite/userData.ts';
import { setForeground } from '../actions.ts';
import { runCommand } from '../commands.ts';
import type { Session } from '../session.ts';
import { editorWith } from '../testEditor.ts';
import { BLUE, documentOf, GREEN, gesture, RED, sessionWith } from '../testSession.ts';
import type { ExportSubject } from './exportedFrames.ts';
import { renderExport } from './renderExport.ts';

const LEGEND = { R: RED, G: GREEN, B: BLUE };

function command(session: Session, id: Parameters<typeof runCommand>[1]): Session {
  const editor = editorWith(session);
  runCommand(editor, id);
  return editor.store.get();
}

/** Two layers and three frames of 3 x 2: a red dot that walks to the right, and over it a green one that stays. */
function walk(): ExportSubject {
  const dot = (session: Session, color: number, x: number, y: number) =>
    gesture(setForeground(session, color), [[x, y]]);
  let session = dot(sessionWith({ width: 3, height: 2 }), RED, 0, 0);
  session = dot(command(session, 'newEmptyFrame'), RED, 1, 0);
  session = dot(command(session, 'newEmptyFrame'), RED, 2, 0);
  session = dot(command(session, 'newLayer'), GREEN, 2, 1);
  const { frame, layer, history } = documentOf(session);
  return { sprite: history.now.sprite, frame, layer };
}

function tagged(subject: ExportSubject, direction: TagDirection): ExportSubject {
  const [from, , to] = subject.sprite.frames;
  if (!from || !to) throw new Error('There are three frames.');
  const tag = { name: 'go', from: from.id, to: to.id, direction, repeat: 0, color: 0 };
  return { ...subject, sprite: addTag(tag)(subject.sprite) };
}

function rendered(subject: ExportSubject, change: Partial<ExportSettings>) {
  const names = { title: 'cat', image: 'cat.png', version: '1' };
  return renderExport({ subject, settings: { ...DEFAULT_EXPORT, ...change }, names }, nodeZlib);
}

/** The written pictures one below the other. */
function pictures(subject: ExportSubject, change: Partial<ExportSettings>): string {
  const rendering = rendered(subject, change);
  const all =
    rendering.kind === 'animation'
      ? (decodePicture(rendering.bytes, nodeZlib)?.frames ?? []).map((frame) => frame.pixels)
      : rendering.pictures.map((bytes) => new Uint32Array(bytes.buffer));
  return all.map((pixels) => toPicture(pixels, rendering.width, LEGEND)).join('\n\n');
}

function data(subject: ExportSubject, change: Partial<ExportSettings>) {
  const rendering = rendered(subject, { kind: 'sheet', ...change });
  const json: { frames: Record<string, unknown>; meta: Record<string, unknown> } = JSON.parse(
    (rendering.kind === 'pictures' && rendering.json) || '{}',
  );
  return json;
}

test('a still is the current frame, at its scale', () => {
  expect(pictures(walk(), { kind: 'image' })).toBe('..R\n..G');
  expect(pictures(walk(), { kind: 'image', scale: 2 })).toBe('....RR\n....RR\n....GG\n....GG');
});

test('a sequence has all frames; a GIF too, with their times', () => {
  expect(pictures(walk(), { kind: 'sequence' })).toBe('R..\n...\n\n.R.\n...\n\n..R\n..G');
  expect(pictures(walk(), { kind: 'gif' })).toBe('R..\n...\n\n.R.\n...\n\n..R\n..G');
  expect(pictures(walk(), { kind: 'apng' })).toBe('R..\n...\n\n.R.\n...\n\n..R\n..G');
  expect(pictures(walk(), { kind: 'webp' })).toBe('R..\n...\n\n.R.\n...\n\n..R\n..G');
});

test('only the current layer, or only the current frame', () => {
  expect(pictures(walk(), { kind: 'image', layers: 'current' })).toBe('...\n..G');
  expect(pictures(walk(), { kind: 'sequence', frames: 'current' })).toBe('..R\n..G');
});

test("a GIF plays a tag in the tag's direction, a sequence counts its frames", () => {
  const back = tagged(walk(), 'reverse');
  expect(pictures(back, { kind: 'gif', frames: 'tag', tag: 'go' })).toBe('..R\n..G\n\n.R.\n...\n\nR..\n...');
  expect(pictures(back, { kind: 'sequence', frames: 'tag', tag: 'go' })).toBe('R..\n...\n\n.R.\n...\n\n..R\n..G');
  expect(pictures(back, { kind: 'sequence', frames: 'tag', tag: 'gone' })).toBe(pictures(walk(), { kind: 'sequence' }));
});

test('a sheet is laid out as asked: strips, lines of so many, padding, trimming', () => {
  const sheet = { kind: 'sheet' } as const;
  expect(pictures(walk(), { ...sheet, layout: 'horizontal' })).toBe('R...R...R\n........G');
  expect(pictures(walk(), { ...sheet, layout: 'rows', perLine: 2 })).toBe('R...R.\n......\n..R...\n..G...');
  expect(pictures(walk(), { ...sheet, layout: 'horizontal', borderPadding: 1, shapePadding: 1 })).toBe(
    ['.............', '.R....R....R.', '...........G.', '.............'].join('\n'),
  );
  expect(pictures(walk(), { ...sheet, layout: 'horizontal', trim: 'frame' })).toBe('RRR\n..G');
  expect(pictures(walk(), { ...sheet, layout: 'horizontal', powerOfTwo: true })).toBe(
    'R...R...R.......\n........G.......',
  );
});

test('split by layers, every layer has a line of its own', () => {
  expect(pictures(walk(), { kind: 'sheet', layout: 'rows', splitLayers: true, perLine: 3 })).toBe(
    ['R...R...R', '.........', '.........', '........G'].join('\n'),
  );
  expect(Object.keys(data(walk(), { splitLayers: true }).frames).at(-1)).toMatch(/^cat \(.+\) 2\.aseprite$/);
});

test('split by slices, every slice has a line of its own, from the frame on in which it begins', () => {
  const subject = walk();
  const [first, second] = subject.sprite.frames;
  if (!first || !second) throw new Error('There are three frames.');
  const slice = (id: number, name: string, frame: FrameId, bounds: Rect): Slice => ({
    ...{ id: id as SliceId, name, keys: [{ frame, bounds }], userData: NO_USER_DATA, unknown: [] },
  });
  const top = slice(90, 'top', first.id, { x: 0, y: 0, width: 3, height: 1 });
  // Reaches beyond the canvas.
  const corner = slice(91, 'corner', second.id, { x: 1, y: 0, width: 50, height: 50 });
  const far = slice(92, 'far', first.id, { x: 40, y: 40, width: 5, height: 5 });
  const sprite = { ...subject.sprite, slices: [top, corner, far] };
  const settings = { kind: 'sheet', layout: 'rows', splitSlices: true, perLine: 3 } as const;
  expect(pictures({ ...subject, sprite }, settings)).toBe('R...R...R\nR..R.....\n...G.....');
  const { frames } = data({ ...subject, sprite }, settings);
  expect(Object.keys(frames)).toEqual(
    [0, 1, 2].map((i) => `cat-top ${i}.aseprite`).concat(['cat-corner 1.aseprite', 'cat-corner 2.aseprite']),
  );
  expect(() => rendered({ ...subject, sprite: { ...sprite, slices: [far] } }, settings)).toThrow('no slice lies');
});

test('the data names the frames that are there, and lists what was asked for', () => {
  const all = data(tagged(walk(), 'forward'), { listLayers: false });
  expect(Object.keys(all.frames)).toEqual(['cat 0.aseprite', 'cat 1.aseprite', 'cat 2.aseprite']);
  expect(all.meta).toMatchObject({ image: 'cat.png', frameTags: [{ name: 'go', from: 0, to: 2 }], slices: [] });
  expect(all.meta).not.toHaveProperty('layers');
  const one = data(tagged(walk(), 'forward'), { frames: 'current' });
  expect(Object.keys(one.frames)).toEqual(['cat.aseprite']);
  expect(one.meta).toMatchObject({ frameTags: [{ name: 'go', from: 0, to: 0 }] });
  expect(rendered(walk(), { kind: 'sheet', data: 'none' })).toMatchObject({ json: null });
});

test('what is larger than a sprite can be is refused before it is made', () => {
  const wide: Sprite = { ...walk().sprite, width: 4000 };
  expect(() => rendered({ ...walk(), sprite: wide }, { kind: 'image', scale: 10 })).toThrow(
    expect.objectContaining({ code: 'too_large' }),
  );
});
