/** Where one foot or hand is in its stroke. */
export interface Step {
  /** -1 far back, 1 far forward. */
  readonly reach: number;
  /** 0 on the ground (an arm at rest), 1 raised. */
  readonly lift: number;
}

export type Limbs = Readonly<Record<'left' | 'right', Step>>;

/** A moment of a motion, in terms that every body can follow. Angles in radians, lengths in units. */
export interface Pose {
  /** Turn away from the viewer; 0 looks out of the picture, a quarter turn looks to the right. */
  readonly yaw: number;
  /** Height of the whole body above the ground. */
  readonly rise: number;
  /** Of the trunk above its rest height; the feet stay where they are. */
  readonly bob: number;
  /** Forward on the screen. */
  readonly shift: number;
  /** Lean forward. */
  readonly pitch: number;
  /** Lean to the side. */
  readonly roll: number;
  /** 1 at rest, more is taller and thinner. */
  readonly stretch: number;
  /** Hind legs of animals. */
  readonly legs: Limbs;
  /** Front legs of animals, wings of birds. */
  readonly arms: Limbs;
  /** How far the legs are drawn up under the body, 0 to 1. */
  readonly tuck: number;
  /** -1 wings down, 1 up. */
  readonly flap: number;
  /** Head: down, and to the side. */
  readonly nod: number;
  readonly look: number;
  /** Runs once around the circle per cycle: the clock of tails, flames and cloth. */
  readonly sway: number;
  /** How strongly these swing; 1 is calm. */
  readonly swing: number;
  /** How strongly hair, capes and tails blow back, 0 to 1. */
  readonly wind: number;
  /** 0 open, 1 shut. */
  readonly blink: number;
  /** 0 shut, 1 open. */
  readonly mouth: number;
  /** Attack: -1 drawn back, 0 rest, 1 struck. */
  readonly strike: number;
  /** Life of the attack's effect from 0 to 1; outside of that there is none. */
  readonly burst: number;
  /** Puffs of dust at the feet. */
  readonly puffs: readonly Puff[];
}

export interface Puff {
  /** Behind the body's middle. */
  readonly back: number;
  /** 0 new, 1 gone. */
  readonly age: number;
}

const STAND: Step = { reach: 0, lift: 0 };

export const REST: Pose = {
  yaw: 0,
  rise: 0,
  bob: 0,
  shift: 0,
  pitch: 0,
  roll: 0,
  stretch: 1,
  legs: { left: STAND, right: STAND },
  arms: { left: STAND, right: STAND },
  tuck: 0,
  flap: 0,
  nod: 0,
  look: 0,
  sway: 0,
  swing: 1,
  wind: 0,
  blink: 0,
  mouth: 0,
  strike: 0,
  burst: -1,
  puffs: [],
};
