/** Makes the PNG of the icon with that many pixels a side. */
type IconAt = (side: number) => Buffer;

/** macOS: an icon family; every member is a type, a length and a PNG. @see https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
export function encodeIcns(iconAt: IconAt): Buffer {
  const members = [
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ] as const;
  const blocks = members.map(([type, side]) => icnsBlock(type, iconAt(side)));
  return icnsBlock('icns', Buffer.concat(blocks));
}

function icnsBlock(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}

/** Windows: a table of contents and the PNGs. @see https://en.wikipedia.org/wiki/ICO_(file_format) */
export function encodeIco(iconAt: IconAt): Buffer {
  const pictures = [16, 32, 48, 64, 128, 256].map((side) => ({ side, data: iconAt(side) }));
  const head = Buffer.alloc(6 + pictures.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ side, data }, number) => {
    const at = 6 + number * 16;
    head.writeUInt8(side % 256, at);
    head.writeUInt8(side % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(data.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += data.length;
  });
  return Buffer.concat([head, ...pictures.map(({ data }) => data)]);
}
