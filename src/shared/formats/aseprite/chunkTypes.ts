/** Chunk types of the .aseprite format (docs/ase-file-specs.md of aseprite/aseprite). */
export const CHUNK = {
  oldPalette: 0x0004,
  oldPalette6Bit: 0x0011,
  layer: 0x2004,
  cel: 0x2005,
  celExtra: 0x2006,
  colorProfile: 0x2007,
  externalFiles: 0x2008,
  tags: 0x2018,
  palette: 0x2019,
  userData: 0x2020,
  slice: 0x2022,
  tileset: 0x2023,
} as const;

export const FORMAT = '.aseprite';
