/** A service that turns a prompt into a video. Ids are those of the column `provider`. */
export interface VideoProvider {
  readonly id: string;
  readonly model: string;
  readonly capabilities: ProviderCapabilities;
  /** Whether it fetches frames from an address, in place of taking them inline. */
  readonly framesByUrl: boolean;
  /** How long a video takes as a rule. */
  readonly expectedSeconds: number;
  /** How long its video URLs live; null when that is not known. */
  readonly videoUrlSeconds: number | null;
  /** About what a clip will cost, whatever its shape, in US cents. */
  estimateCents(): number;
  /** Asks for a video; the URL is null where no callback could reach us. Never throws. */
  submit(order: VideoOrder, callbackUrl: string | null): Promise<Submission>;
  /** Reads a generation's present state. Never throws. */
  read(generationId: string): Promise<Reading>;
  /**
   * The ids of generations that an order may have become whose answer was lost, likeliest first; absent where the
   * provider does not list them. Never throws.
   */
  find?(order: SentOrder): Promise<readonly string[]>;
  /** Gives a generation up; whether the provider has heard it, be it too late. Never throws. */
  cancel(generationId: string): Promise<boolean>;
  /** The operator's money at the provider in US cents, null when it cannot be read; absent where it never can. */
  creditCents?(): Promise<number | null>;
  /** Hosts that its finished videos lie on, with those below them. */
  readonly videoHosts: readonly string[];
  /** Whether a video may be downloaded from there. */
  allowsVideoUrl(url: string): boolean;
  /** Whether a callback is signed by the provider; absent where callbacks are not signed. Never throws. */
  isOwnCallback?(headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

export interface ProviderCapabilities {
  /** Calls us back; what does not must be polled. */
  readonly webhook: boolean;
  readonly loop: boolean;
  /** Takes a picture that the video begins with. */
  readonly startFrame: boolean;
  /** Takes a picture that the video ends with. */
  readonly endFrame: boolean;
  /** Can give a generation up. */
  readonly cancel: boolean;
}

export interface VideoOrder {
  readonly prompt: string;
  /** Pixels of the sprite; only their ratio matters to a video. */
  readonly width: number;
  readonly height: number;
  readonly loop: boolean;
  /**
   * PNG in base64, or its address where the provider has `framesByUrl`; only what its capabilities offer. The same
   * picture at both ends makes a loop.
   */
  readonly startFrame?: string;
  readonly endFrame?: string;
}

/** An order of which nobody knows what became of it. */
export interface SentOrder extends VideoOrder {
  readonly jobId: string;
  readonly sentAt: Date;
}

export type Submission =
  | { readonly kind: 'accepted'; readonly generationId: string }
  /** Refused for now; may be sent again. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** It surely was not sent, or not taken, and that may pass; may be sent again. */
  | { readonly kind: 'unsent'; readonly message: string; readonly retryAfterSeconds: number }
  /** Refused for good; nothing was bought. */
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** Sent, and no answer: it may or may not have been bought, so it must not be sent again. */
  | { readonly kind: 'unclear'; readonly message: string };

export type Reading =
  | {
      readonly kind: 'generation';
      readonly id: string;
      readonly state: ProviderState;
      /** The address that the generation was told to call, if the provider says it. */
      readonly callbackUrl: string | null;
    }
  /** The provider knows no such generation. */
  | { readonly kind: 'missing' }
  /** Ask again later. */
  | { readonly kind: 'unavailable'; readonly message: string };

export type ProviderState =
  | { readonly kind: 'queued' | 'dreaming' }
  | { readonly kind: 'ready'; readonly videoUrl: string }
  | { readonly kind: 'failed'; readonly code: FailureCode; readonly reason: string };

/** Why a provider did not take a job; its error_code. */
export type RefusalCode = 'submit_failed' | 'provider_budget' | 'wrong_provider_key';

/** Why a provider could not make a video; the job's error_code. */
export type FailureCode =
  | 'provider_failed'
  /** The prompt or a picture is not allowed there. */
  | 'content_moderated'
  /** The operator's money at the provider is used up. */
  | 'provider_budget'
  | 'provider_busy'
  /** The provider cannot use the start or end frame. */
  | 'bad_frame';
