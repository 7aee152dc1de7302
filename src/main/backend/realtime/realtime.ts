import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { ApiKeys } from '../apiKeys.ts';
import { roleOf } from '../caller.ts';
import type { Database } from '../database.ts';
import type { Tokens } from '../tokens.ts';
import { WireError } from '../wireError.ts';
import { changeFor, parseRowChange } from './changes.ts';
import { type ChannelParts, join, leave, relay, renewToken, topicName } from './channels.ts';
import { type Connection, createConnection } from './connection.ts';
import { decodeMessage, decodePushedBroadcast, type Message, parseVersion } from './phoenix.ts';

export interface Realtime {
  /** Takes over a request that wants to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export interface RealtimeParts {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly keys: ApiKeys;
  readonly onError: (error: unknown) => void;
}

const LARGEST_MESSAGE = 1024 * 1024;
const MOST_CONNECTIONS = 200;

/** Serves /realtime/v1/websocket: private and public broadcasts, and changes of published tables. */
export async function createRealtime({ database, tokens, keys, onError }: RealtimeParts): Promise<Realtime> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  const connections = new Set<Connection>();
  const parts: ChannelParts = { database, tokens, connections };
  const inOrder = createQueue(onError);

  await database.listen('realtime_messages', (id) => inOrder(() => broadcastMessage(database, connections, id)));
  await database.listen('local_cdc', (payload) => inOrder(() => tellChange(database, connections, payload)));

  function accept(socket: WebSocket, version: 1 | 2): void {
    const connection = createConnection(socket, version);
    // One after the other: a join that is still being checked must not be overtaken by a leave.
    const next = createQueue(onError);
    connections.add(connection);
    socket.on('message', (data, isBinary) => next(() => receive(parts, connection, data, isBinary)));
    socket.on('error', onError);
    socket.on('close', () => {
      connections.delete(connection);
      for (const topic of [...connection.channels.keys()]) leave(connection, topic);
    });
  }

  return {
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const version = parseVersion(url.searchParams.get('vsn'));
      if (url.pathname !== '/realtime/v1/websocket') return refuse(socket, '404 Not Found');
      if (!roleOf(keys, url.searchParams.get('apikey'))) return refuse(socket, '401 Unauthorized');
      if (version === null) return refuse(socket, '400 Bad Request');
      if (connections.size >= MOST_CONNECTIONS) return refuse(socket, '429 Too Many Requests');
      sockets.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, version));
    },
    close() {
      for (const connection of connections) connection.close();
      sockets.close();
    },
  };
}

async function receive(parts: ChannelParts, connection: Connection, data: RawData, isBinary: boolean): Promise<void> {
  try {
    const bytes = bytesOf(data);
    if (isBinary) {
      const pushed = decodePushedBroadcast(bytes);
      return await relay(parts, connection, pushed, pushed.content);
    }
    await dispatch(parts, connection, decodeMessage(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    // What is no message is dropped, as Phoenix does.
    if (!(error instanceof WireError)) throw error;
  }
}

async function dispatch(parts: ChannelParts, connection: Connection, message: Message): Promise<void> {
  const refs = { joinRef: message.joinRef, ref: message.ref };
  switch (message.event) {
    case 'heartbeat':
      return connection.send(message.topic, 'phx_reply', { status: 'ok', response: {} }, refs);
    case 'phx_join':
      return join(parts, connection, message);
    case 'access_token':
      return renewToken(parts, connection, message);
    case 'phx_leave':
      leave(connection, message.topic);
      connection.send(message.topic, 'phx_reply', { status: 'ok', response: {} }, refs);
      return connection.send(message.topic, 'phx_close', {}, { joinRef: message.joinRef, ref: message.joinRef });
    case 'broadcast': {
      const content = JSON.stringify(message.payload.payload ?? {});
      return relay(parts, connection, message, { kind: 'json', text: content });
    }
  }
}

async function broadcastMessage(database: Database, connections: ReadonlySet<Connection>, id: string): Promise<void> {
  const [row] = await database.query<{ topic: string; event: string; payload: string; private: boolean }>(
    `select topic, event, payload::text as payload, private from realtime.messages where id = $1`,
    [id],
  );
  if (!row) return;
  for (const connection of connections) {
    for (const channel of connection.channels.values()) {
      if (topicName(channel.topic) !== row.topic || channel.private !== row.private) continue;
      const payload = { kind: 'json', text: row.payload } as const;
      connection.broadcast({ topic: channel.topic, event: row.event, payload, meta: { id } });
    }
  }
}

async function tellChange(database: Database, connections: ReadonlySet<Connection>, payload: string): Promise<void> {
  const change = parseRowChange(payload);
  if (!change) return;
  for (const connection of connections) {
    for (const channel of [...connection.channels.values()]) {
      const content = await changeFor(database, channel.claims, channel.subscriptions, change);
      if (content) connection.send(channel.topic, 'postgres_changes', content);
    }
  }
}

/** Runs what it is given one after the other; a failure is reported and does not stop the rest. */
function createQueue(onError: (error: unknown) => void): (work: () => Promise<void>) => void {
  let last = Promise.resolve();
  return (work) => {
    last = last.then(work).catch(onError);
  };
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

function refuse(socket: Duplex, status: string): void {
  const body = JSON.stringify({ message: status });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}
