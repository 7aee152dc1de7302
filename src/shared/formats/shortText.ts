/** What .aseprite files hold of a text, 65535 bytes, at up to three bytes a unit. */
const MOST_UNITS = 21_845;

/** A text out of another format, as far as a sprite's file can hold it: no import may make a sprite that cannot be saved. */
export function shortText(text: string): string {
  return text.length <= MOST_UNITS ? text : text.slice(0, MOST_UNITS);
}
