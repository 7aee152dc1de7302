import { expect, test } from 'vitest';
import { CLIP_WARNINGS } from '../../../shared/clip/clipReport.ts';
import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { changed, draftOf } from './draft.ts';
import { remedyFor } from './remedies.ts';

const SETTINGS = {
  ...DEFAULT_CLIP,
  crop: 'picture',
  grid: { kind: 'cell', cell: 8 },
  loop: { kind: 'span', start: 0, length: 6 },
} as const;

test('against every warning there is a remedy', () => {
  const kinds = CLIP_WARNINGS.map((warning) => [warning, remedyFor(warning, SETTINGS).kind]);
  expect(Object.fromEntries(kinds)).toEqual({
    background_not_found: 'pickKey',
    no_subject: 'pickKey',
    touches_edge: 'showEdge',
    no_loop: 'change',
    rough_seam: 'change',
    palette_lacks_colors: 'allowColors',
    size_too_small: 'change',
  });
});

test.each(['no_loop', 'rough_seam', 'size_too_small'] as const)(
  'what helps against %s changes something',
  (warning) => {
    const remedy = remedyFor(warning, SETTINGS);
    const draft = draftOf(SETTINGS);
    expect(remedy.kind === 'change' && changed(draft, remedy.change) !== draft).toBe(true);
  },
);

test('nothing is offered that is so already', () => {
  expect(remedyFor('rough_seam', DEFAULT_CLIP)).not.toEqual({ kind: 'change', change: { loop: { kind: 'auto' } } });
});
