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

/** Milliseconds more in which what came while this thread was busy can still be heard. */
const HEARING = 1000;
const TAIL_LENGTH = 8192;
const TAIL_LINES = 12;
const living = new Set<ChildProcess>();

/**
 * Runs a program without a shell and hands on its stdout, chunk by chunk as it comes; each must be taken at once. The
 * child is gone when this returns or throws. When this process dies the child loses its pipes and ends by itself.
 *
 * @param onOutput what it throws stops the program and is thrown on
 * @throws VideoError `ffmpeg_missing`, `timeout`, `canceled`, `too_large`, or what `explain` makes of a failing exit.
 */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions,
  onOutput: (chunk: Uint8Array) => void,
): Promise<void> {
  const child = new Child(program, args, options, onOutput);
  try {
    await child.succeeded();
  } finally {
    await child.gone();
  }
}

/** As `run`, for programs whose whole stdout is wanted at once. */
export async function runToEnd(program: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await run(program, args, options, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

class Child {
  readonly #options: RunOptions;
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => this.#stop(canceled());
  #failure: unknown;
  #tail = '';
  #outputLength = 0;

  constructor(program: string, args: readonly string[], options: RunOptions, onOutput: (chunk: Uint8Array) => void) {
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
    this.#wait();
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#listen(onOutput);
    endWithUs(this.#process);
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

  // No stream's iterator: for megabytes in small chunks its promises cost more than all else.
  #listen(onOutput: (chunk: Uint8Array) => void): void {
    const { stdin, stdout, stderr } = this.#process;
    stdout?.on('data', (chunk: Uint8Array) => this.#take(chunk, onOutput));
    stderr?.setEncoding('utf8');
    stderr?.on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-TAIL_LENGTH);
      this.#options.onStderr?.(text);
    });
    if (stdin && this.#options.input) feed(stdin, this.#options.input).catch((error) => this.#stop(error));
  }

  #take(chunk: Uint8Array, onOutput: (chunk: Uint8Array) => void): void {
    // What a stopped program said last is of no use.
    if (this.#failure !== undefined) return;
    this.#wait();
    this.#outputLength += chunk.length;
    if (this.#outputLength > (this.#options.maxOutput ?? Number.POSITIVE_INFINITY)) {
      this.#stop(new VideoError('too_large', 'The video holds more picture data than is allowed.'));
      return;
    }
    try {
      onOutput(chunk);
    } catch (error) {
      this.#stop(error);
    }
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => this.#stop(tooSlow()), HEARING);
    }, this.#options.timeout ?? 60_000);
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
