import { attack } from './attack.ts';
import { fly } from './fly.ts';
import { idle } from './idle.ts';
import { jump } from './jump.ts';
import type { Motion } from './motion.ts';
import { run } from './run.ts';
import { spin } from './spin.ts';
import { walk } from './walk.ts';

export type MotionName = 'walk' | 'run' | 'idle' | 'jump' | 'attack' | 'spin' | 'fly';

export const MOTIONS: Readonly<Record<MotionName, Motion>> = { walk, run, idle, jump, attack, spin, fly };
