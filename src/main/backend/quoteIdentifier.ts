/** An SQL identifier, safe whatever it contains; NUL, which would end the statement's text early, is left out. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('\0', '').replaceAll('"', '""')}"`;
}
