import { type ConnectionCheck, DEMO_PROVIDER } from '../../shared/connection.ts';
import type { Backend } from '../backend/backend.ts';
import type { OwnProvider } from '../backend/ownProvider.ts';
import { checkOwnKey, reachProvider } from './checkOwnKey.ts';
import type { CloudError } from './cloudError.ts';
import type { JobFeedTiming } from './jobFeed.ts';
import { openProject, type Project, type VideoJobs } from './project.ts';
import { EMBEDDED_IDS, PROVIDER_HOSTS, type Provider, providerName } from './providers.ts';
import { memorySecrets, type Secrets } from './secrets.ts';

/** A connection that stands: a project and the backend behind it, if that is our own. */
export interface Open {
  readonly project: Project;
  readonly jobs: VideoJobs;
  readonly provider: Provider;
  readonly backend: Backend | null;
  /** Looks at one part of the connection: what was found, null for what cannot be told now. @throws CloudError */
  readonly check: (check: ConnectionCheck) => Promise<string | null>;
  /** Whether the project has answered; it is not asked for that at every turn. */
  reached: boolean;
}

export type Timing = { readonly timing?: JobFeedTiming };

/** Opens a Supabase project with the session that was kept. */
export function openHosted(url: string, key: string, secrets: Secrets, timing: Timing): Open {
  const project = openProject({ url, key, secrets, ...timing });
  const { host, origin, protocol } = new URL(url);
  // The settings let plain http through for this computer only.
  const videoHosts = [...PROVIDER_HOSTS, protocol === 'https:' ? host : origin];
  const provider = { id: url, name: host, videoHosts };
  return { project, jobs: project.jobs, backend: null, check: project.check, provider, reached: false };
}

/** Opens the demo generator. */
export async function openDemo(start: () => Promise<Backend>, timing: Timing): Promise<Open> {
  const { project, backend } = await openEmbedded(start, timing);
  const provider = { id: EMBEDDED_IDS.demo, name: DEMO_PROVIDER, videoHosts: [backend.url] };
  return { project, jobs: project.jobs, backend, check: project.check, provider, reached: true };
}

/** Opens the embedded backend with the artist's own keys. */
export async function openOwnKey(
  own: OwnProvider,
  start: (own: OwnProvider) => Promise<Backend>,
  timing: Timing,
): Promise<Open> {
  const { project, backend } = await openEmbedded(() => start(own), timing);
  const provider = { id: EMBEDDED_IDS.ownKey, name: providerName(own.provider), videoHosts: PROVIDER_HOSTS };
  const jobs: VideoJobs = {
    ...project.jobs,
    // The backend stands on this computer and would give a job up that finds no network; one not sent yet can wait.
    async generateVideo(request) {
      await reachProvider(own);
      return project.jobs.generateVideo(request);
    },
  };
  return { project, jobs, backend, check: (check) => checkOwnKey(own, check), provider, reached: true };
}

async function openEmbedded(start: () => Promise<Backend>, timing: Timing) {
  const backend = await start();
  const project = openProject({ url: backend.url, key: backend.publishableKey, secrets: memorySecrets(), ...timing });
  return { backend, project };
}

/** Ends a connection; whoever follows a job is told why. */
export async function closeOpen(opening: Promise<Open>, reason: CloudError): Promise<void> {
  const opened = await opening.catch(() => null);
  await opened?.project.close(reason);
  await opened?.backend?.stop();
}
