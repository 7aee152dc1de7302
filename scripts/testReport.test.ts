import { expect, test } from 'vitest';
import { canBeRepeated, describeFailure, filesToRepeat, repeated, type TestReport, UNFINISHED } from './testReport.ts';

const failure = { file: 'src/pen.test.ts', test: 'lines > erases', reason: 'expected 1 to be 2' };
const gone = { file: 'src/thread.test.ts', test: '', reason: UNFINISHED };
const ended = { file: '', test: '', reason: 'Worker exited unexpectedly' };
const thrown = { file: 'src/brush.test.ts', test: '', reason: 'Unhandled rejection' };

function report(...parts: readonly Partial<TestReport>[]): TestReport {
  return Object.assign({ passed: { 'src/pen.test.ts': 2 }, failures: [], errors: [] }, ...parts);
}

test('a failure is told with its place and its reason', () => {
  expect(describeFailure(failure)).toBe('src/pen.test.ts > lines > erases\nexpected 1 to be 2');
  expect(describeFailure(gone)).toBe(`src/thread.test.ts\n${UNFINISHED}`);
  expect(describeFailure(ended)).toBe('Outside of any test\nWorker exited unexpectedly');
});

test('files are run once more, each once', () => {
  const several = report({ failures: [failure, failure, gone], errors: [ended, thrown] });
  expect(filesToRepeat(several)).toEqual(['src/pen.test.ts', 'src/thread.test.ts', 'src/brush.test.ts']);
});

test('an error of no file is forgiven only where a process ended in the middle of a file', () => {
  expect(canBeRepeated(report())).toBe(false);
  expect(canBeRepeated(report({ failures: [failure] }))).toBe(true);
  expect(canBeRepeated(report({ errors: [thrown] }))).toBe(true);
  expect(canBeRepeated(report({ errors: [ended] }))).toBe(false);
  expect(canBeRepeated(report({ failures: [failure], errors: [ended] }))).toBe(false);
  expect(canBeRepeated(report({ failures: [gone], errors: [ended] }))).toBe(true);
});

test('of files that ran once more the later run counts', () => {
  const first = report({ passed: { 'src/pen.test.ts': 1, 'src/line.test.ts': 5 }, failures: [failure] });
  const again = report({ passed: { 'src/pen.test.ts': 2 } });
  expect(repeated(first, again)).toEqual({
    passed: { 'src/pen.test.ts': 2, 'src/line.test.ts': 5 },
    failures: [],
    errors: [],
  });
});
