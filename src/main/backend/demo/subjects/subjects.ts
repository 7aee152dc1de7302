import { bird } from './bird.ts';
import { cat } from './cat.ts';
import { dragon } from './dragon.ts';
import { fish } from './fish.ts';
import { flame } from './flame.ts';
import { ghost } from './ghost.ts';
import { knight } from './knight.ts';
import { robot } from './robot.ts';
import { slime } from './slime.ts';
import type { Subject } from './subject.ts';
import { tree } from './tree.ts';
import { wizard } from './wizard.ts';

export type SubjectName =
  | 'cat'
  | 'knight'
  | 'slime'
  | 'bird'
  | 'robot'
  | 'flame'
  | 'ghost'
  | 'tree'
  | 'dragon'
  | 'fish'
  | 'wizard';

export const SUBJECTS: Readonly<Record<SubjectName, Subject>> = {
  cat,
  knight,
  slime,
  bird,
  robot,
  flame,
  ghost,
  tree,
  dragon,
  fish,
  wizard,
};
