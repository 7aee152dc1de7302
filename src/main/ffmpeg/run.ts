import { type ChildProcess, spawn } from 'node:child_process';
import { feed } from './feed.ts';
import { VideoError } from './videoError.ts';

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for the next bytes of output, or for the end, in milliseconds. Default one minute. */
  readonly timeout?: number | undefined;
  /** Bytes of stdout after which the program is stopped. Default: no limit. */
  readonly maxOutput?: number | undefined;
  /** What the program reads from stdin; without it stdin is closed. */
  readonly input?: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined;
  /** Everything the program says on stderr, as it comes. */
  readonly onStderr?: ((text: string) => void) | undefined;
  /** Turns a failing exit into an error in the caller's words. */
  readonly explain?: ((ending: Ending) => VideoError) | undefined;
}

/** How a program ended that did not end well: its exit code, or null when a signal ended it. */
export interface Ending {
  readonly exitCode: number | null;
  readonly lines: readonly string[];
}

const TAIL_LENGTH = 8192;
const TAIL_LINES = 12;
const living = new Set<ChildProcess>();

/**
 * Runs a program without a shell and yields its stdout, chunk by chunk; nothing is read ahead of the consumer beyond
 * the pipe's own buffer. The child is gone when this returns or throws, also when the consumer stops early. When this
 * process dies the child loses its pipes and ends by itself.
 *
 * @throws VideoError `ffmpeg_missing`, `timeout`, `canceled`, `too_large`, or what `explain` makes of a failing exit.
 */
export async function* run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): AsyncGenerator<Uint8Array, void> {
  const child = new Child(program, args, options);
  try {
    yield* child.output();
    await child.succeeded();
  } finally {
    await child.gone();
  }
}

/** As `run`, for programs whose whole stdout is wanted at once. */
export async function runToEnd(program: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of run(program, args, options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

class Child {
  readonly #options: RunOptions;
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort = (): void => this.#stop(canceled());
  #failure: unknown;
  #tail = '';

  constructor(program: string, args: readonly string[], options: RunOptions) {
    if (options.signal?.aborted) throw canceled();
    this.#options = options;
    const stdin = options.input ? 'pipe' : 'ignore';
    this.#process = spawn(program, args, { stdio: [stdin, 'pipe', 'pipe'], windowsHide: true });
    this.#ended = new Promise((resolve) => {
      this.#process.once('close', (exitCode) => resolve(exitCode));
      this.#process.once('error', (error) => {
        this.#failure ??= missing(program, error);
        if (this.#process.pid === undefined) resolve(null);
      });
    });
    this.#timer = setTimeout(() => this.#stop(tooSlow()), options.timeout ?? 60_000);
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#listen();
    endWithUs(this.#process);
  }

  async *output(): AsyncGenerator<Uint8Array, void> {
    const { stdout } = this.#process;
    const most = this.#options.maxOutput ?? Number.POSITIVE_INFINITY;
    let total = 0;
    try {
      for await (const chunk of stdout ?? []) {
        // What a stopped program said last is of no use.
        if (this.#failure !== undefined) throw this.#failure;
        total += chunk.length;
        if (total > most) throw new VideoError('too_large', 'The video holds more picture data than is allowed.');
        // The wait is for the program; the consumer may take the time it needs.
        clearTimeout(this.#timer);
        yield chunk;
        this.#timer.refresh();
      }
    } catch (error) {
      // A killed program's stream ends in an error of its own; why it was killed is the better answer.
      throw this.#failure ?? error;
    }
  }

  async succeeded(): Promise<void> {
    const exitCode = await this.#ended;
    if (this.#failure !== undefined) throw this.#failure;
    if (exitCode === 0) return;
    const lines = this.#tail.split(/\r?\n|\r/).filter((line) => line.trim() !== '');
    const ending = { exitCode, lines: lines.slice(-TAIL_LINES) };
    throw this.#options.explain?.(ending) ?? new VideoError('decode_failed', 'ffmpeg failed.', ending.lines);
  }

  async gone(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    living.delete(this.#process);
  }

  #listen(): void {
    const { stdin, stderr } = this.#process;
    stderr?.setEncoding('utf8');
    stderr?.on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-TAIL_LENGTH);
      this.#options.onStderr?.(text);
    });
    if (stdin && this.#options.input) feed(stdin, this.#options.input).catch((error) => this.#stop(error));
  }

  #stop(reason: unknown): void {
    this.#failure ??= reason;
    this.#process.kill('SIGKILL');
  }
}

/** Takes the child along when this process ends in an orderly way. */
function endWithUs(child: ChildProcess): void {
  if (!process.listeners('exit').includes(killLiving)) process.on('exit', killLiving);
  living.add(child);
}

function killLiving(): void {
  for (const child of living) child.kill('SIGKILL');
}

function missing(program: string, error: Error): VideoError {
  const message = `ffmpeg could not be started (${program}). Install ffmpeg, or choose its file in the settings.`;
  return new VideoError('ffmpeg_missing', message, [error.message]);
}

function tooSlow(): VideoError {
  return new VideoError('timeout', 'ffmpeg has stopped answering. Try again, or try a shorter or smaller video.');
}

function canceled(): VideoError {
  return new VideoError('canceled', 'Canceled.');
}
