import { expect, test, vi } from 'vitest';
import type { Generation, GenerationId, GenerationRequest } from '../../shared/ipc.ts';
import { addEmptyFrame } from '../../shared/sprite/edits/frameEdits.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import { setForeground } from './actions.ts';
import { edit, setFrame, spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { generationChanged } from './generations.ts';
import { regenerationOf, startRegeneration, usualRange } from './regenerate.ts';
import type { Session } from './session.ts';
import { editorWith } from './testEditor.ts';
import { BLUE, documentOf, gesture, RED, sessionWith } from './testSession.ts';

/** Two frames of 8 x 8: a red pixel at the left, then a blue one at the right. */
function twoFrames(): Session {
  const first = gesture(setForeground(sessionWith({ width: 8, height: 8 }), RED), [[0, 0]]);
  const added = edit(first, 'newFrame', addEmptyFrame(1));
  const second = spriteOf(documentOf(added)).frames[1]?.id;
  if (second === undefined) throw new Error('There are two frames.');
  return gesture(setForeground(setFrame(added, second), BLUE), [[7, 0]]);
}

test('the video begins and ends with the frames, before a screen that is none of their colours', () => {
  const document = documentOf(twoFrames());
  const { startFrame, endFrame, settings } = regenerationOf(document, usualRange(document), 'run');
  const [start, end] = [startFrame, endFrame].map((frame) => [...new Uint32Array(frame?.pixels.slice().buffer ?? [])]);
  const screen = settings.background.kind === 'key' ? settings.background.color : 0;
  expect([start?.[0], end?.[7]]).toEqual([RED, BLUE]);
  expect(new Set(start?.slice(1))).toEqual(new Set([screen]));
  expect([RED, BLUE, 0]).not.toContain(screen);
  expect(settings).toMatchObject({ width: 8, height: 8, frameCount: 2, palette: [RED, BLUE], loop: { kind: 'off' } });
});

test('the take comes in hidden, over the frames that stay', async () => {
  const id = 'one' as GenerationId;
  const asked: GenerationRequest[] = [];
  const clip: PixelClip = {
    width: 8,
    height: 8,
    palette: [0, RED],
    frames: [0, 1].map(() => ({ indices: new Uint8Array(64).fill(1), duration: 40 })),
  };
  const made = (state: Generation['state']): Generation => ({
    id,
    origin: {
      provider: 'Luma',
      jobId: null,
      request: { prompt: 'run', width: 8, height: 8, colorCount: 2, fps: 12 },
    },
    settings: asked[0]?.settings ?? fail(),
    state,
    startedAt: 0,
    sourceHash: null,
  });
  const requests = {
    generate: async (request: GenerationRequest) => {
      asked.push(request);
      return made({ stage: 'decoding', progress: 0 });
    },
    clipOf: async () => clip,
    acknowledgeGeneration: async () => {},
  };
  const editor = editorWith(twoFrames(), { requests: requests as unknown as Editor['requests'] });
  const before = spriteOf(documentOf(editor.store.get()));
  const document = documentOf(editor.store.get());
  await startRegeneration(editor, document, usualRange(document), 'run');
  generationChanged(editor, made({ stage: 'ready', frameCount: 2 }));
  await vi.waitFor(() => expect(spriteOf(documentOf(editor.store.get())).layers).toHaveLength(2));
  const after = spriteOf(documentOf(editor.store.get()));
  expect(after.frames).toEqual(before.frames);
  expect(after.layers.map(({ visible }) => visible)).toEqual([true, false]);
  expect(after.layers[0]).toBe(before.layers[0]);
});

function fail(): never {
  throw new Error('Nothing was asked for.');
}
