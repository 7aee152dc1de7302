import { describe, expect, test } from 'vitest';
import { deliver, end, jobs, project, provider, READY, setUpCloudProject, start, statusOf } from './cloudLife.ts';

setUpCloudProject();

describe('a provider that answers the order with', () => {
  const answer = (status: number) => {
    project.luma.next = () => Response.json({ detail: 'no' }, { status, headers: { 'retry-after': '2' } });
  };

  test.each([
    [401, 'failed wrong_provider_key, bought 1'],
    [402, 'failed provider_budget, bought 1'],
    [408, 'completed, bought 2'],
    [409, 'completed, bought 2'],
    [429, 'completed, bought 2'],
    [500, 'failed submit_failed, bought 1'],
    [502, 'failed submit_failed, bought 1'],
    [503, 'completed, bought 2'],
    [504, 'failed submit_failed, bought 1'],
  ])(
    '%i: the job ends as it must, and is sent again only when nothing can have been bought',
    async (status, expected) => {
      answer(status);
      const jobId = await start();
      await project.setClock(5);
      await project.reconcile();
      for (const generation of project.luma.generations.values()) Object.assign(generation, READY);
      expect(await end(jobId)).toBe(expected);
      expect(project.luma.generations.size).toBe(expected.startsWith('completed') ? 1 : 0);
    },
  );

  test.each([408, 503])('%i every time: after three orders the job fails', async (status) => {
    const jobId = await alwaysAnswering(status, () => start());
    await alwaysAnswering(status, async () => {
      for (const ahead of [3, 6, 9, 12]) {
        await project.setClock(ahead);
        await project.reconcile();
      }
    });
    expect(await end(jobId)).toBe('failed submit_failed, bought 3');
  });

  test.each([500, 502, 504])('%i although it took it: its callback heals it, and it is bought once', async (status) => {
    project.break(null);
    project.luma.after = () => Response.json({ detail: 'oops' }, { status });
    const jobId = await start();
    project.luma.after = undefined;
    expect(project.luma.generations.size).toBe(1);
    await deliver(provider(READY));
    expect(await end(jobId)).toBe('completed, bought 1');
  });
});

async function alwaysAnswering<Value>(status: number, work: () => Promise<Value>): Promise<Value> {
  const refuse = () => {
    project.luma.next = refuse;
    return Response.json({ detail: 'no' }, { status, headers: { 'retry-after': '2' } });
  };
  project.luma.next = refuse;
  try {
    return await work();
  } finally {
    project.luma.next = undefined;
  }
}

describe('a provider that answers every question with', () => {
  const ROUNDS = [40, 80, 160, 600];
  test.each([401, 402, 408, 409, 429, 500, 502, 503])('%i for a while costs nothing but time', async (status) => {
    const jobId = await start();
    provider(READY);
    await alwaysAnswering(status, async () => {
      for (const ahead of ROUNDS) {
        await project.setClock(ahead);
        expect(await project.reconcile()).toBe(200);
      }
    });
    expect(await statusOf(jobId)).toBe('queued');
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('503 for more than half an hour: the job fails, and is ended there later', async () => {
    const jobId = await start();
    expect(await alwaysAnswering(503, () => end(jobId))).toBe('failed provider_timeout, bought 1');
    await project.setClock(2100);
    await project.reconcile();
    expect(project.luma.generations.size).toBe(0);
  });

  test('503 when a job is to be ended there is asked again', async () => {
    const jobId = await start();
    await jobs.endVideoJob({ id: jobId }, { status: 'canceled' });
    await alwaysAnswering(503, () => project.reconcile());
    expect(project.luma.generations.size).toBe(1);
    await project.setClock(90);
    await project.reconcile();
    expect([await statusOf(jobId), project.luma.generations.size]).toEqual(['canceled', 0]);
  });
});
