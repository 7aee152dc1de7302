/** What a run of tests came to, as scripts/testReporter.ts writes it. Files are as seen from the project's root. */
export interface TestReport {
  /** How many tests passed in each file. */
  readonly passed: Readonly<Record<string, number>>;
  readonly failures: readonly TestFailure[];
  /** What was thrown outside of any test, with the file that ran then where it is known. */
  readonly errors: readonly TestFailure[];
}

export interface TestFailure {
  /** Empty of an error whose file is not known. */
  readonly file: string;
  /** The test's whole name; empty of the file itself: it could not be loaded, or its process ended. */
  readonly test: string;
  readonly reason: string;
}

export const UNFINISHED = 'It did not come to its end: the process that ran it is gone.';
const MOST_CHARACTERS = 2000;

/** What is known when some files have run once more: of them the later run counts. */
export function repeated(first: TestReport, again: TestReport): TestReport {
  return { ...again, passed: { ...first.passed, ...again.passed } };
}

/** A failure as a text: where, and why. */
export function describeFailure({ file, test, reason }: TestFailure): string {
  const place = [file, test].filter((part) => part !== '').join(' > ');
  return `${place === '' ? 'Outside of any test' : place}\n${reason.slice(0, MOST_CHARACTERS)}`;
}

/** The files that tell more when they run alone. */
export function filesToRepeat({ failures, errors }: TestReport): readonly string[] {
  return [...new Set([...failures, ...errors].map(({ file }) => file))].filter((file) => file !== '');
}

/**
 * Whether running the files once more can tell that all is well. An error that belongs to no file cannot be looked at
 * again, unless it is the end of a process, which leaves a file unfinished.
 */
export function canBeRepeated(report: TestReport): boolean {
  const isUnfinished = report.failures.some(({ reason }) => reason === UNFINISHED);
  return filesToRepeat(report).length > 0 && (isUnfinished || report.errors.every(({ file }) => file !== ''));
}
