/** One option of the command line: how it is written, what the help says, and what it does to the plan in the making. */
export interface Option<Plan> {
  readonly name: string;
  readonly alias?: string;
  /** For -b beside --batch. */
  readonly letter?: string;
  /** What its value is called in the help; absent when it takes none. */
  readonly value?: string;
  /** One or more sentences. */
  readonly help: string;
  /** The plan with this option carried in. UsageError for a value that it cannot take. */
  readonly read: (plan: Plan, value: string) => Plan;
}

/** Options that stand under one heading in the help. */
export interface OptionGroup<Plan> {
  readonly title: string;
  readonly options: readonly Option<Plan>[];
}
