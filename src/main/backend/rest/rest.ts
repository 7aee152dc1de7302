import type { IdentifyCaller } from '../caller.ts';
import type { Claims, Database, Sql } from '../database.ts';
import { isObject, parseJson } from '../json.ts';
import { TokenError } from '../tokens.ts';
import { restError, type WireError } from '../wireError.ts';
import { callFunction } from './callFunction.ts';
import { restErrorOf } from './databaseErrors.ts';
import { parseInsertColumns, parseQuery, type RestQuery } from './parseQuery.ts';
import {
  countStatement,
  deleteStatement,
  insertStatement,
  type Statement,
  selectStatement,
  updateStatement,
} from './statements.ts';

/** Rows of one answer at most, as a hosted project is set. */
const MOST_ROWS = 1000;

/** Answers /rest/v1: the part of PostgREST that postgrest-js uses for plain tables, views and functions. */
export function createRest(
  database: Database,
  identifyCaller: IdentifyCaller,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const claims = await identifyCaller(request).catch((error: unknown) => {
      throw error instanceof TokenError ? tokenRefused(error) : error;
    });
    const schema = request.headers.get('content-profile') ?? request.headers.get('accept-profile') ?? 'public';
    if (schema !== 'public') throw restError(406, 'PGRST106', `Invalid schema: ${schema}`);
    const url = new URL(request.url);
    const path = decodeURIComponent(url.pathname.slice('/rest/v1/'.length));
    try {
      const body = await request.text();
      if (path.startsWith('rpc/')) return await answerCall(database, claims, request, path.slice(4), body);
      return await answerTable(database, claims, request, path, url.searchParams, body);
    } catch (error) {
      throw restErrorOf(error, claims.role === 'anon') ?? error;
    }
  };
}

function tokenRefused(error: TokenError): WireError {
  return restError(401, error.fault === 'expired' ? 'PGRST303' : 'PGRST301', error.message);
}

async function answerCall(database: Database, claims: Claims, request: Request, name: string, body: string) {
  if (request.method !== 'POST') throw restError(405, 'PGRST101', 'Call a function with POST.');
  const result = await database.as(claims, (sql) => callFunction(sql, name, body));
  return result === null ? new Response(null, { status: 204 }) : jsonResponse(200, result);
}

async function answerTable(
  database: Database,
  claims: Claims,
  request: Request,
  table: string,
  parameters: URLSearchParams,
  body: string,
): Promise<Response> {
  const prefer = request.headers.get('prefer') ?? '';
  if (prefer.includes('resolution=')) throw restError(400, 'PGRST100', 'The embedded backend has no upsert.');
  const query = parseQuery(parameters);
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const silent = !reads && !prefer.includes('return=representation');
  const wanted: RestQuery = silent ? { ...query, columns: [] } : query;
  const statement = statementFor(request.method, table, wanted, parameters, body);
  const single = (request.headers.get('accept') ?? '').includes('vnd.pgrst.object+json');
  return database.as(claims, async (sql) => {
    const total = reads && prefer.includes('count=exact') ? await countRows(sql, countStatement(table, query)) : null;
    if (silent) {
      await sql.query(statement.text, statement.values);
      return new Response(null, { status: request.method === 'POST' ? 201 : 204 });
    }
    const { rows, count } = await readRows(sql, statement);
    if (single && count !== 1) throw notOneRow(count);
    const range = count > 0 ? `${query.offset}-${query.offset + count - 1}` : '*';
    const headers = { 'content-range': `${range}/${total ?? '*'}` };
    // PostgreSQL writes an array of one as the object between two brackets.
    const text = request.method === 'HEAD' ? null : single ? rows.slice(1, -1) : rows;
    return jsonResponse(request.method === 'POST' ? 201 : 200, text, headers);
  });
}

function statementFor(
  method: string,
  table: string,
  query: RestQuery,
  parameters: URLSearchParams,
  body: string,
): Statement {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return selectStatement(table, query, MOST_ROWS);
    case 'POST': {
      const rows = parseRows(body);
      const columns = parseInsertColumns(parameters) ?? commonColumns(rows);
      return insertStatement(table, columns, body.trimStart().startsWith('[') ? body : `[${body}]`, query);
    }
    case 'PATCH': {
      const rows = parseRows(body);
      const columns = commonColumns(rows);
      if (rows.length !== 1 || columns.length === 0 || body.trimStart().startsWith('['))
        throw restError(400, 'PGRST102', 'PATCH takes one object with columns.');
      return updateStatement(table, columns, body, filtered(query, 'UPDATE'));
    }
    case 'DELETE':
      return deleteStatement(table, filtered(query, 'DELETE'));
    default:
      throw restError(405, 'PGRST117', `Unsupported HTTP method: ${method}`);
  }
}

function parseRows(body: string): readonly Readonly<Record<string, unknown>>[] {
  const value = parseJson(body, (message) => restError(400, 'PGRST102', message));
  const rows = Array.isArray(value) ? value : [value];
  return rows.map((row: unknown) => {
    if (!isObject(row)) throw restError(400, 'PGRST102', 'The body must be a JSON object or an array of objects.');
    return row;
  });
}

function commonColumns(rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const columns = Object.keys(rows[0] ?? {});
  const same = rows.every((row) => Object.keys(row).length === columns.length && columns.every((name) => name in row));
  if (!same) throw restError(400, 'PGRST102', 'All object keys must match');
  return columns;
}

/** A hosted project refuses to change a whole table by a forgotten filter. */
function filtered(query: RestQuery, verb: string): RestQuery {
  if (query.filters.length === 0) throw restError(400, '21000', `${verb} requires a WHERE clause`);
  return query;
}

async function readRows(sql: Sql, statement: Statement): Promise<{ readonly rows: string; readonly count: number }> {
  const text = `with result as (${statement.text})
    select coalesce(json_agg(row_to_json(result)), '[]')::text as rows, count(*)::integer as count from result`;
  const [row] = await sql.query<{ rows: string; count: number }>(text, statement.values);
  return row ?? { rows: '[]', count: 0 };
}

async function countRows(sql: Sql, statement: Statement): Promise<number> {
  const [row] = await sql.query<{ count: number }>(statement.text, statement.values);
  return row?.count ?? 0;
}

function notOneRow(count: number): WireError {
  const message = 'Cannot coerce the result to a single JSON object';
  return restError(406, 'PGRST116', message, `The result contains ${count} rows`);
}

function jsonResponse(status: number, text: string | null, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });
}
