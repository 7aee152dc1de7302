import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';
import { type TestFailure, type TestReport, UNFINISHED } from './testReport.ts';

/** Writes what a run came to into the file that TEST_REPORT names. */
export default class TestReporter implements Reporter {
  #root = '';

  onInit(vitest: Vitest): void {
    this.#root = vitest.config.root;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const report: TestReport = {
      passed: Object.fromEntries(modules.map((module) => [module.relativeModuleId, passedOf(module)])),
      failures: modules.flatMap((module) => failuresOf(module)),
      errors: errors.map((error) => this.#outside(error)),
    };
    if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
  }

  #outside(error: SerializedError): TestFailure {
    const { VITEST_TEST_PATH: path } = error;
    const file = typeof path === 'string' ? relative(this.#root, path) : '';
    return { file, test: '', reason: textOf([error]) };
  }
}

function passedOf(module: TestModule): number {
  return [...module.children.allTests('passed')].length;
}

function failuresOf(module: TestModule): readonly TestFailure[] {
  const file = module.relativeModuleId;
  const tests = [...module.children.allTests()];
  const failures: TestFailure[] = [];
  for (const suite of [module, ...module.children.allSuites()]) {
    const errors = suite.errors();
    if (errors.length > 0) failures.push({ file, test: '', reason: textOf(errors) });
  }
  for (const test of tests) {
    const result = test.result();
    if (result.state === 'failed') failures.push({ file, test: test.fullName, reason: textOf(result.errors) });
  }
  const states = [module.state(), ...tests.map((test) => test.result().state)];
  if (states.some((state) => state === 'queued' || state === 'pending')) {
    failures.push({ file, test: '', reason: UNFINISHED });
  }
  return failures;
}

function textOf(errors: readonly SerializedError[]): string {
  return errors.map(({ message, stack, cause }) => (cause ? `${cause.message}\n` : '') + (stack ?? message)).join('\n');
}
