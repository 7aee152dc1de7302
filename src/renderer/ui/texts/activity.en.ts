import type { CallbackFigures } from '../../../shared/usage.ts';

const askedAfter = ({ polled, settled }: CallbackFigures): string =>
  polled === 0
    ? 'No finished job had to be asked after.'
    : `${polled} of ${settled} finished jobs had to be asked after, because no callback came.`;

/** The texts of the dialog with jobs, costs and figures in English. */
export const activityEn = {
  activityTitle: 'Jobs and costs',
  activityPages: { jobs: 'Jobs', costs: 'Costs', figures: 'Figures' },
  historySearch: 'Find a prompt',
  historyState: 'State',
  historyStates: { all: 'Any state', running: 'Running', done: 'Done', failed: 'Did not work', canceled: 'Canceled' },
  historyProvider: 'Generator',
  historyProviders: 'Any generator',
  historyWhen: 'Date',
  historyDates: { all: 'Any time', day: 'Last 24 hours', week: 'Last 7 days', month: 'Last 30 days' },
  historyNone: 'No job fits.',
  historyAll: 'Show all jobs',
  historyEmpty: 'No jobs yet. What you generate is listed here, to be used again.',
  historyFirst: 'Generate from a prompt',
  historyCount: (shown: number, all: number) => `${shown} of ${all}`,
  historyMore: 'Show more',
  historyReuse: 'Use these settings again',
  historyOpenVideo: 'Open the source video',
  historyFetch: 'Fetch the video again',
  historyRetry: 'Run again',

  usageLoading: 'Asking for the figures',
  usageNone: 'There is nothing to show yet.',
  usageEmpty: 'No jobs in the last 30 days.',
  usageSignIn: 'Sign in to your project to see this.',
  usageKey: 'Enter the key of a video provider to see this.',
  usageOld: (parts: string) =>
    `Your project is older than Celkiln and cannot tell everything. Upgrade it, as the guide to deploying says. Missing: ${parts}.`,
  usageParts: {
    month: 'this month',
    ledger: 'what was bought',
    days: 'jobs and cost by day',
    jobs: 'times and failures',
    callbacks: 'callbacks',
  },
  usageFailed: 'The figures could not be fetched.',
  costsMonth: 'This month',
  costsOf: (used: string, most: string) => `$${used} of at most $${most}`,
  costsEstimate: (version: string) =>
    `Estimates by the price list of ${version}, unless a provider told the true price.`,
  costsLedger: 'What was bought',
  costsWhen: 'When',
  costsProvider: 'Provider',
  costsEstimated: 'Estimate',
  costsTrue: 'True cost',
  costsFree: 'The demo generator is free.',
  costsLimit: 'Change the limit',
  figuresDays: 'The last 30 days',
  figuresPerDay: 'Jobs a day',
  figuresRate: 'Success rate',
  figuresAverage: 'Average time',
  figuresP95: '95 % done within',
  figuresSeconds: (seconds: number) => `${seconds} s`,
  figuresJobs: 'Jobs',
  figuresAll: 'All',
  figuresMoney: 'Cost',
  figuresTime: 'Seconds a job',
  figuresFailures: 'Why jobs failed',
  figuresNoFailures: 'None failed.',
  figuresCallbacks: 'Callbacks, the last 14 days',
  figuresNoCallbacks: 'No jobs were sent.',
  figuresCallbackLine: (of: CallbackFigures) =>
    [
      `${of.arrived} arrived: ${of.accepted} accepted, ${of.refused} refused, ${of.repeated} repeated`,
      ...(of.unsettled === 0 ? [] : [`, ${of.unsettled} not settled`]),
      ...(of.settled === 0 ? ['.'] : [`. ${askedAfter(of)}`]),
    ].join(''),
  figuresPolledOnly: (settled: number) =>
    `Sends no callbacks here. Jobs are asked after instead: ${settled} finished that way.`,
  figuresTable: 'As a table',
  figuresDay: 'Day',
  figuresPeak: (value: string, day: string) => `at most ${value}, on ${day}`,
  figuresNothing: 'nothing',
  figuresFailed: 'Failed',
};
