import { describe, expect, test } from 'vitest';
import {
  deliver,
  jobs,
  orders,
  project,
  provider,
  READY,
  rowOf,
  setUpCloudProject,
  start,
  statusOf,
} from './cloudLife.ts';

setUpCloudProject();

describe('when the database’s clock is an hour', () => {
  test.each([
    ['ahead', 3600],
    ['behind', -3600],
  ])('%s of the functions’ and the app’s, a job’s life is the same', async (_, skew) => {
    await project.setClock(skew);
    const jobId = await start();
    await deliver(provider({ state: 'dreaming' }));
    expect(await rowOf(jobId)).toMatchObject({ status: 'dreaming' });
    await deliver(provider(READY));
    await jobs.endVideoJob({ id: jobId }, { status: 'completed', frame_count: 12 });
    expect(await rowOf(jobId)).toMatchObject({ status: 'completed', progress: 100 });
    expect(orders()).toBe(1);
  });

  test.each([
    ['ahead', 3600],
    ['behind', -3600],
  ])('%s, a busy provider is still asked again at the time that it named', async (_, skew) => {
    await project.setClock(skew);
    project.luma.next = () => Response.json({ detail: 'slow' }, { status: 429, headers: { 'retry-after': '20' } });
    const jobId = await start();
    await project.setClock(skew + 10);
    await project.reconcile();
    expect(orders()).toBe(1);
    await project.setClock(skew + 21);
    await project.reconcile();
    expect([orders(), await statusOf(jobId)]).toEqual([2, 'queued']);
  });
});
