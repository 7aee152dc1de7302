import { UsageError } from '../usageError.ts';
import type { BatchPlan, Listing, Settings, SheetPlan, Split, Step } from './plan.ts';

/** With a step that works on what is open. UsageError when nothing is. */
export function withStep(plan: BatchPlan, option: string, step: Step): BatchPlan {
  if (plan.steps.some((each) => each.do === 'open')) return added(plan, step);
  throw new UsageError(`${option} works on the sprite before it: name one before ${option}.`);
}

/** With one more step. */
export function added(plan: BatchPlan, step: Step): BatchPlan {
  return { ...plan, steps: [...plan.steps, step] };
}

/** With settings for the steps that come next. */
export function withSettings(plan: BatchPlan, settings: Partial<Settings>): BatchPlan {
  return { ...plan, settings: { ...plan.settings, ...settings } };
}

/** The same for splitting. */
export function withSplit(plan: BatchPlan, split: Partial<Split>): BatchPlan {
  return withSettings(plan, { split: { ...plan.settings.split, ...split } });
}

/** With settings of the sheet. */
export function withSheet(plan: BatchPlan, sheet: Partial<SheetPlan>): BatchPlan {
  return { ...plan, sheet: { ...plan.sheet, ...sheet } };
}

/** With a list to print, or to put into the data. */
export function withList(plan: BatchPlan, listing: Listing): BatchPlan {
  const add = (lists: readonly Listing[]): readonly Listing[] => [...new Set([...lists, listing])];
  return withSheet(withSettings(plan, { lists: add(plan.settings.lists) }), { lists: add(plan.sheet.lists) });
}

/** @throws UsageError for an empty name */
export function named(what: string, file: string): string {
  if (file !== '') return file;
  throw new UsageError(`${what} needs a name that is not empty.`);
}
