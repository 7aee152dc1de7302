import { useEffect, useRef, useState } from 'react';
import type { GenerationId } from '../../../shared/ipc.ts';
import type { PixelClip } from '../../../shared/sprite/pixelClip.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor } from '../useSession.ts';

/** The finished loop of a generation, playing. */
export function ClipPlayer({ id }: { readonly id: GenerationId }) {
  const t = useTexts();
  const clip = useClip(id);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    return clip && context ? playOn(context, clip) : undefined;
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
          style={fitted(clip)}
        />
      )}
    </div>
  );
}

const SIDE = 96;

/** A whole number of screen pixels for each pixel, as large as fits. */
function fitted({ width, height }: PixelClip): { width: number; height: number } {
  const longest = Math.max(width, height);
  const scale = longest <= SIDE ? Math.floor(SIDE / longest) : SIDE / longest;
  return { width: width * scale, height: height * scale };
}

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

/** Plays until the returned function is called; a single frame for those who asked for less motion. */
function playOn(context: CanvasRenderingContext2D, clip: PixelClip): () => void {
  const pictures = clip.frames.map(({ indices }) => {
    const pixels = Uint32Array.from(indices, (index) => clip.palette[index] ?? 0);
    return new ImageData(new Uint8ClampedArray(pixels.buffer), clip.width, clip.height);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (at: number) => {
    const picture = pictures[at];
    if (picture === undefined) return;
    context.putImageData(picture, 0, 0);
    if (pictures.length < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    timer = setTimeout(() => show((at + 1) % pictures.length), clip.frames[at]?.duration ?? 100);
  };
  show(0);
  return () => clearTimeout(timer);
}
