import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WireError } from '../wireError.ts';
import { parseChangeFilter, parseInsertColumns, parseQuery } from './parseQuery.ts';
import { selectStatement } from './statements.ts';

const RUNS = process.env.CELKILN_LONG === '1' ? 20_000 : 1_000;

/** The statement of a query string, with its values in braces where they are bound. */
function sqlOf(query: string): string {
  const { text, values } = selectStatement('jobs', parseQuery(new URLSearchParams(query)), 1000);
  return text
    .replace('from public."jobs" as target', '..')
    .replaceAll('target.', '')
    .replaceAll(/\$(\d+)/g, (_, place: string) => `{${values[Number(place) - 1]}}`);
}

test.each([
  ['', 'select * .. limit {1000} offset {0}'],
  ['select=id,status', 'select "id", "status" .. limit {1000} offset {0}'],
  ['limit=5&offset=10', 'select * .. limit {5} offset {10}'],
  ['limit=5000', 'select * .. limit {1000} offset {0}'],
  ['id=eq.1&fps=not.gt.12', 'select * .. where "id" = {1} and (not "fps" > {12}) limit {1000} offset {0}'],
  [
    'a=neq.x&b=gte.1&c=lt.2&d=lte.3',
    'select * .. where "a" <> {x} and "b" >= {1} and "c" < {2} and "d" <= {3} limit {1000} offset {0}',
  ],
  ['a=eq.x.y,z', 'select * .. where "a" = {x.y,z} limit {1000} offset {0}'],
  ['a=is.null&b=not.is.TRUE', 'select * .. where "a" is null and (not "b" is true) limit {1000} offset {0}'],
  ['a=in.(x,"y,z","q\\"r")', 'select * .. where "a" in ({x}, {y,z}, {q"r}) limit {1000} offset {0}'],
  ['a=in.()', 'select * .. where false limit {1000} offset {0}'],
  [
    'or=(a.eq.1,and(b.lt.2,c.is.null))',
    'select * .. where ("a" = {1} or ("b" < {2} and "c" is null)) limit {1000} offset {0}',
  ],
  [
    'not.and=(a.eq."x,y",b.in.(1,2))',
    'select * .. where (not ("a" = {x,y} and "b" in ({1}, {2}))) limit {1000} offset {0}',
  ],
  [
    'order=a,b.desc,c.asc.nullslast',
    'select * .. order by "a" asc, "b" desc, "c" asc nulls last limit {1000} offset {0}',
  ],
])('%s', (query, sql) => {
  expect(sqlOf(query)).toBe(sql);
});

test.each([
  'select=id,user(name)',
  'select=id::text',
  'select=data->x',
  'select="id"',
  'a=like.*x*',
  'a=fts.x',
  'a=eq',
  'a=is.maybe',
  'a=in.1,2',
  'a=in.(1,"2)',
  'or=a.eq.1',
  'or=()',
  'or=(a.eq.1',
  'a b=eq.1',
  'a"=eq.1',
  'order=a.up',
  'order=a;b',
  'limit=-1',
  'limit=1e9',
  'offset=x',
])('refused: %s', (query) => {
  expect(() => parseQuery(new URLSearchParams(query))).toThrow(WireError);
});

test('groups nest only so deep', () => {
  const nested = (depth: number): string => (depth === 0 ? 'a.eq.1' : `and(${nested(depth - 1)})`);
  expect(() => parseQuery(new URLSearchParams(`or=(${nested(5)})`))).not.toThrow();
  expect(() => parseQuery(new URLSearchParams(`or=(${nested(50)})`))).toThrow(WireError);
});

test('the names of a bulk insert', () => {
  expect(parseInsertColumns(new URLSearchParams('columns="a","b_c"'))).toEqual(['a', 'b_c']);
  expect(parseInsertColumns(new URLSearchParams(''))).toBeNull();
  expect(() => parseInsertColumns(new URLSearchParams('columns="a""b"'))).toThrow(WireError);
});

test('the filter of a subscription', () => {
  expect(parseChangeFilter('id=eq.7')).toEqual({
    kind: 'compare',
    not: false,
    column: 'id',
    operator: 'eq',
    value: '7',
  });
  expect(() => parseChangeFilter('id')).toThrow(WireError);
});

/** Whatever stands in a statement apart from this came from a request. */
const OURS =
  /^(?:select|\*|from|where|and|or|not|in|is|order|by|asc|desc|nulls|first|last|limit|offset|as|target|public|null|true|false|unknown|[().,=<>$\d\s]|"[A-Za-z_][A-Za-z0-9_]*")*$/;

const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...[
      'id',
      'status',
      'eq.',
      'not.',
      'in.(',
      ')',
      '(',
      ',',
      '"',
      "'",
      '\\',
      ';--',
      '$1',
      '\0',
      'or',
      'and(',
      '::text',
    ],
    ...['is.null', '/*', '*/', 'a.eq.1', '"; drop table x; --', "'||(select 1)||'", '%22', '.desc', 'select'],
  ),
);
const pieces = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
const name = fc.oneof(fc.constantFrom('select', 'order', 'limit', 'offset', 'or', 'and', 'not.or', 'id'), pieces);

test('whatever a request says, its words never become words of the statement', () => {
  const hostile = fc.array(fc.tuple(name, pieces), { maxLength: 4 });
  fc.assert(
    fc.property(hostile, (parameters) => {
      let text = '';
      try {
        const query = parseQuery(new URLSearchParams(parameters));
        text = selectStatement('jobs', query, 1000).text;
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
        return;
      }
      expect(text).toMatch(OURS);
    }),
    { numRuns: RUNS, seed: 7 },
  );
});

test('a value arrives as it was sent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const { values } = selectStatement('jobs', parseQuery(new URLSearchParams([['a', `eq.${value}`]])), 10);
      expect(values[0]).toBe(value.toWellFormed());
    }),
    { numRuns: RUNS, seed: 8 },
  );
});

test('a quoted value in a list arrives as it was sent', () => {
  const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (list) => {
      const query = new URLSearchParams([['a', `in.(${list.map(quote).join(',')})`]]);
      expect(selectStatement('jobs', parseQuery(query), 10).values.slice(0, -2)).toEqual(list);
    }),
    { numRuns: RUNS, seed: 9 },
  );
});
