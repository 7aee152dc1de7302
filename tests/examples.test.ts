import { expect, test } from 'vitest';
import { parsePrompt } from '../src/main/backend/demo/parsePrompt.ts';
import { en } from '../src/renderer/ui/texts/en.ts';
import { ko } from '../src/renderer/ui/texts/ko.ts';

test.each([en, ko])('the demo generator understands the example prompts of the form', ({ examples }) => {
  expect(examples.map(({ prompt }) => parsePrompt(prompt))).toMatchObject([
    { subject: 'cat', motion: 'walk' },
    { subject: 'knight', motion: 'attack', colors: ['blue'] },
    { subject: 'slime', motion: 'jump', colors: ['green'] },
  ]);
});
