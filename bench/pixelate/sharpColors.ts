import sharp from 'sharp';

/** How many colours sharp's PNG palette really holds when some are asked for: of a picture that has them all. */
export async function sharpColors(asked: readonly number[]): Promise<readonly number[]> {
  const side = 256;
  const pixels = Buffer.alloc(side * side * 3);
  for (let i = 0; i < side * side; i++) pixels.set([i & 255, i >> 8, ((i * 2654435761) >>> 24) & 255], 3 * i);
  const counts: number[] = [];
  for (const colours of asked) {
    const png = await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
      .png({ palette: true, colours })
      .toBuffer();
    const shown = await sharp(png).removeAlpha().raw().toBuffer();
    const colors = new Set<number>();
    for (let i = 0; i < shown.length; i += 3) colors.add(shown.readUIntBE(i, 3));
    counts.push(colors.size);
  }
  return counts;
}
