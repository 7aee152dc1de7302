/** Whether bytes begin as an .aseprite file does: its magic number, A5E0, stands behind the file's size. */
export function looksLikeAseprite(bytes: Uint8Array): boolean {
  return bytes[4] === 0xe0 && bytes[5] === 0xa5;
}
