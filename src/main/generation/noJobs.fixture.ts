import { CloudError } from '../cloud/cloudError.ts';
import type { VideoJobs } from '../cloud/project.ts';

/** As somebody who is signed out is answered. */
export const refuse = () => Promise.reject(new CloudError('unauthorized', 'Sign in.'));

/** A project that takes nothing. */
export const NO_JOBS: VideoJobs = {
  url: '',
  quoteVideo: refuse,
  usage: refuse,
  limitSpending: refuse,
  generateVideo: refuse,
  subscribeToVideoJob: () => () => {},
  getVideoJob: refuse,
  refreshVideoJob: refuse,
  endVideoJob: refuse,
};
