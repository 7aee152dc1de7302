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

test.each(CLIP_WARNINGS)('against %s there is a remedy that changes something', (warning) => {
  const remedy = remedyFor(warning, SETTINGS);
  expect(remedy).not.toBeNull();
  if (remedy?.kind !== 'change') return;
  const draft = draftOf(SETTINGS);
  expect(changed(draft, remedy.change)).not.toBe(draft);
});

test('nothing is offered that is so already', () => {
  expect(remedyFor('touches_edge', DEFAULT_CLIP)).toBeNull();
  expect(remedyFor('rough_seam', DEFAULT_CLIP)).not.toEqual({ kind: 'change', change: { loop: { kind: 'auto' } } });
});
