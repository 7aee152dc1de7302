import { DEMO_PROVIDER } from '../../../shared/connection.ts';
import type { Generation, GenerationState } from '../../../shared/ipc.ts';
import type { Texts } from '../texts/en.ts';
import { isRunning, progressOf } from './jobProgress.ts';

/** What a job is doing, in the artist's words. */
export function jobWords(state: GenerationState, t: Texts): string {
  switch (state.stage) {
    case 'waiting':
      if (state.offline) return t.jobOffline;
      if (state.queue) return t.jobInQueue(state.queue.place, state.queue.waiting);
      return waitingWords(state.status, t);
    case 'downloading':
      return t.jobDownloading;
    case 'decoding':
      return t.jobDecoding;
    case 'pixelating':
      return t.jobPixelating;
    case 'ready':
      return t.jobReady;
    case 'done':
      return t.jobDone(state.frameCount);
    case 'failed':
      return t.jobFailed;
    case 'canceled':
      return t.jobCanceled;
  }
}

function waitingWords(status: Extract<GenerationState, { stage: 'waiting' }>['status'], t: Texts): string {
  switch (status) {
    case 'pending':
      return t.jobPending;
    case 'queued':
      return t.jobQueued;
    case 'dreaming':
      return t.jobDreaming;
    case 'processing':
    case 'completed':
      return t.jobProcessing;
    case 'canceled':
      return t.jobCanceled;
    case 'failed':
    case 'expired':
      return t.jobFailed;
  }
}

/** How many jobs run and how far they are together; empty when none does. */
export function runningWords(generations: readonly Generation[], t: Texts): string {
  const running = generations.filter(({ state }) => isRunning(state));
  if (running.length === 0) return '';
  const progress = running.reduce((sum, { state }) => sum + progressOf(state), 0) / running.length;
  return t.jobsRunning(running.length, Math.floor(progress * 100));
}

/** Who made it, as a job names it, in the artist's language. */
export function providerWords(provider: string, t: Texts): string {
  return provider === DEMO_PROVIDER ? t.connectionDemo : provider;
}

/** What the artist asked for. */
export function jobSubject({ origin }: Generation): string {
  return origin.request.prompt;
}

/** 67 -> '1:07' */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** An estimate may be wrong by half, and by what it takes to start the generator, before that is worth a word. */
const LATE = { factor: 1.5, seconds: 10 };

/** How long a job has run, of how long about. @param expected Seconds; 0 where nobody knows. */
export function timeWords(elapsed: number, expected: number, t: Texts): string {
  const clock = clockText(elapsed);
  if (expected === 0) return clock;
  if (elapsed <= expected) return t.jobTime(clock, clockText(expected));
  return elapsed > expected * LATE.factor + LATE.seconds ? t.jobTimeOver(clock) : clock;
}
