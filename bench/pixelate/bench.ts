import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { buildWorker } from './buildWorker.ts';
import { allScenes, chooseScenes, sceneName } from './clips/clipScene.ts';
import { clipFolder, makeClip } from './clips/makeClip.ts';
import { misses, type OurFigures, ours } from './ours.ts';
import { heading, isJudged, type Measured, row, strata } from './strata.ts';

/**
 * How well and how fast videos become pixel art: on generated clips of which every pixel is known.
 *
 * npm run bench pixelate -- [--clips 48] [--full] [--only <part of a clip's name>]
 */
const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '48' },
    full: { type: 'boolean' },
    only: { type: 'string', default: '' },
  },
});
const ffmpeg = await resolveFfmpeg({ environment: process.env });
const workerUrl = await buildWorker();
const folder = await clipFolder(ffmpeg);
const scenes = (values.full ? allScenes() : chooseScenes(Number(values.clips))).filter((scene) =>
  sceneName(scene).includes(values.only),
);
console.log(`ffmpeg ${ffmpeg.version}; Node ${process.version}; ${scenes.length} clips; S=6, 24 colours`);

const measured = await inParallel(scenes, async (scene) => {
  const file = await makeClip(scene, folder, ffmpeg.path);
  return { scene, figures: await ours(scene, file, { ffmpeg, workerUrl }) };
});
report(measured);

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
  console.log('\nmissed:');
  for (const { scene, figures } of clips) {
    const missed = misses(scene, figures);
    if (missed.length > 0) console.log(`${row('', [figures])}  ${missed.join(', ').padEnd(30)} ${sceneName(scene)}`);
  }
}
