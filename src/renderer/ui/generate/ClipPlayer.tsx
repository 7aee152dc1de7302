import { useEffect, useRef, useState } from 'react';
import type { GenerationId } from '../../../shared/ipc.ts';
import type { PixelClip } from '../../../shared/sprite/pixelClip.ts';
import { fitted } from '../../canvas/fitted.ts';
import { playPictures, type TimedPicture } from '../../canvas/playPictures.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';

/** The finished loop of a generation, playing. */
export function ClipPlayer({ id }: { readonly id: GenerationId }) {
  const t = useTexts();
  const clip = useClip(id);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    return clip && context ? playPictures(context, timed(clip)) : undefined;
  }, [clip]);
  return (
    <div className="clip-player checkered">
      {clip && (
        <canvas
          ref={canvas}
          className="pixelated"
          width={clip.width}
          height={clip.height}
          role="img"
          aria-label={t.jobLoop}
          style={fitted(clip, ROOM)}
        />
      )}
    </div>
  );
}

const ROOM = { width: 96, height: 96 };

function useClip(id: GenerationId): PixelClip | null {
  const { requests } = useEditor();
  const [clip, setClip] = useState<PixelClip | null>(null);
  useEffect(() => {
    let wanted = true;
    requests.clipOf(id).then(
      (loaded) => wanted && setClip(loaded),
      // The frames may have been cleared away; the card then goes without its picture.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [requests, id]);
  return clip;
}

function timed({ width, height, palette, frames }: PixelClip): readonly TimedPicture[] {
  return frames.map(({ indices, duration }) => {
    const pixels = Uint32Array.from(indices, (index) => palette[index] ?? 0);
    return { picture: new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), duration };
  });
}
