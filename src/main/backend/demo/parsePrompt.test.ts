import { expect, test } from 'vitest';
import { MOTIONS } from './motions/motions.ts';
import { parsePrompt } from './parsePrompt.ts';
import { SUBJECTS } from './subjects/subjects.ts';
import { COLOR_WORDS, MOTION_WORDS, PAINTS, SUBJECT_WORDS } from './words.ts';

test.each([
  ['a cute pixel art cat walking', 'cat walk'],
  ['two KITTENS running, 64x64', 'cat run'],
  ['knight idle animation', 'knight idle'],
  ['a paladin slashing with a sword', 'knight attack'],
  ['slime bouncing', 'slime jump'],
  ['a bird flying', 'bird fly'],
  ['android turntable', 'robot spin'],
  ['campfire', 'flame idle'],
  ['spooky phantom floats', 'ghost idle'],
  ['an oak tree, marching', 'tree walk'],
  ['dragon breathing fire attack', 'dragon attack'],
  ['flame dragon', 'dragon idle'],
  ['ghost knight', 'knight idle'],
  ['goldfish swimming', 'fish fly'],
  ['a witch doing a spin attack', 'wizard attack'],
  ['고양이가 걷는 모습', 'cat walk'],
  ['검을 휘두르는 기사', 'knight attack'],
  ['점프하는 슬라임', 'slime jump'],
  ['새가 날아가는 픽셀 아트', 'bird fly'],
  ['달리는 로봇', 'robot run'],
  ['타오르는 불꽃', 'flame idle'],
  ['빙글빙글 도는 유령', 'ghost spin'],
  ['나무', 'tree idle'],
  ['용이 불을 뿜는 공격', 'dragon attack'],
  ['물고기 헤엄', 'fish fly'],
  ['마법사 대기 동작', 'wizard idle'],
  ['숲에 사는 요정', `${parsePrompt('숲에 사는 요정').subject} idle`],
])('"%s" is %s', (prompt, expected) => {
  const { subject, motion } = parsePrompt(prompt);
  expect(`${subject} ${motion}`).toBe(expected);
});

test.each([
  ['a red knight with a golden cape', 'red gold', undefined],
  ['a cat on a green background', '', 'green'],
  ['black cat, plain white background', 'black', 'white'],
  ['blue slime, magenta screen', 'blue', 'magenta'],
  ['gray background, purple wizard', 'purple', 'grey'],
  ['파란 슬라임', 'blue', undefined],
  ['회색 배경의 빨간 드래곤', 'red', 'grey'],
  ['하늘색 새', 'sky', undefined],
  ['황금 기사', 'gold', undefined],
  ['a cat', '', undefined],
])('"%s" has the colours [%s] on %s', (prompt, colors, background) => {
  const wish = parsePrompt(prompt);
  expect(wish.colors.join(' ')).toBe(colors);
  expect(wish.background).toBe(background);
});

test('parts of longer words are not taken for subjects', () => {
  for (const prompt of ['a category of catalogs', '새로운 사용자', 'robotics firefly antler']) {
    expect(parsePrompt(prompt)).toEqual(parsePrompt(prompt.toUpperCase()));
    expect(parsePrompt(prompt).motion).toBe('idle');
  }
  const unknown = new Set(Array.from({ length: 60 }, (_, i) => parsePrompt(`thing number ${i}`).subject));
  expect(unknown.size).toBeGreaterThan(5);
});

test('every subject, motion and colour has words, and no word means two things', () => {
  const tables = [
    [SUBJECT_WORDS, SUBJECTS],
    [MOTION_WORDS, MOTIONS],
    [COLOR_WORDS, PAINTS],
  ] as const;
  for (const [vocabulary, known] of tables) {
    expect(Object.keys(vocabulary).sort()).toEqual(Object.keys(known).sort());
    const words = Object.values(vocabulary).flat();
    expect(new Set(words).size).toBe(words.length);
  }
});
