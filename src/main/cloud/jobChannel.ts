import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { JOB_STATUSES, jobsTopic, type VideoJobChange } from '../../../supabase/functions/_shared/job.ts';

import { CloudError } from './cloudError.ts';
import { renewSession } from './session.ts';

/** The private channel on which a user hears of all their jobs. */
export interface JobChannel {
  /** Joins anew over a new socket: after sleep the old one is dead and does not know it. */
  rebuild(): void;
  close(): void;
}

export interface JobChannelEvents {
  readonly onChange: (change: VideoJobChange) => void;
  /** The channel stands, or stands again; what was told before is lost. */
  readonly onJoined: () => void;
  /** Nobody is signed in any more. */
  readonly onSignedOut: (error: CloudError) => void;
}

/** Before the first, second ... further try, in milliseconds. */
const PAUSES = [1000, 2000, 5000, 15_000, 60_000];
/** After so many refusals in spite of a new token the channel is given up; jobs are then only asked after. */
const MOST_REFUSALS = 3;

/**
 * Joins, and joins again. supabase-js does so by itself after a lost socket, but not after the server has closed the
 * channel (a token ran out), and without an end after a refusal.
 */
export function openJobChannel(client: SupabaseClient, userId: string, events: JobChannelEvents): JobChannel {
  let channel: RealtimeChannel | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let tries = 0;
  let refusals = 0;

  const leave = (): void => {
    clearTimeout(timer);
    const old = channel;
    channel = null;
    if (old) void client.removeChannel(old);
  };
  const joinLater = (refused: boolean): void => {
    leave();
    if (refused) refusals++;
    if (closed || refusals > MOST_REFUSALS) return;
    timer = setTimeout(() => void rejoin(refused), PAUSES[Math.min(tries++, PAUSES.length - 1)]);
  };
  const rejoin = async (refused: boolean): Promise<void> => {
    try {
      if (refused) await renewSession(client);
      await join();
    } catch (error) {
      if (closed) return;
      if (error instanceof CloudError && error.code === 'unauthorized') events.onSignedOut(error);
      else joinLater(false);
    }
  };
  const join = async (): Promise<void> => {
    await client.realtime.setAuth();
    if (closed || channel) return;
    const joining = client.channel(jobsTopic(userId), { config: { private: true } });
    channel = joining;
    const hear = ({ payload }: { payload: unknown }): void => {
      if (isChange(payload)) events.onChange(payload);
    };
    joining.on('broadcast', { event: 'job_insert' }, hear).on('broadcast', { event: 'job_update' }, hear);
    joining.subscribe((status, error) => {
      if (channel !== joining) return;
      const refused = REFUSED.test(error?.message ?? '');
      if (status === 'SUBSCRIBED') {
        tries = 0;
        refusals = 0;
        events.onJoined();
      } else if (status !== 'CHANNEL_ERROR' || refused) joinLater(refused);
    });
  };
  const start = (): void => {
    tries = 0;
    refusals = 0;
    void rejoin(false);
  };
  start();
  return {
    rebuild() {
      leave();
      void client.realtime.disconnect().then(start);
    },
    close() {
      closed = true;
      leave();
    },
  };
}

/** Reasons for which the server lets nobody with this token in. */
const REFUSED = /Unauthorized|InvalidJWT|MalformedJWT|JwtSignatureError|Token has expired/;

function isChange(payload: unknown): payload is VideoJobChange {
  if (typeof payload !== 'object' || payload === null || !('status' in payload)) return false;
  const { status } = payload;
  const known = JOB_STATUSES.some((each) => each === status);
  return known && 'id' in payload && 'rev' in payload && typeof payload.rev === 'number';
}
