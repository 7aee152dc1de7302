import { serve, type TestServer } from './serve.ts';

/** A call as a provider received it. */
export interface RecordedCall {
  /** Method, path and query. */
  readonly line: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** A provider that answers what it is told to, by method and path, and remembers what it was asked. */
export interface RecordedProvider extends TestServer {
  readonly calls: RecordedCall[];
  /** What it answers, by `METHOD /path`; a function makes one answer, anything else is JSON with status 200. */
  answers: Readonly<Record<string, unknown>>;
}

export async function startRecordedProvider(): Promise<RecordedProvider> {
  const calls: RecordedCall[] = [];
  const server = await serve(async (request) => {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const line = `${request.method} ${pathname}${search}`;
    calls.push({
      line,
      authorization: request.headers.get('authorization'),
      body: text === '' ? null : JSON.parse(text),
    });
    const answer = provider.answers[`${request.method} ${pathname}`];
    if (answer === undefined) return Response.json({ detail: 'not found' }, { status: 404 });
    return typeof answer === 'function' ? answer() : Response.json(answer);
  });
  const provider: RecordedProvider = { ...server, calls, answers: {} };
  return provider;
}
