/** What the app and the cloud functions say to each other. Nothing is imported here, so that every side can read it. */

export const JOB_STATUSES = [
  'pending',
  'queued',
  'dreaming',
  'processing',
  'completed',
  'failed',
  'canceled',
  'expired',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** A job that still moves. In `processing` the video is ready and the app cuts its frames. */
export function isLive(status: JobStatus): boolean {
  return status === 'pending' || status === 'queued' || status === 'dreaming' || status === 'processing';
}

export const JOB_LIMITS = {
  promptLength: 2000,
  side: { least: 8, most: 512 },
  colorCount: { least: 2, most: 256 },
  fps: { least: 1, most: 60 },
  /** Characters of a frame in base64. */
  frameLength: 400_000,
} as const;

/** POST /functions/v1/video-generate */
export interface GenerateRequest {
  readonly prompt: string;
  /** Pixels of the finished sprite. */
  readonly width: number;
  readonly height: number;
  readonly colorCount: number;
  readonly fps: number;
  readonly projectId?: string;
  /** A uuid made by the app before its first try; the same one never submits twice. The function makes one if absent. */
  readonly clientRequestId?: string;
  /** Pictures for the video to begin and end with, PNG in base64; only what the quote's capabilities offer. */
  readonly startFrame?: string;
  readonly endFrame?: string;
  /** The id of a job of the same user that failed, was canceled or has expired, and that this one stands in for. */
  readonly retryOf?: string;
  /** Ask for a clip that ends where it begins. Default true. */
  readonly loop?: boolean;
}

export type GenerateResponse =
  | { readonly success: true; readonly data: GenerateAccepted }
  | { readonly success: false; readonly error: GenerateError };

export interface GenerateAccepted {
  readonly jobId: string;
  readonly status: JobStatus;
  /** Until the video is there, the time in the queue included. */
  readonly estimatedTimeSeconds: number;
  readonly message: string;
  /** Where the job stands, if it waits for its turn at the provider. */
  readonly queue?: QueuePlace;
}

export interface QueuePlace {
  /** 1 is next. */
  readonly place: number;
  /** How many wait for this provider, this job included. */
  readonly waiting: number;
  /** About how long until the job is submitted; null when the provider takes nothing at all. */
  readonly seconds: number | null;
}

export interface GenerateError {
  readonly code: GenerateErrorCode;
  readonly message: string;
  readonly retryAfterSeconds?: number;
  readonly jobId?: string;
}

/** 400 bad_request, 401 unauthorized, 402 budget, 409 conflict, 429 the next four, 502 the last three. */
export type GenerateErrorCode =
  | 'bad_request'
  | 'unauthorized'
  | 'quota_budget'
  | 'conflict'
  | 'quota_active'
  | 'quota_day'
  | 'rate_limited'
  | 'provider_busy'
  | 'submit_failed'
  | 'provider_budget'
  | 'wrong_provider_key';

/** A row of public.video_generation_jobs as its owner may read it. Times are ISO 8601. */
export interface VideoJob {
  readonly id: string;
  readonly user_id: string;
  readonly client_request_id: string;
  readonly project_id: string | null;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly color_count: number;
  readonly fps: number;
  readonly provider: string;
  readonly provider_model: string | null;
  readonly status: JobStatus;
  /** 0 to 100, never falls. */
  readonly progress: number;
  /** One more at every change; what is not newer is dropped. */
  readonly rev: number;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly luma_video_url: string | null;
  readonly video_url_expires_at: string | null;
  /** Set when a copy of the video lies in the project's own Storage: video-status then answers a fresh address of it. */
  readonly storage_path?: string | null | undefined;
  readonly frame_count: number | null;
  readonly cost_estimate_cents: number;
  readonly cost_cents: number | null;
  readonly created_at: string;
  readonly queued_at: string | null;
  readonly dreaming_at: string | null;
  readonly ready_at: string | null;
  readonly finished_at: string | null;
  readonly updated_at: string;
  readonly expires_at: string;
  readonly processing_time_ms: number | null;
}

/** What a private broadcast on `video_jobs:<user id>` carries: the row without its prompt and options. */
export type VideoJobChange = Omit<VideoJob, 'prompt'>;

export function jobsTopic(userId: string): string {
  return `video_jobs:${userId}`;
}

/** POST /functions/v1/video-status: the owner asks for a fresh look at one job. */
export interface StatusRequest {
  readonly jobId: string;
}

export type StatusResponse =
  | { readonly success: true; readonly data: StatusAnswer }
  | { readonly success: false; readonly error: StatusError };

export interface StatusAnswer {
  readonly job: VideoJob;
  /** Whether the provider was asked just now; it is asked at most every five seconds per job. */
  readonly refreshed: boolean;
  /** Where the job stands, if it waits for its turn at the provider. */
  readonly queue?: QueuePlace;
}

export interface StatusError {
  readonly code: StatusErrorCode;
  readonly message: string;
}

/** 400 bad_request, 401 unauthorized, 404 not_found, 503 unavailable. */
export type StatusErrorCode = 'bad_request' | 'unauthorized' | 'not_found' | 'unavailable';

/** POST /functions/v1/video-quote, with an empty body: what a video would cost and what the provider can do. */
export type QuoteResponse =
  | { readonly success: true; readonly data: Quote }
  | { readonly success: false; readonly error: StatusError };

export interface Quote {
  readonly provider: string;
  readonly model: string;
  /** What the provider cannot do is not to be offered. */
  readonly capabilities: {
    readonly loop: boolean;
    readonly startFrame: boolean;
    readonly endFrame: boolean;
    readonly cancel: boolean;
  };
  /** Whether the provider tells of a generation by itself; if not, or where no callback can come, it is polled. */
  readonly callbacks: boolean;
  /** An estimate in US cents, by the price table of that version. */
  readonly cents: number;
  readonly priceVersion: string;
  readonly expectedSeconds: number;
  /** Hosts that finished videos may lie on, with those below them: the provider's, and that of their copies. */
  readonly videoHosts: readonly string[];
  readonly budget: Budget;
  /** What is left at the provider, where the deployment shows it and the provider tells it. */
  readonly creditCents?: number;
}

export interface Budget {
  readonly used: BudgetCounts;
  /** Of the money, the lower of the operator's cap and the user's own limit. */
  readonly most: BudgetCounts;
  /** The operator's cap for a month in US cents; a user may set a lower limit of their own. */
  readonly capCents: number;
  /** Jobs of everybody in the provider's queue. */
  readonly waiting: number;
}

/** Running now, started in 24 hours, US cents in this month (UTC). */
export interface BudgetCounts {
  readonly active: number;
  readonly day: number;
  readonly cents: number;
}
