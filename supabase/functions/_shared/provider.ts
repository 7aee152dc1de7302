/** A service that turns a prompt into a video. Ids are those of the column `provider`. */
export interface VideoProvider {
  readonly id: string;
  readonly model: string;
  readonly capabilities: ProviderCapabilities;
  /** How long a video takes as a rule. */
  readonly expectedSeconds: number;
  /** How long its video URLs live; null when that is not known. */
  readonly videoUrlSeconds: number | null;
  /** What a clip will cost at most, in US cents. */
  estimateCents(order: VideoOrder): number;
  /** Asks for a video. Never throws. */
  submit(order: VideoOrder, callbackUrl: string): Promise<Submission>;
  /** Reads a generation's present state. Never throws. */
  read(generationId: string): Promise<Reading>;
  /** Gives a generation up; whether the provider has heard it, be it too late. Never throws. */
  cancel(generationId: string): Promise<boolean>;
  /** Whether a video may be downloaded from there. */
  allowsVideoUrl(url: string): boolean;
}

export interface ProviderCapabilities {
  /** Calls us back; what does not must be polled. */
  readonly webhook: boolean;
  readonly loop: boolean;
  readonly startFrame: boolean;
  readonly cancel: boolean;
}

export interface VideoOrder {
  readonly prompt: string;
  /** Pixels of the sprite; only their ratio matters to a video. */
  readonly width: number;
  readonly height: number;
  readonly loop: boolean;
}

export type Submission =
  | { readonly kind: 'accepted'; readonly generationId: string }
  /** Refused for now; may be sent again. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** Refused for good; nothing was bought. */
  | { readonly kind: 'refused'; readonly message: string }
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
  | { readonly kind: 'failed'; readonly reason: string };
