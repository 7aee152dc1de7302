import type { Build } from '../motions/motion.ts';
import type { Material, Rgb } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import type { Joint } from '../rig/joint.ts';
import type { Part } from '../rig/part.ts';

/** A figure: how it gets along, its colours, and its forms in a pose. About 60 to 75 units tall, feet at 0. */
export interface Subject {
  readonly build: Build;
  /** What the words of a prompt recolour: first the greatest surface, then cloth, belly or the like. */
  readonly main: Rgb;
  readonly accent: Rgb;
  /** Turn towards the right in its front and side views, in radians. */
  readonly view: { readonly front: number; readonly side: number };
  /** `root` stands on the ground and looks along its z axis. Its forms come in any order. */
  readonly parts: (root: Joint, pose: Pose, skin: Skin) => readonly Part[];
}

export interface Skin {
  readonly main: Material;
  readonly accent: Material;
}
