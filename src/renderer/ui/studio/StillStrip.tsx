import { useEffect, useState } from 'react';
import type { TimeRange } from '../../../shared/clip/clipSettings.ts';
import type { StudioPicture } from '../../../shared/studio.ts';
import { videoOf } from '../../editor/studio/studioState.ts';
import { PixelCanvas } from './PixelCanvas.tsx';
import { useRoom } from './useRoom.ts';
import { useStudio, useStudioState } from './useStudio.ts';

/** CSS pixels. */
const HEIGHT = 48;
const MOST_STILLS = 24;

/** Stills of the source side by side, as many as there is room for. */
export function StillStrip({ shown }: { readonly shown: TimeRange }) {
  const live = useStudio();
  const video = useStudioState(videoOf);
  const [strip, room] = useRoom<HTMLDivElement>();
  const [pictures, setPictures] = useState<readonly StudioPicture[]>([]);
  const ratio = video ? video.width / video.height : 1;
  const count = Math.min(MOST_STILLS, Math.max(1, Math.ceil(room.width / (HEIGHT * ratio))));
  const ready = room.width > 0 && video !== null;
  const { from, to } = shown;
  useEffect(() => {
    if (!ready) return;
    let wanted = true;
    live.strip(from, to, count, Math.round(HEIGHT * 2 * Math.max(1, ratio))).then(
      (loaded) => wanted && setPictures(loaded),
      // Without its pictures the strip still shows the time.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [live, ready, from, to, count, ratio]);
  return (
    <div className="track__strip" ref={strip} aria-hidden="true">
      {pictures.map(({ width, height, pixels }, at) => (
        <PixelCanvas
          // biome-ignore lint/suspicious/noArrayIndexKey: stills stand by their place in time
          key={at}
          width={width}
          height={height}
          pixels={new Uint32Array(pixels.slice().buffer)}
          className="track__still"
        />
      ))}
    </div>
  );
}
