import { expect, test } from 'vitest';
import { morphBetween } from './morph.ts';
import { drawn, STANDING, shown, WAVING } from './testPictures.ts';

test('it begins with the one picture and ends with the other', () => {
  const between = morphBetween(STANDING, WAVING, 0.4);
  expect(shown(between(0))).toEqual(shown(STANDING));
  expect(shown(between(1))).toEqual(shown(WAVING));
});

test('what is found in both goes from place to place', () => {
  const from = drawn('rr........', 'rk........', '..........', '..........', '..........', '..........');
  const to = drawn('..........', '..........', '..........', '..........', '......rr..', '......rk..');
  const between = morphBetween(from, to, 0);
  const middles = [0.25, 0.5, 0.75].map((share) => shown(between(share)).join('/'));
  expect(middles).toMatchInlineSnapshot(`
    [
      "........../.rr......./.rk......./........../........../..........",
      "........../........../...rr...../...rk...../........../..........",
      "........../........../........../....rr..../....rk..../..........",
    ]
  `);
});

test('halfway a figure is whole, in colours of its own', () => {
  expect(shown(morphBetween(STANDING, WAVING, 0)(0.5))).toMatchInlineSnapshot(`
    [
      "................",
      "................",
      "................",
      "................",
      ".....kkkkkk.....",
      ".....kyyyyk.....",
      ".....kywykk.....",
      ".....kyyyyk.....",
      ".....kkkkkk.....",
      "....krrrrrr.....",
      "....krrbbrrk....",
      ".....krrrrrk....",
      "....krr..rk.....",
      "....kr...rk.....",
      "....kk...kk.....",
      "................",
    ]
  `);
});

test('one picture twice stands still', () => {
  expect(morphBetween(STANDING, drawn(...shown(STANDING)), 1)(0.5)).toBe(STANDING);
});

test('from nothing to something, and back', () => {
  const nothing = drawn('...', '...', '...');
  const dot = drawn('...', '.r.', '...');
  expect(shown(morphBetween(nothing, dot, 0)(1))).toEqual(shown(dot));
  expect(shown(morphBetween(dot, nothing, 0)(1))).toEqual(shown(nothing));
});
