import { expect, test } from 'vitest';
import { countingFormat, fileName, namesEachFile, saveNames, splitBy } from './saveNames.ts';

const NO_SPLIT = { layers: false, tags: false, slices: false };
const SPRITE = '/art/hero.aseprite';

/** The names of `count` frames of a sprite that was split into layer and tag. */
function names(saveAs: string, count: number, format: string | null = null, split = NO_SPLIT) {
  const asked = splitBy(saveAs, format);
  const all = {
    layers: split.layers || asked.layers,
    tags: split.tags || asked.tags,
    slices: split.slices || asked.slices,
  };
  const chosen = saveNames(saveAs, format, all, count > 1);
  const counting = countingFormat(chosen.format, count);
  return Array.from({ length: count }, (_, frame) =>
    fileName(counting, {
      path: chosen.subject === 'sprite' ? SPRITE : saveAs,
      frame,
      tagFrame: frame,
      tag: 'run',
      layer: 'fg',
      slice: 'head',
    }),
  );
}

test.each([
  ['out/image.png', 1, ['out/image.png']],
  ['out/image.png', 2, ['out/image1.png', 'out/image2.png']],
  ['image00.png', 3, ['image00.png', 'image01.png', 'image02.png']],
  ['frame8-test.png', 2, ['frame8-test1.png', 'frame8-test2.png']],
  ['frame-0032.png', 2, ['frame-0032.png', 'frame-0033.png']],
  ['v1.2/cat', 2, ['v1.2/cat1', 'v1.2/cat2']],
  ['{title}{frame}.png', 2, ['hero0.png', 'hero1.png']],
  ['{path}/{title}-{frame1}.png', 1, ['/art/hero-1.png']],
  ['{tag}-{tagframe001}.png', 2, ['run-001.png', 'run-002.png']],
  ['{tag}-1.png', 2, ['run-1.png', 'run-2.png']],
  ['{tag}.png', 2, ['run1.png', 'run2.png']],
  ['{tag}.png', 1, ['run.png']],
  ['{layer}/{name}', 1, ['fg/hero.aseprite']],
  ['{nothing}.png', 1, ['{nothing}.png']],
])('%s for %i frames', (saveAs, count, expected) => {
  expect(names(saveAs, count)).toEqual(expected);
});

test('what the sprite is split by is added to a plain name', () => {
  const split = (parts: object) => names('o/x.png', 2, null, { ...NO_SPLIT, ...parts });
  expect(split({ layers: true })).toEqual(['o/x (fg) 0.png', 'o/x (fg) 1.png']);
  expect(split({ layers: true, tags: true })).toEqual(['o/x (fg) #run 0.png', 'o/x (fg) #run 1.png']);
  expect(split({ slices: true })).toEqual(['o/x-head1.png', 'o/x-head2.png']);
  expect(names('o/x.png', 1, null, { ...NO_SPLIT, layers: true })).toEqual(['o/x (fg).png']);
});

test('--filename-format names the files after the name given with --save-as', () => {
  expect(names('o/out.png', 2, '{path}/{title}-{layer}-{frame}.{extension}')).toEqual([
    'o/out-fg-0.png',
    'o/out-fg-1.png',
  ]);
  expect(splitBy('o/out.png', '{title}-{layer}')).toMatchObject({ layers: true, groups: false });
  expect(splitBy('{title}.png', '{layer}')).toMatchObject({ layers: false });
  expect(splitBy('{group}.png', null)).toMatchObject({ layers: true, groups: true });
});

test('only names that tell files apart mean all files', () => {
  expect(['{title}.png', '{name}', '{path}/x.png', '{fullname}.png'].every(namesEachFile)).toBe(true);
  expect(['x.png', '{tag}.png', '{layer}{frame}.png'].some(namesEachFile)).toBe(false);
});

test('a name inside the sprite cannot lead out of the folder', () => {
  const named = (layer: string) => fileName('out/{layer}.png', { path: 'a.ase', layer });
  expect(named('../../etc/passwd')).toBe('out/.._.._etc_passwd.png');
  expect(named('..')).toBe('out/__.png');
  expect(named('C:\\x')).toBe('out/C__x.png');
  expect(named('a\nb')).toBe('out/a_b.png');
});
