import { describe, expect, test } from 'vitest';
import { deliver, end, jobs, project, provider, READY, settled, setUpCloudProject, start } from './cloudLife.ts';
import type { Fault, FunctionName } from './cloudProject.ts';

setUpCloudProject();

/** The functions' part in the life of a job, step by step, with what each does when nothing goes wrong. */
interface Step {
  readonly name: FunctionName;
  readonly run: (jobId: string) => Promise<void>;
}
const STEPS: Readonly<Record<string, Step>> = {
  'the order': { name: 'video-generate', run: async () => {} },
  'the word that work began': {
    name: 'video-webhook',
    run: async () => void (await deliver(provider({ state: 'dreaming' }))),
  },
  'the word that the video is ready': {
    name: 'video-webhook',
    run: async () => void (await deliver(provider(READY))),
  },
  'the scheduler’s round': {
    name: 'video-reconcile',
    run: async () => {
      provider(READY);
      await project.setClock(40);
      await project.reconcile();
    },
  },
  'the owner’s question': {
    name: 'video-status',
    run: async (jobId) => {
      provider(READY);
      await project.setClock(10);
      await jobs.refreshVideoJob(jobId).catch(() => undefined);
    },
  },
  'the end at the provider': {
    name: 'video-status',
    run: async (jobId) => {
      await jobs.endVideoJob({ id: jobId }, { status: 'canceled' });
      await jobs.refreshVideoJob(jobId).catch(() => undefined);
    },
  },
};

/** Lives a job's life with one fault in one step; answers how it ended. */
async function live(step: Step, at: number, kind: Fault['kind']): Promise<string> {
  await project.setClock(0);
  await project.sql('delete from public.video_generation_jobs');
  project.luma.generations.clear();
  project.luma.calls.length = 0;
  const fault = { name: step.name, at, kind };
  if (step.name === 'video-generate') project.break(fault);
  const jobId = await start();
  if (step.name === 'video-generate' && project.luma.generations.size === 1) await deliver(provider(READY));
  project.calls();
  if (step.name !== 'video-generate') project.break(fault);
  await step.run(jobId);
  project.break(null);
  for (const generation of project.luma.generations.values()) Object.assign(generation, READY);
  const ended = await end(jobId);
  if (step !== STEPS['the end at the provider']) return ended;
  for (const ahead of [90, 240]) {
    await project.setClock(ahead);
    await project.reconcile();
  }
  return `${ended}, ${project.luma.generations.size === 0 ? 'ended there' : 'still there'}`;
}

/** The calls that a step makes when nothing goes wrong. */
async function callsOf(step: Step): Promise<number> {
  const before = step.name === 'video-generate';
  const jobId = await start();
  const atStart = project.calls().length;
  await step.run(jobId);
  await settled();
  return before ? atStart : project.calls().length;
}

describe.each([
  ['is killed before a call', 'dies_before'],
  ['is killed after a call', 'dies_after'],
  ['loses the answer of a call', 'lost_after'],
  ['does not get through with a call', 'lost_before'],
  ['is answered with a fault', 'refused'],
] as const)('when a function %s', (_, kind) => {
  test.each([
    ['the order', ['failed submit_failed, bought 0', 'completed, bought 1']],
    ['the word that work began', ['completed, bought 1']],
    ['the word that the video is ready', ['completed, bought 1']],
    ['the scheduler’s round', ['completed, bought 1']],
    ['the owner’s question', ['completed, bought 1']],
    ['the end at the provider', ['canceled, bought 1, ended there']],
  ])('%s, call by call: the job ends as it must, and is bought once at most', async (name, expected) => {
    const step = STEPS[name];
    if (step === undefined) throw new Error(name);
    const count = await callsOf(step);
    expect(count).toBeGreaterThan(2);
    const ends: string[] = [];
    for (let at = 0; at < count; at += 1) ends.push(await live(step, at, kind));
    expect(ends.filter((each) => !expected.includes(each))).toEqual([]);
    expect(ends.length).toBe(count);
  });
});
