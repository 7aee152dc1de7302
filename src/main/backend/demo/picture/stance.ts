import type { Build } from '../motions/motion.ts';
import { MOTIONS, type MotionName } from '../motions/motions.ts';
import { type Pose, REST } from '../pose.ts';

/** How a flat picture of a figure is bent in a moment of a motion. Lengths are shares of the figure's height. */
export interface Stance {
  readonly rise: number;
  /** To the right. */
  readonly shift: number;
  /** 1 as it was drawn; more is taller and thinner. */
  readonly stretch: number;
  /** How far its top is to the right of its foot. */
  readonly lean: number;
  /** About its upright axis, in radians. */
  readonly turn: number;
  /** How far the left and the right foot are raised, 0 to 1. */
  readonly left: number;
  readonly right: number;
  /** How far its rows swing to and fro, and where in the swing they are, 0 to 1. */
  readonly swing: number;
  readonly phase: number;
}

/** The height of the figures for which the motions were made, in their units. */
const HEIGHT = 66;
/** A picture has only these few ways to move, and shows them by whole pixels. */
const EMPHASIS = 1.5;
/** Most that a figure is stretched or squashed: more rows are not doubled or left out. */
const MOST_STRETCH = 0.25;
/** Of figures that float: how far their rows swing for each unit of a pose's swing. */
const FLOW = 0.015;
/** How far a figure at rest leans to and fro: breath alone would leave most frames as they were. */
const SWAY = 0.045;
/** Pixels. */
const LEAST = 1;
/** Moments of a motion that are looked at. */
const MOMENTS = Array.from({ length: 48 }, (_, i) => i / 48);

/** What one clip has of its own. */
export interface Manner {
  /** 1 is usual. */
  readonly strength: number;
  /** 1 or -1: to which side it sways first. */
  readonly side: number;
  /** The figure's height in its own pixels. */
  readonly tall: number;
}

/**
 * A motion as a flat picture can follow it: the same curves as of the figures that are drawn, taken from where the
 * figure is lowest, so that it begins and ends just as the picture shows it. However small the figure, something of it
 * moves by a pixel.
 */
export function stances(motion: MotionName, build: Build, manner: Manner): (phase: number) => Stance {
  const at = (phase: number): Pose => ({ ...REST, ...MOTIONS[motion].pose(phase, build) });
  const start = lowest(at);
  const usual = EMPHASIS * manner.strength;
  const widest = Math.max(
    ...MOMENTS.map((phase) => extentOf(stanceOf(at(phase), at(start), phase, { ...manner, strength: usual }, build))),
  );
  const strength = usual * Math.max(1, LEAST / Math.max(0.01, widest * manner.tall));
  return (phase) => {
    const moment = phase + start;
    const pose = at(moment - Math.floor(moment));
    const stance = stanceOf(pose, at(start), phase, { ...manner, strength }, build);
    const sway = motion === 'idle' ? manner.side * SWAY * strength * Math.sin(2 * Math.PI * phase) : 0;
    return { ...stance, lean: stance.lean + sway };
  };
}

function stanceOf(pose: Pose, rest: Pose, phase: number, { strength, side }: Manner, build: Build): Stance {
  const unit = strength / HEIGHT;
  return {
    rise: unit * (pose.rise - rest.rise),
    shift: unit * (pose.shift - rest.shift),
    stretch: 1 + limited(strength * (pose.stretch / rest.stretch - 1) + unit * (pose.bob - rest.bob)),
    lean: strength * (pose.pitch - rest.pitch + side * (pose.roll - rest.roll)),
    turn: pose.yaw - rest.yaw,
    left: Math.max(0, pose.legs.left.lift - rest.legs.left.lift),
    right: Math.max(0, pose.legs.right.lift - rest.legs.right.lift),
    swing: build === 'floating' ? FLOW * strength * pose.swing : 0,
    phase,
  };
}

/** How far a stance moves something, as a share of the height. */
function extentOf({ rise, shift, stretch, lean, turn }: Stance): number {
  return Math.max(...[rise, shift, stretch - 1, lean, Math.sin(turn)].map(Math.abs));
}

function limited(stretch: number): number {
  return MOST_STRETCH * Math.tanh(stretch / MOST_STRETCH);
}

function lowest(at: (phase: number) => Pose): number {
  return MOMENTS.reduce((best, phase) => (at(phase).rise < at(best).rise - 1e-6 ? phase : best), 0);
}
