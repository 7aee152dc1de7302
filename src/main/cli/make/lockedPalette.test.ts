import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { withSprites } from '../batch/testSprites.fixture.ts';
import { settingsWithPalette } from './lockedPalette.ts';

const wishes = (palette: string | null) => ({
  settings: DEFAULT_CLIP,
  palette,
  output: { out: 'a.gif', data: null, report: null },
});
const hex = (count: number): string =>
  Array.from({ length: count }, (_, i) => i.toString(16).padStart(6, '0')).join('\n');

test('a palette becomes a lock: each opaque colour once', async () => {
  await withSprites({ 'a.hex': 'ff0000\n00ff0080\nff0000\n0000ff\n' }, async (folder) => {
    const settings = await settingsWithPalette(wishes(join(folder, 'a.hex')));
    expect(settings).toEqual({ ...DEFAULT_CLIP, palette: [0xff0000ff, 0xffff0000] });
    expect(await settingsWithPalette(wishes(null))).toBe(DEFAULT_CLIP);
  });
});

test('one that cannot be drawn from is refused by its name', async () => {
  await withSprites({ 'glass.hex': '00ff0080\n', 'many.hex': hex(256), 'all.hex': hex(255) }, async (folder) => {
    const refusal = (name: string) => settingsWithPalette(wishes(join(folder, name)));
    await expect(refusal('glass.hex')).rejects.toThrow(/glass\.hex: it has no opaque colour/);
    await expect(refusal('many.hex')).rejects.toThrow(/many\.hex: it has 256 opaque colours/);
    expect((await refusal('all.hex')).palette).toHaveLength(255);
  });
});
