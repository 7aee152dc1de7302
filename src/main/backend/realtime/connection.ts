import type { WebSocket } from 'ws';
import type { Claims } from '../database.ts';
import type { JsonObject } from '../json.ts';
import type { ChangeSubscription } from './changes.ts';
import { type Broadcast, encodeBroadcast, encodeMessage, type PhoenixVersion } from './phoenix.ts';

/** A channel that a client has joined. */
export interface Channel {
  /** As on the wire: `realtime:` and the name. */
  readonly topic: string;
  readonly joinRef: string | null;
  readonly private: boolean;
  readonly receivesOwn: boolean;
  readonly acknowledges: boolean;
  /** Asked to be told when broadcasts from the database arrive. */
  readonly wantsReadiness: boolean;
  readonly subscriptions: readonly ChangeSubscription[];
  claims: Claims;
  /** Fires when the token of `claims` runs out. */
  expiry: NodeJS.Timeout | undefined;
}

/** One client's socket. */
export interface Connection {
  readonly version: PhoenixVersion;
  readonly channels: Map<string, Channel>;
  send(topic: string, event: string, payload: JsonObject, refs?: Refs): void;
  broadcast(broadcast: Broadcast): void;
  close(): void;
}

export interface Refs {
  readonly joinRef?: string | null;
  readonly ref?: string | null;
}

/** A client that does not read is cut off when this many bytes wait for it. */
const MOST_WAITING = 16 * 1024 * 1024;

export function createConnection(socket: WebSocket, version: PhoenixVersion): Connection {
  const write = (data: string | Uint8Array) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_WAITING) socket.terminate();
    else socket.send(data);
  };
  return {
    version,
    channels: new Map(),
    send: (topic, event, payload, { joinRef = null, ref = null } = {}) =>
      write(encodeMessage(version, { joinRef, ref, topic, event, payload })),
    broadcast: (broadcast) => write(encodeBroadcast(version, broadcast)),
    close: () => socket.terminate(),
  };
}
