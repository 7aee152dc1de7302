import { expect, test } from 'vitest';
import { failedFiles, failuresIn } from './testReport.ts';

test('failures are told with their file, name and reason, and nothing else is', () => {
  const passed = { fullName: 'draws', status: 'passed', failureMessages: [] };
  const failed = { fullName: 'erases', status: 'failed', failureMessages: ['expected 1 to be 2'] };
  const report = {
    numPassedTests: 1,
    testResults: [
      { name: '/project/src/pen.test.ts', message: '', assertionResults: [passed, failed] },
      { name: '/project/src/brush.test.ts', message: '', assertionResults: [passed] },
      { name: '/project/src/gone.test.ts', message: 'Cannot find module', assertionResults: [] },
    ],
  };
  expect(failuresIn(report, '/project')).toEqual([
    'src/pen.test.ts > erases\nexpected 1 to be 2',
    'src/gone.test.ts\nCannot find module',
  ]);
  expect(failedFiles(report, '/project')).toEqual(['src/pen.test.ts', 'src/gone.test.ts']);
});
