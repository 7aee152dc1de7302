import { createHash } from 'node:crypto';
import type { Claims, Database, SqlValue } from '../database.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { quoteIdentifier } from '../quoteIdentifier.ts';
import { type Filter, parseChangeFilter } from '../rest/parseQuery.ts';
import { whereClause } from '../rest/statements.ts';

/** One `postgres_changes` binding of a channel. */
export interface ChangeSubscription {
  /** What the client asked for, field by field, so that it recognises its own binding. */
  readonly request: JsonObject;
  readonly id: number;
  readonly event: string;
  readonly schema: string;
  readonly table: string;
  readonly filter: Filter | null;
}

/** A change of a published table, as the NOTIFY of the local stack tells it. */
export interface RowChange {
  readonly table: string;
  readonly operation: 'INSERT' | 'UPDATE';
  readonly id: string;
}

/** @throws WireError for a filter that is not understood */
export function parseSubscriptions(config: unknown): readonly ChangeSubscription[] {
  if (!Array.isArray(config)) return [];
  return config.filter(isObject).map((request) => {
    const filter = textOf(request, 'filter');
    return {
      request,
      id: createHash('md5').update(JSON.stringify(request)).digest().readUInt32BE(0) >>> 4,
      event: textOf(request, 'event') || '*',
      schema: textOf(request, 'schema') || 'public',
      table: textOf(request, 'table') || '*',
      filter: filter === '' ? null : parseChangeFilter(filter),
    };
  });
}

/** The binding as the join's reply must repeat it. */
export function echoSubscription(subscription: ChangeSubscription): JsonObject {
  return { ...subscription.request, id: subscription.id };
}

/** @returns null for a payload that is not a change of a table */
export function parseRowChange(payload: string): RowChange | null {
  const value: unknown = JSON.parse(payload);
  if (!isObject(value)) return null;
  const operation = value.op === 'INSERT' || value.op === 'UPDATE' ? value.op : null;
  const table = textOf(value, 'table');
  const id = textOf(value, 'id');
  return operation && table && id ? { table, operation, id } : null;
}

/**
 * The `postgres_changes` payload of a change for a subscriber, or null when it concerns none of its bindings. The row is
 * read again in the subscriber's role, so that row level security decides what it sees.
 */
export async function changeFor(
  database: Database,
  claims: Claims,
  subscriptions: readonly ChangeSubscription[],
  change: RowChange,
): Promise<JsonObject | null> {
  const wanted = subscriptions.filter((one) => concerns(one, change));
  if (wanted.length === 0) return null;
  const found = await database
    .as(claims, async (sql) => {
      const table = `public.${quoteIdentifier(change.table)}`;
      const matching: number[] = [];
      let record: JsonObject | null = null;
      for (const { id, filter } of wanted) {
        const values: SqlValue[] = [change.id];
        const condition = filter ? `and ${whereClause([filter], values).slice('where '.length)}` : '';
        const text = `select to_jsonb(target) as record from ${table} as target where target.id::text = $1 ${condition}`;
        const [row] = await sql.query<{ record: JsonObject }>(text, values);
        if (!row) continue;
        record = row.record;
        matching.push(id);
      }
      return { matching, record };
    })
    // A table that this role may not read is a table without changes.
    .catch(() => ({ matching: [], record: null }));
  if (!found.record) return null;
  const data = {
    schema: 'public',
    table: change.table,
    commit_timestamp: new Date().toISOString(),
    type: change.operation,
    columns: await columnsOf(database, change.table),
    record: found.record,
    ...(change.operation === 'UPDATE' ? { old_record: { id: change.id } } : {}),
    errors: null,
  };
  return { ids: found.matching, data };
}

function concerns(subscription: ChangeSubscription, change: RowChange): boolean {
  return (
    (subscription.event === '*' || subscription.event === change.operation) &&
    (subscription.schema === '*' || subscription.schema === 'public') &&
    (subscription.table === '*' || subscription.table === change.table)
  );
}

async function columnsOf(database: Database, table: string): Promise<readonly { name: string; type: string }[]> {
  return database.query(
    `select a.attname as name, t.typname as type from pg_catalog.pg_attribute a
       join pg_catalog.pg_type t on t.oid = a.atttypid
      where a.attrelid = to_regclass('public.' || quote_ident($1)) and a.attnum > 0 and not a.attisdropped
      order by a.attnum`,
    [table],
  );
}
