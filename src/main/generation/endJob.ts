import type { CloudClient } from '../cloud/cloudClient.ts';
import type { JobEnd } from '../cloud/videoJobs.ts';
import type { GenerationRecord } from './records.ts';

/** Tells the server how a job ended. It is a courtesy: where it fails, the job expires by itself. */
export async function endJob(
  { generation: { origin }, job }: GenerationRecord,
  end: JobEnd,
  cloud: Pick<CloudClient, 'jobs' | 'providerId'>,
): Promise<void> {
  if (job.providerId !== cloud.providerId()) return;
  const name = origin.jobId === null ? { client_request_id: job.clientRequestId } : { id: origin.jobId };
  try {
    await (await cloud.jobs()).jobs.endVideoJob(name, end);
  } catch {
    // Said in the docstring: nothing is lost.
  }
}
