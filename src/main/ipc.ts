import type * as z from 'zod';
import type { Answer, Events, Failure, PreloadRequests } from '../shared/ipc.ts';
import { REQUEST_ARGUMENTS, type RequestArguments } from './requestArguments.ts';
import { RequestError } from './requestError.ts';

/** Electron's ipcMain as far as it is needed. */
export interface RequestChannels<Event> {
  handle(channel: string, listener: (event: Event, ...args: unknown[]) => Promise<Answer<unknown>>): void;
}

/** Electron's IpcMainInvokeEvent as far as it is needed. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

type Behaviours = {
  readonly [Name in keyof RequestArguments]: (...args: RequestArguments[Name]) => Promise<unknown>;
};

/**
 * Registers a channel for each request. Only trusted senders are answered, and only with arguments of the right shape;
 * errors cross as a code and a message, because an Error loses all but its message there.
 *
 * @param log Told of every error that nobody foresaw.
 */
export function answer<Event>(
  channels: RequestChannels<Event>,
  requests: PreloadRequests,
  trusted: (event: Event) => boolean,
  log: (message: string, error: unknown) => void,
): void {
  const behaviours: Behaviours = requests;

  async function run<Name extends keyof RequestArguments>(name: Name, event: Event, args: unknown[]): Promise<unknown> {
    if (!trusted(event)) throw new RequestError('not_trusted', 'Only the application’s own page may ask.');
    const parsed = REQUEST_ARGUMENTS[name].safeParse(args);
    if (parsed.success) return behaviours[name](...parsed.data);
    throw new RequestError('bad_request', `${name}: ${explain(parsed.error)}`);
  }

  for (const name of requestNames()) {
    channels.handle(name, async (event, ...args) => {
      try {
        return { ok: true, value: await run(name, event, args) };
      } catch (error) {
        return { ok: false, error: toFailure(error, (unforeseen) => log(`${name} failed`, unforeseen)) };
      }
    });
  }
}

/** Sends an event to a page that still exists. */
export function tell<Name extends keyof Events>(
  page: { isDestroyed(): boolean; send(channel: string, event: Events[Name]): void },
  name: Name,
  event: Events[Name],
): void {
  if (!page.isDestroyed()) page.send(name, event);
}

/** Whether a request comes from the topmost frame of a page of ours. */
export function isTrusted({ senderFrame }: Sender, isOurs: (url: string) => boolean): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url);
}

/**
 * Errors with a code in lower case are ours and meant for people; Node's and all others are not, and are logged
 * instead of shown.
 */
function toFailure(error: unknown, log: (error: unknown) => void): Failure {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && OUR_CODE.test(error.code)) {
    return { code: error.code, message: error.message };
  }
  log(error);
  return { code: 'internal', message: 'Something went wrong inside the program. The log says more.' };
}

const OUR_CODE = /^[a-z][a-z0-9_]*$/;

function requestNames(): readonly (keyof RequestArguments)[] {
  return Object.keys(REQUEST_ARGUMENTS).filter(isRequestName);
}

function isRequestName(name: string): name is keyof RequestArguments {
  return name in REQUEST_ARGUMENTS;
}

function explain(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
}
