import type { Sql } from '../database.ts';
import { isObject, parseJson } from '../json.ts';
import { quoteIdentifier } from '../quoteIdentifier.ts';
import { restError } from '../wireError.ts';

/** How a function of schema public wants to be called. */
interface Signature {
  readonly returnsSet: boolean;
  readonly returnsRow: boolean;
  readonly returnsNothing: boolean;
  readonly arguments: readonly { readonly name: string; readonly type: string }[];
  readonly required: number;
}

/**
 * POST /rest/v1/rpc/<name>: named arguments from a JSON object. PostgreSQL itself turns them into its types.
 * @returns JSON text, or null for a function that returns nothing
 * @throws WireError 404 PGRST202, and what PostgreSQL throws
 */
export async function callFunction(sql: Sql, name: string, body: string): Promise<string | null> {
  const given = parseJson(body === '' ? '{}' : body, (message) => restError(400, 'PGRST102', message));
  if (!isObject(given)) throw restError(400, 'PGRST102', 'The arguments must be a JSON object.');
  const names = Object.keys(given);
  const signature = (await findSignatures(sql, name)).find((one) => accepts(one, names));
  if (!signature) {
    const message = `Could not find the function public.${name}(${names.join(', ')}) in the schema cache`;
    throw restError(404, 'PGRST202', message);
  }
  const [row] = await sql.query<{ result: string | null }>(
    callText(name, signature, names),
    names.length > 0 ? [body] : [],
  );
  return signature.returnsNothing ? null : (row?.result ?? 'null');
}

function callText(name: string, signature: Signature, given: readonly string[]): string {
  const used = signature.arguments.filter((argument) => given.includes(argument.name));
  const types = used.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`).join(', ');
  const values = used.map(({ name }) => `${quoteIdentifier(name)} => given.${quoteIdentifier(name)}`).join(', ');
  const call = `public.${quoteIdentifier(name)}(${values})`;
  const source = used.length > 0 ? `json_to_record($1::json) as given(${types}), ` : '';
  const value = signature.returnsRow ? 'row_to_json(result)' : 'to_json(result.value)';
  const rows = `${source}lateral ${call} as result${signature.returnsRow ? '' : '(value)'}`;
  return signature.returnsSet
    ? `select coalesce(json_agg(${value}), '[]')::text as result from ${rows}`
    : `select (${value})::text as result from ${rows}`;
}

async function findSignatures(sql: Sql, name: string): Promise<readonly Signature[]> {
  const rows = await sql.query<{ signature: Signature }>(
    `select json_build_object(
       'returnsSet', p.proretset,
       'returnsRow', t.typtype = 'c' or t.oid = 'record'::regtype,
       'returnsNothing', t.oid = 'void'::regtype,
       'required', p.pronargs - p.pronargdefaults,
       'arguments', (select coalesce(json_agg(json_build_object('name', p.proargnames[a.place], 'type', format_type(a.type, null))
                                              order by a.place), '[]')
                       from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a(type, place)
                      where p.proargmodes is null or p.proargmodes[a.place] in ('i', 'b'))
     ) as signature
     from pg_catalog.pg_proc p join pg_catalog.pg_type t on t.oid = p.prorettype
     where p.pronamespace = 'public'::regnamespace and p.proname = $1 and p.prokind = 'f'`,
    [name],
  );
  return rows.map((row) => row.signature);
}

function accepts(signature: Signature, given: readonly string[]): boolean {
  const names = signature.arguments.map((argument) => argument.name);
  return (
    given.every((name) => names.includes(name)) &&
    names.slice(0, signature.required).every((name) => given.includes(name))
  );
}
