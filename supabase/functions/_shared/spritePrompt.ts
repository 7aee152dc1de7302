/**
 * The artist's words, with what a video model must be told so that a sprite can be cut out of its clip: one subject,
 * moving in place, before a plain ground, under a camera that stands still.
 */
export function spritePrompt(prompt: string, loop: boolean): string {
  const ground = /background|배경/i.test(prompt) ? '' : ' Plain flat chroma green background, no shadow on it.';
  const cycle = loop ? ' The motion repeats evenly and ends as it began.' : '';
  return (
    `${prompt}. Game sprite, pixel art style, a single subject, whole and centered with room around it, ` +
    `moving in place. Static camera, no cuts, even light, crisp outline.${ground}${cycle}`
  );
}
