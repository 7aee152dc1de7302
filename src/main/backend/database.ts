import { PGlite, type QueryOptions, types } from '@electric-sql/pglite';

/** What may be bound to a `$n`. PostgreSQL infers the type from the statement, so everything travels as text. */
export type SqlValue = string | number | boolean | null;

export interface Sql {
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Runs a script of several statements without values. */
  run(script: string): Promise<void>;
}

/** On whose behalf a statement runs: the verified claims of a token, or just the role of an API key. */
export interface Claims {
  readonly role: 'anon' | 'authenticated' | 'service_role';
  readonly sub?: string;
  readonly email?: string;
  readonly session_id?: string;
  /** Seconds since 1970. */
  readonly exp?: number;
}

export interface Database extends Sql {
  transaction<Value>(work: (sql: Sql) => Promise<Value>): Promise<Value>;
  /** A transaction in the role and with the claims that row level security goes by, as PostgREST sets them. */
  as<Value>(claims: Claims, work: (sql: Sql) => Promise<Value>): Promise<Value>;
  /** Calls `listener` with the payload of every NOTIFY on `channel`, in the order of the commits. */
  listen(channel: string, listener: (payload: string) => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the PostgreSQL of the embedded backend (PGlite: one connection, transactions one after the other).
 * @param folder made when missing; its parent must exist
 * @throws when the folder does not hold a database that can be opened
 */
export async function openDatabase(folder: string): Promise<Database> {
  const pglite = await PGlite.create(folder);
  const sql = (runner: Pick<PGlite, 'query' | 'exec'>): Sql => ({
    async query<Row>(text: string, values: readonly SqlValue[] = []) {
      return (await runner.query<Row>(text, values.map(asText), TEXT_VALUES)).rows;
    },
    async run(script) {
      await runner.exec(script);
    },
  });
  const transaction = <Value>(work: (sql: Sql) => Promise<Value>) => pglite.transaction((tx) => work(sql(tx)));
  return {
    ...sql(pglite),
    transaction,
    as: (claims, work) =>
      transaction(async (tx) => {
        await tx.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
          claims.role,
          JSON.stringify(claims),
        ]);
        return work(tx);
      }),
    async listen(channel, listener) {
      await pglite.listen(channel, listener);
    },
    close: () => pglite.close(),
  };
}

/** Switches off PGlite's conversion by type, which refuses text for numbers and booleans. */
const TEXT_VALUES: QueryOptions = {
  serializers: Object.fromEntries(Object.keys(types.serializers).map((type) => [type, String])),
};

function asText(value: SqlValue): string | null {
  return value === null ? null : String(value);
}
