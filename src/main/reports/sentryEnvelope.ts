import { basename } from 'node:path';

/** Where crash reports go: what a Sentry DSN names. */
export interface SentryTarget {
  readonly url: string;
  /** Public by design: it lets one send reports, and read none. */
  readonly key: string;
}

/** What is told of a crash. */
export interface CrashFacts {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly version: string;
  readonly platform: string;
  readonly where: 'main' | 'page';
  readonly error: { readonly name: string; readonly code?: string; readonly stack: string };
}

/** `https://<key>@<host>/<project>`, as Sentry and those who speak like it give out; null if it is none. */
export function parseDsn(dsn: string): SentryTarget | null {
  const url = URL.parse(dsn.trim());
  const project = url?.pathname.match(/^(.*)\/(\d+)$/);
  if (url?.protocol !== 'https:' || url.username === '' || !project) return null;
  return { url: `${url.origin}${project[1]}/api/${project[2]}/envelope/`, key: url.username };
}

/**
 * A crash as an envelope (develop.sentry.dev, Envelopes): lines of JSON. It holds the kind of the error and where in our
 * own program it happened. The error's words are left out, because they may name a file, a prompt or a person.
 */
export function sentryEnvelope({ id, time, version, platform, where, error }: CrashFacts): string {
  const event = {
    event_id: id.replaceAll('-', ''),
    timestamp: time / 1000,
    platform: 'node',
    level: 'error',
    release: `celkiln@${version}`,
    tags: { where, os: platform },
    exception: {
      values: [{ type: error.name, value: error.code ?? '', stacktrace: { frames: framesOf(error.stack) } }],
    },
  };
  const header = { event_id: event.event_id, sent_at: new Date(time).toISOString() };
  return [header, { type: 'event' }, event].map((line) => JSON.stringify(line)).join('\n');
}

const MOST_FRAMES = 30;

/** The calls of a V8 stack, outermost first as Sentry wants them; of a file only its name, never its folder. */
function framesOf(stack: string) {
  const lines = stack.split('\n').flatMap((line) => {
    const match = /^\s*at (?:(.*?) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
    if (!match) return [];
    const [, called = '?', file = '', lineno, colno] = match;
    const filename = basename(file.replaceAll('\\', '/').replace(/[?#].*$/, ''));
    return [{ function: called, filename, lineno: Number(lineno), colno: Number(colno) }];
  });
  return lines.slice(0, MOST_FRAMES).toReversed();
}
