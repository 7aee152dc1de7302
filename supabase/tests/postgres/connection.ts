import { connect, type Socket } from 'node:net';
import { messages, protocol, types } from '@electric-sql/pglite';
import type { Row } from '../database.ts';

/** One session of a PostgreSQL server. Queries wait for one another. */
export interface Connection {
  /** Values and columns have the types that PGlite gives them. A statement is prepared once. */
  query(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without values. */
  run(script: string): Promise<void>;
  /** What the server said beside its answers since the last look. */
  notices(): readonly string[];
  close(): Promise<void>;
}

type Message = messages.BackendMessage;
interface Waiting {
  readonly answer: Message[];
  readonly resolve: (answer: Message[]) => void;
  readonly reject: (error: unknown) => void;
}
interface Prepared {
  readonly name: string;
  readonly parameters: readonly number[];
}

/** Opens a session over a server's local socket, as a user who needs no password. */
export async function connectTo(socketPath: string, user = 'postgres', database = 'postgres'): Promise<Connection> {
  const socket = connect(socketPath);
  let noticed: string[] = [];
  const exchange = exchangeOver(socket, (notice) => noticed.push(notice));
  const prepared = new Map<string, Promise<Prepared>>();
  await exchange([protocol.serialize.startup({ user, database, client_encoding: 'UTF8' })]);

  async function prepare(sql: string, name: string): Promise<Prepared> {
    const { serialize } = protocol;
    const answer = await exchange([
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ]);
    const described = answer.find((message) => message instanceof messages.ParameterDescriptionMessage);
    return { name, parameters: described?.dataTypeIDs ?? [] };
  }

  return {
    async query(sql, values = []) {
      let known = prepared.get(sql);
      if (known === undefined) {
        known = prepare(sql, `s${prepared.size}`);
        prepared.set(sql, known);
        known.catch(() => prepared.delete(sql));
      }
      const { name, parameters } = await known;
      const { serialize } = protocol;
      const texts = values.map((value, index) => asText(value, parameters[index] ?? types.TEXT));
      const answer = await exchange([
        serialize.bind({ statement: name, values: texts }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
        serialize.sync(),
      ]);
      return rowsOf(answer);
    },
    async run(script) {
      await exchange([protocol.serialize.query(script)]);
    },
    notices() {
      const notices = noticed;
      noticed = [];
      return notices;
    },
    close: () =>
      new Promise((resolve) => {
        socket.on('close', () => resolve());
        socket.end(protocol.serialize.end());
      }),
  };
}

/** Sends messages and answers with what came back, up to where the server is ready again. */
function exchangeOver(
  socket: Socket,
  onNotice: (text: string) => void,
): (parts: readonly Uint8Array[]) => Promise<Message[]> {
  const parser = new protocol.Parser();
  const queue: Waiting[] = [];
  let failure: unknown;
  const take = (message: Message): void => {
    if (message instanceof messages.NoticeMessage) {
      onNotice(message.message ?? '');
      return;
    }
    const first = queue[0];
    if (first === undefined) return;
    if (message instanceof messages.DatabaseError) failure ??= message;
    else first.answer.push(message);
    if (message.name !== 'readyForQuery') return;
    queue.shift();
    if (failure === undefined) first.resolve(first.answer);
    else first.reject(failure);
    failure = undefined;
  };
  const end = (error: unknown): void => {
    for (const { reject } of queue.splice(0)) reject(error);
  };
  socket.on('data', (bytes) => parser.parse(Uint8Array.from(bytes).buffer, take));
  socket.on('error', end);
  socket.on('close', () => end(failure ?? new Error('The server has closed the connection.')));
  return (parts) =>
    new Promise((resolve, reject) => {
      queue.push({ answer: [], resolve, reject });
      socket.write(Buffer.concat(parts));
    });
}

function rowsOf(answer: readonly Message[]): Row[] {
  const fields = answer.find((message) => message instanceof messages.RowDescriptionMessage)?.fields ?? [];
  return answer
    .filter((message) => message instanceof messages.DataRowMessage)
    .map((row) =>
      Object.fromEntries(
        fields.map(({ name, dataTypeID }, index) => [name, types.parseType(row.fields[index] ?? null, dataTypeID)]),
      ),
    );
}

const TEXT_ARRAY = 1009;

function asText(value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  if (type === TEXT_ARRAY) return types.arraySerializer(value, types.serializers[types.TEXT], TEXT_ARRAY);
  const serialize = types.serializers[type];
  return serialize === undefined ? String(value) : serialize(value);
}
