import type { ClipReport } from '../../../shared/clip/clipReport.ts';
import { type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import type { Studio, StudioCut, StudioId } from '../../../shared/studio.ts';
import { newStudioState, type StudioState } from './studioState.ts';

export const VIDEO: Studio = {
  id: 'video' as StudioId,
  hash: '0'.repeat(64),
  name: 'cat.mp4',
  width: 40,
  height: 30,
  fps: 24,
  seconds: 4,
  longestRange: 60,
};

/** Frames as rows of characters: '.' is transparent, '#' the one colour. */
export function cutOf(
  pictures: readonly (readonly string[])[],
  { numbers, ...report }: Partial<ClipReport> & { readonly numbers?: readonly number[] } = {},
): StudioCut {
  const [first = ['.']] = pictures;
  const [width, height] = [first[0]?.length ?? 1, first.length];
  const frames = pictures.map((rows) => ({
    indices: Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0)),
    duration: 100,
  }));
  return {
    clip: { width, height, palette: [0, rgba(9, 9, 9)], frames },
    report: {
      area: { x: 0, y: 0, width: VIDEO.width, height: VIDEO.height },
      backgroundConfidence: 1,
      grid: null,
      loops: [],
      seam: null,
      frames: frames.map((_, at) => {
        const number = numbers?.[at] ?? at;
        return { number, seconds: number / 10 };
      }),
      frameTotal: frames.length,
      colorCount: 1,
      flicker: 0,
      offPalette: 0,
      pivot: null,
      warnings: [],
      ...report,
    },
    overlays: { flicker: new Uint8Array(width * height), offPalette: [], coverage: [] },
  };
}

/** The state of a studio on the video above. */
export function openState(settings: Partial<ClipSettings> = {}): StudioState {
  const insert = { place: { kind: 'layer' }, palette: 'merge', name: 'cat', painted: 'keep' } as const;
  return {
    ...newStudioState({ ...DEFAULT_CLIP, ...settings }, insert),
    phase: { kind: 'open', video: VIDEO },
  };
}
