import { ENTRY, entryAt, PLACES } from './yuv';

/** What a colour is beside the backdrop's. */

/** Surely not the backdrop, perhaps, surely. */
const SUBJECT: i32 = 0;
const SOFT: i32 = 1;
export const SURE: i32 = 2;
/** Instead of a class: where the colour is seen decides. */
export const MIXED: i32 = 4;
/** Instead of a class: not worked out yet. */
export const UNKNOWN: i32 = 8;

/** A shadow has at least this share of the backdrop's light, and is off its colour by less than this (OKLab). */
const DARKEST: f64 = 0.7;
const OFF: f64 = 0.025;
/** More than what rounding does to a square of a distance. */
const SLACK: f64 = 1e-9;
/** Share of a square that is more than what arithmetic in single precision does to it. */
const SINGLE: f64 = 1e-5;

/** A byte for each colour of the table. */
export let known: usize = 0;
let field: usize = 0;
let texture: usize = 0;
let textureEnd: usize = 0;
let sure: f64 = 0;
let soft: f64 = 0;
let removesShadow: bool = false;

/** From where to where the field's values go. */
let lowL: f64 = 0;
let lowA: f64 = 0;
let lowB: f64 = 0;
let highL: f64 = 0;
let highA: f64 = 0;
let highB: f64 = 0;
/** Squares of distances below which a colour surely or perhaps is SURE or SOFT, and of the field's least and most light. */
let surely: f64 = 0;
let perhaps: f64 = 0;
let surelySoft: f64 = 0;
let perhapsSoft: f64 = 0;
/** As `surely`, less what arithmetic in single precision may be wrong by. */
let clearly: f32 = 0;
let leastPower: f64 = 0;
let mostPower: f64 = 0;

/**
 * Begins with a backdrop: its colours (f32 each) at every chroma sample, `width` a row, of which the area from (left, top)
 * to (right, bottom) is looked at. Writes to `learned` what `setBackdrop` wants; PLACES + 32 bytes.
 */
export function beginBackdrop(
  learned: usize,
  fieldAt: usize,
  width: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
): void {
  let low = f32x4.splat(Infinity);
  let high = f32x4.splat(-Infinity);
  for (let y = top; y < bottom; y++) {
    const end = fieldAt + <usize>((y * width + right) * ENTRY);
    for (let at = fieldAt + <usize>((y * width + left) * ENTRY); at < end; at += ENTRY) {
      // The first lane is what stands before.
      const color = v128.load(at - 4);
      low = f32x4.pmin(low, color);
      high = f32x4.pmax(high, color);
    }
  }
  v128.store(learned, low);
  v128.store(learned, high, 16);
  memory.fill(learned + 32, <u8>UNKNOWN, PLACES);
}

/**
 * Tells the backdrop: what `beginBackdrop` wrote, and what was learned of its colours since; other colours of its texture
 * (three f64 each); and below which OKLab distances it surely and perhaps is.
 */
export function setBackdrop(
  learned: usize,
  fieldAt: usize,
  textureAt: usize,
  textureColors: i32,
  sureDistance: f64,
  softDistance: f64,
  shadow: i32,
): void {
  known = learned + 32;
  field = fieldAt;
  texture = textureAt;
  textureEnd = textureAt + <usize>(textureColors * 24);
  sure = sureDistance;
  soft = softDistance;
  removesShadow = shadow !== 0;
  lowL = <f64>load<f32>(learned, 4);
  lowA = <f64>load<f32>(learned, 8);
  lowB = <f64>load<f32>(learned, 12);
  highL = <f64>load<f32>(learned, 20);
  highA = <f64>load<f32>(learned, 24);
  highB = <f64>load<f32>(learned, 28);
  const leastSlack = blackSlack(highL);
  const mostSlack = blackSlack(lowL);
  surely = (sure + leastSlack) * (sure + leastSlack) - SLACK;
  clearly = <f32>(surely * (1 - SINGLE));
  perhaps = (sure + mostSlack) * (sure + mostSlack) + SLACK;
  surelySoft = (soft + leastSlack) * (soft + leastSlack) - SLACK;
  perhapsSoft = (soft + mostSlack) * (soft + mostSlack) + SLACK;
  leastPower = leastSquare(0, lowL, highL) + leastSquare(0, lowA, highA) + leastSquare(0, lowB, highB);
  mostPower = mostSquare(0, lowL, highL) + mostSquare(0, lowA, highA) + mostSquare(0, lowB, highB);
}

/** Near black the cube root makes much of the codec's noise. */
function blackSlack(lightness: f64): f64 {
  return max<f64>(0, 0.3 - lightness) * 0.1;
}

/** The class of a place in the table; worked out once where the sample in the field does not matter. */
export function classOf(place: i32, sample: i32): i32 {
  const anywhere = <i32>load<u8>(known + place);
  if (anywhere < MIXED) return anywhere;
  const color = entryAt(place);
  const l = <f64>load<f32>(color);
  const a = <f64>load<f32>(color, 4);
  const b = <f64>load<f32>(color, 8);
  if (anywhere === MIXED) return max(classAt(sample, l, a, b), textureClass(l, a, b));
  const byTexture = textureClass(l, a, b);
  const learned = byTexture === SURE ? SURE : max(byTexture, classWithin(l, a, b));
  store<u8>(known + place, learned);
  return learned === MIXED ? max(classAt(sample, l, a, b), byTexture) : learned;
}

