/** How the demo generator behaves. Everything may be left out; tests make it quick or faulty. */
export interface DemoSettings {
  /** Milliseconds that a generation waits before its work begins. Default 1,000. */
  readonly queuedFor?: number;
  /** Milliseconds that the work takes at least. Default 3,000. */
  readonly dreamingFor?: number;
  /** Pixels of a frame. Default: as a provider's 540p has. */
  readonly framePixels?: number;
  /** Default: what the request asks for. */
  readonly seconds?: number;
  /** Seconds for which the address of a finished video is good. Default one hour. */
  readonly urlLifetime?: number;
  /** What goes wrong: the first generation takes the first, and so on; after the last all goes well. */
  readonly faults?: readonly DemoFault[];
  /** Milliseconds between two looks at jobs that nothing was heard of. Default 5,000. */
  readonly reconcileEvery?: number;
  /** Seconds without news after which a job is looked at. Default 15. */
  readonly reconcileAfter?: number;
}

export const DEMO_FAULTS = [
  /** No fault: keeps the place of a generation that goes well. */
  'none',
  /** The work ends without a video. */
  'failed',
  /** Takes ten times as long. */
  'slow',
  /** The first try to create it is answered with 429 and Retry-After. */
  'busy',
  'callbacks_lost',
  /** Every callback comes as late as the whole generation takes. */
  'callbacks_late',
  'callbacks_duplicated',
  /** The word that work has begun comes after the word that it is done. */
  'callbacks_reordered',
  /** The addresses of the video that are told in its first seconds have run out already. */
  'url_expired',
  /** The video ends in the middle. */
  'truncated_file',
] as const;
export type DemoFault = (typeof DEMO_FAULTS)[number];

export interface DemoTiming {
  readonly queuedFor: number;
  readonly dreamingFor: number;
}

export function timingOf(settings: DemoSettings, fault: DemoFault): DemoTiming {
  const { queuedFor = 1000, dreamingFor = 3000 } = settings;
  return { queuedFor, dreamingFor: fault === 'slow' ? dreamingFor * 10 : dreamingFor };
}
