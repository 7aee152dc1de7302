import { randomUUID } from 'node:crypto';
import { serve, type TestServer } from './serve.ts';

/** A generation as Dream Machine v1 tells of it. */
export interface TestGeneration {
  id: string;
  state: 'queued' | 'dreaming' | 'completed' | 'failed';
  created_at: string;
  failure_reason: string | null;
  assets: { video: string } | null;
  request: Record<string, unknown>;
}

/** A Luma whose every answer a test decides. */
export interface TestLuma extends TestServer {
  readonly key: string;
  readonly generations: Map<string, TestGeneration>;
  /** Method and path of every call, oldest first. */
  readonly calls: string[];
  /** Whether it lists its generations; else an order whose answer was lost cannot be found again. */
  lists: boolean;
  /** Answers the next call instead; null cuts the connection. */
  next: (() => Response | null | Promise<Response | null>) | undefined;
  /** Answers orders instead, after they were taken. */
  after: (() => Response) | undefined;
  /** The only generation there is. */
  only(): TestGeneration;
}

export async function startTestLuma(): Promise<TestLuma> {
  const key = 'luma-test-key';
  const generations = new Map<string, TestGeneration>();
  const calls: string[] = [];
  const luma = {
    key,
    generations,
    calls,
    lists: false,
    next: undefined,
    after: undefined,
    only: () => only(generations),
  };
  const server = await serve(async (request) => {
    const path = new URL(request.url).pathname;
    calls.push(`${request.method} ${path}`);
    const instead = started.next;
    started.next = undefined;
    if (instead !== undefined) return instead();
    if (request.headers.get('authorization') !== `Bearer ${key}`) return detail(401, 'Invalid API key is provided');
    if (request.method === 'POST') {
      const order: unknown = await request.json();
      const id = randomUUID();
      const made: TestGeneration = {
        id,
        state: 'queued',
        created_at: new Date().toISOString(),
        failure_reason: null,
        assets: null,
        request: { ...Object(order) },
      };
      generations.set(id, made);
      return started.after?.() ?? Response.json(made, { status: 201 });
    }
    if (started.lists && request.method === 'GET' && path.endsWith('/generations')) {
      const limit = Number(new URL(request.url).searchParams.get('limit'));
      return Response.json({ has_more: false, generations: [...generations.values()].toReversed().slice(0, limit) });
    }
    const id = path.split('/').at(-1) ?? '';
    const found = generations.get(id);
    if (found === undefined) return detail(404, 'Generation not found');
    if (request.method === 'DELETE') generations.delete(id);
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(found);
  });
  const started: TestLuma = Object.assign(luma, server);
  return started;
}

function detail(status: number, text: string): Response {
  return Response.json({ detail: text }, { status });
}

function only(generations: ReadonlyMap<string, TestGeneration>): TestGeneration {
  const [first, ...rest] = generations.values();
  if (first === undefined || rest.length > 0) throw new Error(`${generations.size} generations`);
  return first;
}