/** Whether all of four samples, with places from `places` on, are so near to the backdrop that they are surely of it. */
export function areClearlySure(places: usize, sample: i32): bool {
  const at = field + <usize>(sample * ENTRY);
  const one = squares(load<i32>(places), at);
  const two = squares(load<i32>(places, 4), at + ENTRY);
  const three = squares(load<i32>(places, 8), at + 2 * ENTRY);
  const four = squares(load<i32>(places, 12), at + 3 * ENTRY);
  // Their first lanes mean nothing.
  const lower = i32x4.shuffle(one, two, 1, 5, 2, 6);
  const upper = i32x4.shuffle(three, four, 1, 5, 2, 6);
  const sums = f32x4.add(i32x4.shuffle(lower, upper, 0, 1, 4, 5), i32x4.shuffle(lower, upper, 2, 3, 6, 7));
  const last = i32x4.shuffle(i32x4.shuffle(one, two, 3, 7, 3, 7), i32x4.shuffle(three, four, 3, 7, 3, 7), 0, 1, 4, 5);
  return i32x4.all_true(f32x4.lt(f32x4.add(sums, last), f32x4.splat(clearly)));
}

/** The squares of the steps from the backdrop at a sample, after whatever stands before the colours. */
function squares(place: i32, back: usize): v128 {
  const steps = f32x4.sub(v128.load(entryAt(place) - 4), v128.load(back - 4));
  return f32x4.mul(steps, steps);
}

/** A colour that is near any of the texture's is the backdrop's. */
function textureClass(l: f64, a: f64, b: f64): i32 {
  let least: f64 = Infinity;
  for (let at = texture; at < textureEnd; at += 24) {
    const stepL = l - load<f64>(at);
    const stepA = a - load<f64>(at, 8);
    const stepB = b - load<f64>(at, 16);
    least = min<f64>(least, stepL * stepL + stepA * stepA + stepB * stepB);
  }
  return least < sure * sure ? SURE : least < soft * soft ? SOFT : SUBJECT;
}

/** What a colour is beside the backdrop's at one sample. */
function classAt(sample: i32, l: f64, a: f64, b: f64): i32 {
  const at = field + <usize>(sample * ENTRY);
  const backL = <f64>load<f32>(at);
  const backA = <f64>load<f32>(at, 4);
  const backB = <f64>load<f32>(at, 8);
  const squared = (l - backL) * (l - backL) + (a - backA) * (a - backA) + (b - backB) * (b - backB);
  const slack = blackSlack(backL);
  if (squared < (sure + slack) * (sure + slack)) return SURE;
  if (squared < (soft + slack) * (soft + slack)) return SOFT;
  if (!removesShadow) return SUBJECT;
  // A shadow is the backdrop's own colour with less light: all three values shrink together.
  const share = (l * backL + a * backA + b * backB) / (backL * backL + backA * backA + backB * backB);
  if (share < DARKEST || share >= 1) return SUBJECT;
  const offL = l - share * backL;
  const offA = a - share * backA;
  const offB = b - share * backB;
  return offL * offL + offA * offA + offB * offB < OFF * OFF ? SOFT : SUBJECT;
}

/**
 * What a colour is wherever in the field it is seen; MIXED where `classAt` may say different things. By interval
 * arithmetic, so that MIXED is told too often rather than too seldom.
 */
function classWithin(l: f64, a: f64, b: f64): i32 {
  const far = mostSquare(l, lowL, highL) + mostSquare(a, lowA, highA) + mostSquare(b, lowB, highB);
  if (far < surely) return SURE;
  const near = leastSquare(l, lowL, highL) + leastSquare(a, lowA, highA) + leastSquare(b, lowB, highB);
  if (near < perhaps) return MIXED;
  if (far < surelySoft) return SOFT;
  if (near < perhapsSoft) return MIXED;
  return removesShadow ? shadowWithin(l, a, b) : SUBJECT;
}

function shadowWithin(l: f64, a: f64, b: f64): i32 {
  if (leastPower <= SLACK) return MIXED;
  const least = min(l * lowL, l * highL) + min(a * lowA, a * highA) + min(b * lowB, b * highB);
  const most = max(l * lowL, l * highL) + max(a * lowA, a * highA) + max(b * lowB, b * highB);
  const darkest = least / (least < 0 ? leastPower : mostPower);
  const lightest = most / (most < 0 ? mostPower : leastPower);
  if (lightest < DARKEST - SLACK || darkest > 1 + SLACK) return SUBJECT;
  const from = max(DARKEST, darkest);
  const to = min<f64>(1, lightest);
  const fromL = min(from * lowL, to * lowL);
  const fromA = min(from * lowA, to * lowA);
  const fromB = min(from * lowB, to * lowB);
  const toL = max(from * highL, to * highL);
  const toA = max(from * highA, to * highA);
  const toB = max(from * highB, to * highB);
  const near = leastSquare(l, fromL, toL) + leastSquare(a, fromA, toA) + leastSquare(b, fromB, toB);
  if (near > OFF * OFF + SLACK) return SUBJECT;
  const far = mostSquare(l, fromL, toL) + mostSquare(a, fromA, toA) + mostSquare(b, fromB, toB);
  const isShade = darkest > DARKEST + SLACK && lightest < 1 - SLACK;
  return isShade && far < OFF * OFF - SLACK ? SOFT : MIXED;
}

/** The least and the most squared step from a value to any in a range. */
function leastSquare(value: f64, low: f64, high: f64): f64 {
  const step = value < low ? low - value : value > high ? value - high : 0;
  return step * step;
}

function mostSquare(value: f64, low: f64, high: f64): f64 {
  const step = value - low > high - value ? value - low : high - value;
  return step * step;
}
