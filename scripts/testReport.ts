import { relative } from 'node:path';

/** What vitest's JSON reporter writes, as far as it is used here. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    /** Of a file that could not be run at all. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const MOST_CHARACTERS = 2000;

/** What failed and why, a text for each, with files as seen from `root`. */
export function failuresIn({ testResults }: TestReport, root: string): readonly string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const tests = failed.map(({ fullName, failureMessages }) => {
      return `${file} > ${fullName}\n${failureMessages.join('\n').slice(0, MOST_CHARACTERS)}`;
    });
    return message ? [`${file}\n${message.slice(0, MOST_CHARACTERS)}`, ...tests] : tests;
  });
}

/** The files in which something failed, as seen from `root`. */
export function failedFiles({ testResults }: TestReport, root: string): readonly string[] {
  const isFailed = ({ message, assertionResults }: TestReport['testResults'][number]): boolean =>
    Boolean(message) || assertionResults.some(({ status }) => status === 'failed');
  return testResults.filter(isFailed).map(({ name }) => relative(root, name));
}
