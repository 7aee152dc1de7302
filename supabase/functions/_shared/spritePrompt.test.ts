import { expect, test } from 'vitest';
import { spritePrompt } from './spritePrompt.ts';

test('the artist’s words come first, and theirs about the background are not contradicted', () => {
  expect(spritePrompt('a cat', true)).toMatch(/^a cat\. .*green background.*ends as it began\.$/);
  expect(spritePrompt('a cat', false)).not.toMatch(/repeats/);
  expect(spritePrompt('a cat on a white background', true)).not.toMatch(/green/);
  expect(spritePrompt('하얀 배경의 고양이', true)).not.toMatch(/green/);
});
