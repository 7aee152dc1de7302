import { restError, type WireError } from '../wireError.ts';

/** What a request to a table asks for, as PostgREST reads it from the URL. */
export interface RestQuery {
  readonly columns: readonly string[] | 'all';
  /** All of them must hold. */
  readonly filters: readonly Filter[];
  readonly order: readonly Order[];
  /** Rows; null for no limit of the caller's. */
  readonly limit: number | null;
  readonly offset: number;
}

export type Filter =
  | {
      readonly kind: 'compare';
      readonly not: boolean;
      readonly column: string;
      readonly operator: Comparison;
      readonly value: string;
    }
  | { readonly kind: 'is'; readonly not: boolean; readonly column: string; readonly value: IsValue }
  | { readonly kind: 'in'; readonly not: boolean; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'group'; readonly not: boolean; readonly join: 'and' | 'or'; readonly filters: readonly Filter[] };

export type Comparison = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte';
export type IsValue = 'null' | 'not_null' | 'true' | 'false' | 'unknown';

export interface Order {
  readonly column: string;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | 'default';
}

/** Names of the URL that are not columns. */
const RESERVED = new Set(['select', 'order', 'limit', 'offset', 'columns']);
const MOST_VALUES = 1000;
const DEEPEST_GROUP = 8;

/**
 * Reads select, order, limit, offset and filters (eq neq gt gte lt lte is in, not., and(...), or(...)). What PostgREST
 * knows beyond that (embedding, casts, JSON paths, full text) is refused, never ignored.
 * Syntax after https://docs.postgrest.org/en/stable/references/api/tables_views.html
 * @throws WireError 400 PGRST100
 */
export function parseQuery(parameters: URLSearchParams): RestQuery {
  return {
    columns: parseColumns(parameters.get('select')),
    filters: [...parameters]
      .filter(([name]) => !RESERVED.has(name))
      .map(([name, value]) => parseParameter(name, value)),
    order: (parameters.get('order') ?? '').split(',').filter(Boolean).map(parseOrder),
    limit: parseCount('limit', parameters.get('limit')),
    offset: parseCount('offset', parameters.get('offset')) ?? 0,
  };
}

/** The names in `columns="a","b"`, which bulk inserts send; null when absent. */
export function parseInsertColumns(parameters: URLSearchParams): readonly string[] | null {
  const text = parameters.get('columns');
  return text === null ? null : text.split(',').map((name) => columnName(name.trim().replace(/^"(.*)"$/, '$1')));
}

/** A filter as Realtime's postgres_changes writes it: `column=eq.value`. @throws WireError 400 PGRST100 */
export function parseChangeFilter(text: string): Filter {
  const at = text.indexOf('=');
  if (at < 1) throw refuse(`filter ${text}`);
  return parseCondition(columnName(text.slice(0, at)), text.slice(at + 1));
}

function parseColumns(select: string | null): readonly string[] | 'all' {
  const names = (select ?? '*').split(',').map((name) => name.trim());
  return names.includes('*') || names.includes('') ? 'all' : names.map(columnName);
}

function parseParameter(name: string, value: string): Filter {
  const group = /^(not\.)?(and|or)$/.exec(name);
  if (group) return parseGroup(`${name}${value}`, 1);
  return parseCondition(columnName(name), value);
}

/** `eq.5`, `not.in.(1,2)` ... as the filter of one column. */
function parseCondition(column: string, text: string): Filter {
  const not = text.startsWith('not.');
  const condition = not ? text.slice(4) : text;
  const dot = condition.indexOf('.');
  const operator = condition.slice(0, dot);
  const value = condition.slice(dot + 1);
  if (isComparison(operator)) return { kind: 'compare', not, column, operator, value };
  const lower = value.toLowerCase();
  if (operator === 'is' && isIsValue(lower)) return { kind: 'is', not, column, value: lower };
  if (operator === 'in' && /^\(.*\)$/s.test(value)) {
    const values = splitList(value.slice(1, -1)).map(unquote);
    if (values.length > MOST_VALUES) throw refuse(`more than ${MOST_VALUES} values`);
    return { kind: 'in', not, column, values };
  }
  throw refuse(`filter ${text}`);
}

/** `and(a.eq.1,or(b.lt.2,c.is.null))` */
function parseGroup(text: string, depth: number): Filter {
  const match = /^(not\.)?(and|or)\((.*)\)$/s.exec(text);
  if (!match || depth > DEEPEST_GROUP) throw refuse(`group ${text}`);
  const join = match[2] === 'or' ? 'or' : 'and';
  const parts = splitList(match[3] ?? '');
  if (parts.length === 0) throw refuse(`group ${text}`);
  const filters = parts.map((part) => {
    if (/^(not\.)?(and|or)\(/.test(part)) return parseGroup(part, depth + 1);
    const dot = part.indexOf('.');
    if (dot < 1) throw refuse(`filter ${part}`);
    const condition = parseCondition(columnName(part.slice(0, dot)), part.slice(dot + 1));
    return condition.kind === 'compare' ? { ...condition, value: unquote(condition.value) } : condition;
  });
  return { kind: 'group', not: match[1] !== undefined, join, filters };
}

/** Cuts at the commas that stand outside quotes and brackets. */
function splitList(text: string): readonly string[] {
  if (text === '') return [];
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === '(') depth++;
    else if (!quoted && char === ')') depth--;
    else if (!quoted && depth === 0 && char === ',') {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (quoted || depth !== 0) throw refuse(`list ${text}`);
  return [...parts, text.slice(start)];
}

function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : value;
}

function parseOrder(text: string): Order {
  const match = /^([^.]+)(?:\.(asc|desc))?(?:\.(nullsfirst|nullslast))?$/.exec(text);
  if (!match) throw refuse(`order ${text}`);
  const nulls = match[3] === undefined ? 'default' : match[3] === 'nullsfirst' ? 'first' : 'last';
  return { column: columnName(match[1] ?? ''), descending: match[2] === 'desc', nulls };
}

function parseCount(name: string, text: string | null): number | null {
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw refuse(`${name} ${text}`);
  return Number(text);
}

/** Only plain names: the rest of PostgREST's syntax for columns begins with a sign that none of ours has. */
function columnName(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name)) throw refuse(`column ${name}`);
  return name;
}

function isComparison(text: string): text is Comparison {
  return /^(eq|neq|gte?|lte?)$/.test(text);
}

function isIsValue(text: string): text is IsValue {
  return /^(null|not_null|true|false|unknown)$/.test(text);
}

function refuse(what: string): WireError {
  return restError(400, 'PGRST100', `The embedded backend does not understand: ${what.slice(0, 200)}`);
}
