import type { OptionGroup } from '../option.ts';
import { CONVERT_OPTIONS } from './convertOptions.ts';
import { GENERAL_OPTIONS } from './generalOptions.ts';
import { LIST_OPTIONS, NAME_OPTIONS } from './nameOptions.ts';
import type { BatchPlan } from './plan.ts';
import { added, named } from './planEdits.ts';
import { SELECT_OPTIONS, SPLIT_OPTIONS } from './selectOptions.ts';
import { SHEET_OPTIONS } from './sheetOptionRows.ts';

/** Every option of batch mode: names and effects as in Aseprite (docs/cli.md of aseprite/docs), words of our own. */
export const BATCH_OPTIONS: readonly OptionGroup<BatchPlan>[] = [
  GENERAL_OPTIONS,
  CONVERT_OPTIONS,
  SELECT_OPTIONS,
  SPLIT_OPTIONS,
  SHEET_OPTIONS,
  NAME_OPTIONS,
  LIST_OPTIONS,
];

export function openStep(plan: BatchPlan, file: string): BatchPlan {
  return added(plan, { do: 'open', file: named('A file', file), settings: plan.settings });
}
