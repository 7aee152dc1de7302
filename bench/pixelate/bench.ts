import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { buildWorker } from './buildWorker.ts';
import { allScenes, chooseScenes, sceneName } from './clips/clipScene.ts';
import { clipFolder, makeClip } from './clips/makeClip.ts';
import { lifelike, lifelikeClip, PROMPTS } from './lifelike.ts';
import { misses, type OurFigures, ours } from './ours.ts';
import { PEERS, peerFigures } from './peers.ts';
import { sharpColors } from './sharpColors.ts';
import { measureSliders } from './sliders/measureSliders.ts';
import { measureSpeed } from './speed/measureSpeed.ts';
import { benchClips } from './speed/speedClips.ts';
import { heading, isJudged, type Measured, row, strata } from './strata.ts';

/**
 * How well and how fast videos become pixel art: on generated clips of which every pixel is known.
 *
 * npm run bench pixelate -- [--clips 48] [--full] [--only <part of a clip's name>] [--peers <on every so manieth clip>]
 *   [--runs <of the measurements of speed; 0: none>] [--speed | --sliders: that alone]
 */
const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '48' },
    full: { type: 'boolean' },
    only: { type: 'string', default: '' },
    peers: { type: 'string', default: '4' },
    runs: { type: 'string', default: '5' },
    speed: { type: 'boolean' },
    sliders: { type: 'boolean' },
  },
});
const ffmpeg = await resolveFfmpeg({ environment: process.env });
const workerUrl = await buildWorker();
const folder = await clipFolder(ffmpeg);
const scenes = (values.full ? allScenes() : chooseScenes(Number(values.clips))).filter((scene) =>
  sceneName(scene).includes(values.only),
);
console.log(`ffmpeg ${ffmpeg.version}; Node ${process.version}; ${scenes.length} clips; S=6, 24 colours`);
const runs = Number(values.runs);
if (!values.speed && !values.sliders) await measureQuality();
if (runs > 0 && !values.sliders) await measureSpeed(ffmpeg.path, runs);
if (runs > 0 && !values.speed) await measureSliders(ffmpeg, await benchClips(ffmpeg.path), runs);

async function measureQuality(): Promise<void> {
  const measured = await inParallel(scenes, async (scene) => {
    const file = await makeClip(scene, folder, ffmpeg.path);
    return { scene, figures: await ours(scene, file, { ffmpeg, workerUrl }) };
  });
  report(measured);
  await reportPeers(measured);
  await reportLifelike();
}

/** As many at a time as there are processors; answers in the order of the questions. */
async function inParallel<From, To>(items: readonly From[], work: (item: From) => Promise<To>): Promise<readonly To[]> {
  const answers: To[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i];
      if (item !== undefined) answers[i] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, one));
  return answers;
}

function report(clips: readonly Measured<OurFigures>[]): void {
  console.log(`\n${heading()}  met`);
  for (const { name, clips: own } of strata(clips)) {
    const met = own.filter(({ scene, figures }) => misses(scene, figures).length === 0);
    const judged = own.map(({ figures }) => figures).filter(isJudged);
    console.log(`${row(name, judged)}  ${met.length} of ${own.length}`);
  }
  for (const { scene, figures } of clips) {
    const missed = misses(scene, figures);
    if (missed.length > 0)
      console.log(`${row('missed', [figures])}  ${missed.join(', ').padEnd(30)} ${sceneName(scene)}`);
  }
}

async function reportPeers(measured: readonly Measured<OurFigures>[]): Promise<void> {
  const chosen = scenes.filter((_, i) => i % Number(values.peers) === 0);
  console.log(`\nothers, on ${chosen.length} of the clips, ${heading().trim()}`);
  const own = measured.filter(({ scene, figures }) => chosen.includes(scene) && isJudged(figures));
  console.log(
    row(
      'Celkiln',
      own.map(({ figures }) => figures),
    ),
  );
  for (const name of Object.keys(PEERS)) {
    const figures = await inParallel(chosen, async (scene) =>
      peerFigures(name, scene, await makeClip(scene, folder, ffmpeg.path), ffmpeg.path),
    );
    console.log(row(name, figures, false));
  }
  const asked = [2, 3, 4, 5, 8, 15, 16, 17, 24, 32, 64, 255, 256];
  const counts = await sharpColors(asked);
  console.log(
    `colours in sharp's palette for those asked for: ${asked.map((n, i) => `${n} -> ${counts[i]}`).join(', ')}`,
  );
}

async function reportLifelike(): Promise<void> {
  console.log('\nwithout truth                     flicker   blink  blur %  orphans  colours');
  const rows = await inParallel(PROMPTS, async (prompt) => {
    const file = await lifelikeClip(prompt, folder, ffmpeg);
    const figures = await lifelike(file, { ffmpeg, workerUrl });
    const numbers = [figures.flicker, figures.blink, figures.blur, figures.orphans, figures.colors];
    return `${prompt.padEnd(32)}${numbers.map((value) => value.toFixed(1).padStart(9)).join('')}`;
  });
  console.log(rows.join('\n'));
}
