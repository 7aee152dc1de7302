import type { GridMeasures } from './gridMeasures.ts';

/**
 * The grid pattern of WAI-ARIA as properties of plain elements: HTML's table cannot keep its head and its first column in
 * view while only the visible cells exist. Rows and columns count from 1, the numbers and the names included.
 * https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export const ROLES = {
  grid: (label: string, { rows, columns }: Pick<GridMeasures, 'rows' | 'columns'>, current: string) => ({
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-rowcount': rows + 1,
    'aria-colcount': columns + 1,
    'aria-activedescendant': current,
  }),
  row: (row: number) => ({ role: 'row', 'aria-rowindex': row + 2 }),
  headRow: { role: 'row', 'aria-rowindex': 1 },
  columnHeader: (column: number, label: string) => ({
    role: 'columnheader',
    'aria-colindex': column + 2,
    'aria-label': label,
  }),
  rowHeader: (label: string) => ({ role: 'rowheader', 'aria-colindex': 1, 'aria-label': label }),
  cell: (column: number, label: string) => ({ role: 'gridcell', 'aria-colindex': column + 2, 'aria-label': label }),
} as const;
