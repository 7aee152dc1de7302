import type { ClipReport } from '../../../shared/clip/clipReport.ts';
import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import type { VideoFacts } from '../../ffmpeg/probe.ts';
import { BatchError } from '../batch/batchError.ts';

/** Refuses a part of the video that is not there. What overlaps it is taken as far as it goes. @throws BatchError */
export function checkPart({ range, crop }: ClipSettings, { width, height, seconds }: VideoFacts): void {
  if (range !== null && seconds !== undefined && range.from >= seconds) {
    throw new BatchError(`--range begins at ${range.from} s, where the video has ended: it lasts ${seconds} s.`);
  }
  if (typeof crop === 'string') return;
  const isBeside = crop.x >= width || crop.y >= height || crop.x + crop.width <= 0 || crop.y + crop.height <= 0;
  if (isBeside) throw new BatchError(`--crop lies beside the picture, which is ${width}x${height}.`);
}

/** Refuses frames that the range does not have. @throws BatchError */
export function checkFrames({ frames, loop }: ClipSettings, { frameTotal }: Pick<ClipReport, 'frameTotal'>): void {
  const has = `the range has ${frameTotal}, numbered from 0`;
  const missing = frames?.find((number) => number >= frameTotal);
  if (missing !== undefined) throw new BatchError(`--frames names frame ${missing}; ${has}.`);
  if (loop.kind === 'span' && loop.start + loop.length > frameTotal) {
    throw new BatchError(`--loop ends at frame ${loop.start + loop.length - 1}; ${has}.`);
  }
}
