import type { Ffmpeg } from '../../src/main/ffmpeg/resolve.ts';
import type { BenchClip } from './clips.ts';
export async function demoClip(_f: Ffmpeg): Promise<readonly BenchClip[]> {
  return [];
}
