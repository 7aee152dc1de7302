import type { SqlValue } from '../database.ts';
import { quoteIdentifier } from '../quoteIdentifier.ts';
import type { Comparison, Filter, IsValue, Order, RestQuery } from './parseQuery.ts';

/** A statement with its values. Whatever comes from a request is a quoted identifier or a value, never text of its own. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

const OPERATORS: Readonly<Record<Comparison, string>> = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };
const IS_VALUES: Readonly<Record<IsValue, string>> = {
  null: 'null',
  not_null: 'not null',
  true: 'true',
  false: 'false',
  unknown: 'unknown',
};

export function selectStatement(table: string, query: RestQuery, mostRows: number): Statement {
  const values: SqlValue[] = [];
  const parts = [
    `select ${columnList(query)} from ${quoteTable(table)} as target`,
    whereClause(query.filters, values),
    query.order.length > 0 ? `order by ${query.order.map(orderTerm).join(', ')}` : '',
    `limit ${bind(values, Math.min(query.limit ?? mostRows, mostRows))} offset ${bind(values, query.offset)}`,
  ];
  return { text: parts.filter(Boolean).join(' '), values };
}

export function countStatement(table: string, query: RestQuery): Statement {
  const values: SqlValue[] = [];
  const where = whereClause(query.filters, values);
  return { text: `select count(*) as count from ${quoteTable(table)} as target ${where}`, values };
}

/** @param body the request's body: a JSON object or an array of them, given to PostgreSQL as it is */
export function insertStatement(table: string, columns: readonly string[], body: string, query: RestQuery): Statement {
  const names = columns.map(quoteIdentifier).join(', ');
  const rows = `select ${names} from json_populate_recordset(null::${quoteTable(table)}, $1::json)`;
  const source = columns.length > 0 ? `(${names}) ${rows}` : 'default values';
  return {
    text: `insert into ${quoteTable(table)} as target ${source}${returning(query)}`,
    values: columns.length > 0 ? [body] : [],
  };
}

export function updateStatement(table: string, columns: readonly string[], body: string, query: RestQuery): Statement {
  const values: SqlValue[] = [body];
  const change = columns.map((name) => `${quoteIdentifier(name)} = body.${quoteIdentifier(name)}`).join(', ');
  const text = `update ${quoteTable(table)} as target set ${change}
    from json_populate_record(null::${quoteTable(table)}, $1::json) as body
    ${whereClause(query.filters, values)}${returning(query)}`;
  return { text, values };
}

export function deleteStatement(table: string, query: RestQuery): Statement {
  const values: SqlValue[] = [];
  const where = whereClause(query.filters, values);
  return { text: `delete from ${quoteTable(table)} as target ${where}${returning(query)}`, values };
}

/** The condition of `filters` on the row called target; its values are appended to `values`. */
export function whereClause(filters: readonly Filter[], values: SqlValue[]): string {
  return filters.length > 0 ? `where ${filters.map((filter) => condition(filter, values)).join(' and ')}` : '';
}

function condition(filter: Filter, values: SqlValue[]): string {
  const plain = plainCondition(filter, values);
  return filter.not ? `(not ${plain})` : plain;
}

function plainCondition(filter: Filter, values: SqlValue[]): string {
  switch (filter.kind) {
    case 'compare':
      return `${column(filter.column)} ${OPERATORS[filter.operator]} ${bind(values, filter.value)}`;
    case 'is':
      return `${column(filter.column)} is ${IS_VALUES[filter.value]}`;
    case 'in':
      if (filter.values.length === 0) return 'false';
      return `${column(filter.column)} in (${filter.values.map((value) => bind(values, value)).join(', ')})`;
    case 'group':
      return `(${filter.filters.map((part) => condition(part, values)).join(` ${filter.join} `)})`;
  }
}

/** No columns: the caller wants nothing back, so it needs no right to read either. */
function returning(query: RestQuery): string {
  return query.columns.length > 0 ? ` returning ${columnList(query)}` : '';
}

function columnList(query: RestQuery): string {
  return query.columns === 'all' ? 'target.*' : query.columns.map(column).join(', ');
}

function orderTerm(order: Order): string {
  const nulls = order.nulls === 'default' ? '' : ` nulls ${order.nulls}`;
  return `${column(order.column)} ${order.descending ? 'desc' : 'asc'}${nulls}`;
}

function column(name: string): string {
  return `target.${quoteIdentifier(name)}`;
}

/** Tables live in the one schema that the Data API shows. */
function quoteTable(name: string): string {
  return `public.${quoteIdentifier(name)}`;
}

function bind(values: SqlValue[], value: SqlValue): string {
  values.push(value);
  return `$${values.length}`;
}
