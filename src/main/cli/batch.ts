import type { BatchPlan } from './batch/plan.ts';
import { runBatch } from './batch/runBatch.ts';
import { writeOutputs } from './batch/writeOutputs.ts';
import { print } from './print.ts';

/** Carries out `celkiln -b`: makes everything, then writes it, then prints. @throws BatchError */
export async function batch(plan: BatchPlan, version: string): Promise<void> {
  // The clock loads a part of Node that nothing else here needs.
  const started = plan.verbosity > 1 ? performance.now() : 0;
  const stamp = (): string => (plan.verbosity > 1 ? `${Math.round(performance.now() - started)} ms ` : '');
  const told: string[] = [];
  const tell = (line: string): void => {
    if (plan.preview) told.push(`${line}\n`);
    if (plan.verbosity > 0) process.stderr.write(`${stamp()}${line}\n`);
  };
  const warn = (line: string): void => void process.stderr.write(`celkiln: ${line}\n`);
  const { outputs, printed } = await runBatch(plan, version, tell, warn);
  if (plan.preview) {
    print(`${told.join('')}Nothing was written (--preview).\n`);
    return;
  }
  await writeOutputs(outputs);
  print(printed);
}
