import type { Claims, Database } from '../database.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { TokenError, type Tokens } from '../tokens.ts';
import { WireError } from '../wireError.ts';
import { mayUseTopic } from './authorize.ts';
import { echoSubscription, parseSubscriptions } from './changes.ts';
import type { Channel, Connection } from './connection.ts';
import type { BroadcastPayload, Message } from './phoenix.ts';

export interface ChannelParts {
  readonly database: Database;
  readonly tokens: Tokens;
  /** Every open connection, for broadcasts from one client to the others. */
  readonly connections: ReadonlySet<Connection>;
}

const TOPIC_PREFIX = 'realtime:';
const MOST_CHANNELS = 100;
/** Longest wait of a timer in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The name that policies know a channel by. */
export function topicName(topic: string): string {
  return topic.slice(TOPIC_PREFIX.length);
}

/** Joins a channel and says so, or says why not. */
export async function join(parts: ChannelParts, connection: Connection, message: Message): Promise<void> {
  const { topic } = message;
  const refs = { joinRef: message.joinRef, ref: message.ref };
  try {
    const channel = await authorizedChannel(parts, connection, message);
    leave(connection, topic);
    connection.channels.set(topic, channel);
    watchExpiry(connection, channel);
    const response = { postgres_changes: channel.subscriptions.map(echoSubscription) };
    connection.send(topic, 'phx_reply', { status: 'ok', response }, refs);
    if (channel.subscriptions.length > 0) announce(connection, channel, 'postgres_changes', 'Subscribed to PostgreSQL');
    if (channel.wantsReadiness) announce(connection, channel, 'system', 'Replication connection established');
  } catch (error) {
    const reason = joinRefusal(error);
    connection.send(topic, 'phx_reply', { status: 'error', response: { reason } }, refs);
  }
}

/** Forgets a channel; nothing happens when it was not joined. */
export function leave(connection: Connection, topic: string): void {
  clearTimeout(connection.channels.get(topic)?.expiry);
  connection.channels.delete(topic);
}

/** A client hands a newer token in for a channel; one that is not good any more closes the channel. */
export async function renewToken(parts: ChannelParts, connection: Connection, message: Message): Promise<void> {
  const channel = connection.channels.get(message.topic);
  const token = textOf(message.payload, 'access_token');
  if (!channel || token === '' || token.startsWith('sb_')) return;
  try {
    const claims = await parts.tokens.verify(token);
    if (channel.private && !(await mayUseTopic(parts.database, claims, topicName(channel.topic), 'read'))) {
      throw new Refused(unauthorized(topicName(channel.topic)));
    }
    channel.claims = claims;
    watchExpiry(connection, channel);
  } catch (error) {
    closeChannel(connection, channel, joinRefusal(error));
  }
}

/** Hands a client's own broadcast to the others on the channel. */
export async function relay(
  parts: ChannelParts,
  sender: Connection,
  message: Message,
  content: BroadcastPayload,
): Promise<void> {
  const channel = sender.channels.get(message.topic);
  if (!channel) return;
  const allowed =
    !channel.private || (await mayUseTopic(parts.database, channel.claims, topicName(channel.topic), 'write'));
  if (!allowed) return;
  for (const connection of parts.connections) {
    const other = connection.channels.get(message.topic);
    if (!other || other.private !== channel.private || (connection === sender && !channel.receivesOwn)) continue;
    connection.broadcast({
      topic: message.topic,
      event: textOf(message.payload, 'event'),
      payload: content,
      meta: null,
    });
  }
  if (channel.acknowledges) {
    sender.send(
      message.topic,
      'phx_reply',
      { status: 'ok', response: {} },
      { joinRef: message.joinRef, ref: message.ref },
    );
  }
}

/** Ends a channel from this side, with the reason before it. */
function closeChannel(connection: Connection, channel: Channel, reason: string): void {
  if (connection.channels.get(channel.topic) !== channel) return;
  leave(connection, channel.topic);
  announce(connection, channel, 'system', reason, 'error');
  connection.send(channel.topic, 'phx_close', {}, { joinRef: channel.joinRef, ref: channel.joinRef });
}

async function authorizedChannel(parts: ChannelParts, connection: Connection, message: Message): Promise<Channel> {
  const { topic, payload, joinRef } = message;
  if (!topic.startsWith(TOPIC_PREFIX) || topic === TOPIC_PREFIX)
    throw new Refused('TopicNameRequired: Topic name is missing');
  if (connection.channels.size >= MOST_CHANNELS) throw new Refused('ChannelRateLimitReached: Too many channels');
  const claims = await claimsOf(parts.tokens, textOf(payload, 'access_token'));
  const config = configOf(payload);
  const isPrivate = config.private === true;
  if (isPrivate && !(await mayUseTopic(parts.database, claims, topicName(topic), 'read'))) {
    throw new Refused(unauthorized(topicName(topic)));
  }
  const broadcast = isObject(config.broadcast) ? config.broadcast : {};
  return {
    topic,
    joinRef,
    private: isPrivate,
    receivesOwn: broadcast.self === true,
    acknowledges: broadcast.ack === true,
    wantsReadiness: broadcast.replication_ready === true,
    subscriptions: parseSubscriptions(config.postgres_changes),
    claims,
    expiry: undefined,
  };
}

function configOf(payload: JsonObject): JsonObject {
  return isObject(payload.config) ? payload.config : {};
}

async function claimsOf(tokens: Tokens, token: string): Promise<Claims> {
  return token === '' || token.startsWith('sb_') ? { role: 'anon' } : tokens.verify(token);
}

function watchExpiry(connection: Connection, channel: Channel): void {
  clearTimeout(channel.expiry);
  if (channel.claims.exp === undefined) return;
  const wait = Math.min(Math.max(channel.claims.exp * 1000 - Date.now(), 0), LONGEST_TIMER);
  channel.expiry = setTimeout(() => closeChannel(connection, channel, 'Token has expired 0 seconds ago'), wait).unref();
}

function announce(connection: Connection, channel: Channel, extension: string, message: string, status = 'ok'): void {
  const payload = { message, status, extension, channel: topicName(channel.topic) };
  connection.send(channel.topic, 'system', payload, { joinRef: channel.joinRef });
}

class Refused extends Error {
  override readonly name = 'Refused';
}

function unauthorized(name: string): string {
  return `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`;
}

function joinRefusal(error: unknown): string {
  if (error instanceof Refused) return error.message;
  if (error instanceof WireError) return `RealtimeDisabledForConfiguration: ${error.message}`;
  if (!(error instanceof TokenError)) throw error;
  switch (error.fault) {
    case 'expired':
      return 'InvalidJWTToken: Token has expired 0 seconds ago';
    case 'malformed':
      return 'MalformedJWT: The token provided is not a valid JWT';
    case 'forged':
      return 'JwtSignatureError: Failed to validate JWT signature';
  }
}
