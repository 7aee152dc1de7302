/** A picture of an animation, and for how many milliseconds it is shown. */
export interface TimedPicture {
  readonly picture: ImageData;
  readonly duration: number;
}

/** Shows one picture after the other until the returned function is called; the first alone for less motion. */
export function playPictures(context: CanvasRenderingContext2D, pictures: readonly TimedPicture[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (at: number): void => {
    const shown = pictures[at];
    if (shown === undefined) return;
    context.putImageData(shown.picture, 0, 0);
    if (pictures.length < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    timer = setTimeout(() => show((at + 1) % pictures.length), shown.duration);
  };
  show(0);
  return () => clearTimeout(timer);
}
