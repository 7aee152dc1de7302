import { lit } from './indexCanvas.ts';
import { coturn, type TestSprite, turn } from './sprite.ts';

const [LINE, SKIN, SKIN_DARK, HAIR, HAIR_LIGHT, CLOTH, CLOTH_DARK, CLOTH_LIGHT] = [1, 2, 3, 4, 5, 6, 7, 8];
const [TROUSERS, TROUSERS_DARK, BOOT, GOLD, EYE, WHITE] = [9, 10, 11, 12, 13, 14];

/** A hero who walks: limbs that pass each other, a line around, an eye of one pixel. */
export const walker: TestSprite = {
  name: 'walker',
  colors: [
    ...['#22182c', '#f2bc8e', '#c67f5c', '#6e3b24', '#a8683a', '#c02f3c', '#7d1c36', '#ee6a58'],
    ...['#3d5a9e', '#253868', '#4a2d26', '#f4c542', '#14304c', '#fbf3e0'],
  ],
  draw(canvas, phase) {
    const bob = Math.round(Math.abs(turn(phase)) * 2) - 1;
    const hip = 25 - bob;
    const leg = (at: number, cloth: number): void => {
      const swing = turn(at) * 6;
      const lift = Math.max(0, coturn(at)) * 4;
      const [kneeX, kneeY] = [20 + swing * 0.5 + 1, hip + 5];
      const [footX, footY] = [20 + swing - Math.max(0, coturn(at)) * 2, 35 - lift];
      canvas.line(20, hip, kneeX, kneeY, cloth, 3);
      canvas.line(kneeX, kneeY, footX, footY - 1, cloth, 3);
      canvas.rect(footX - 1, footY - 1, 5, 3, BOOT);
    };
    const arm = (at: number, cloth: number, skin: number): void => {
      const swing = turn(at) * 6;
      canvas.line(19, hip - 8, 19 + swing * 0.6, hip - 3, cloth, 3);
      canvas.line(19 + swing * 0.6, hip - 3, 20 + swing, hip, skin, 2);
    };
    arm(phase, CLOTH_DARK, SKIN_DARK);
    leg(phase + 0.5, TROUSERS_DARK);
    leg(phase, TROUSERS);
    canvas.ellipse(19.5, hip - 5, 5, 6, lit(CLOTH_LIGHT, CLOTH, CLOTH, CLOTH_DARK));
    canvas.rect(15, hip - 1, 10, 2, GOLD);
    canvas.rect(20, hip - 1, 2, 2, WHITE);
    arm(phase + 0.5, CLOTH, SKIN);
    const head = hip - 15;
    canvas.ellipse(20, head, 6.4, 6.4, lit(SKIN, SKIN, SKIN, SKIN_DARK));
    canvas.ellipse(19, head - 4, 6.4, 3.4, lit(HAIR_LIGHT, HAIR, HAIR));
    canvas.rect(14, head - 3, 4, 7, HAIR);
    canvas.rect(23, head, 1, 2, EYE);
    canvas.set(26, head + 4, SKIN_DARK);
    canvas.outline(LINE);
  },
};
