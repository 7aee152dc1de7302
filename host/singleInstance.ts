import {
  closeSync,
  type FSWatcher,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** What a second start tells the first one. */
export interface Knock {
  readonly commandLine: readonly string[];
  readonly workingFolder: string;
  readonly additionalData: unknown;
}

/**
 * One instance per user data folder. Electron's lock answers at once, so this one is files: `lock` holds the process
 * id of the first instance, and a later one leaves a file beside it, which the first one watches for.
 */
export class SingleInstance {
  readonly #folder: string;
  #watcher: FSWatcher | undefined;

  constructor(userData: string) {
    this.#folder = path.join(userData, 'host-instance');
  }

  get held(): boolean {
    return this.#watcher !== undefined;
  }

  /** Whether another live process holds the lock. */
  get takenByAnother(): boolean {
    const holder = readHolder(path.join(this.#folder, 'lock'));
    return holder !== undefined && holder !== process.pid && isAlive(holder);
  }

  /** True: the lock is ours, and `knocked` is called for each later start. False: the first instance has been told. */
  request(knock: Knock, knocked: (knock: Knock) => void): boolean {
    if (this.held) return true;
    mkdirSync(this.#folder, { recursive: true });
    if (!this.#take()) {
      this.#knock(knock);
      return false;
    }
    this.#watcher = watch(this.#folder, () => this.#answer(knocked));
    this.#watcher.unref();
    this.#answer(knocked);
    return true;
  }

  release(): void {
    if (!this.held) return;
    this.#watcher?.close();
    this.#watcher = undefined;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #take(): boolean {
    const lock = path.join(this.#folder, 'lock');
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const file = openSync(lock, 'wx');
        writeSync(file, String(process.pid));
        closeSync(file);
        return true;
      } catch {
        if (this.takenByAnother) return false;
        // Left by an instance that was killed.
        rmSync(lock, { force: true });
      }
    }
    return false;
  }

  /** Renaming makes the file appear whole. */
  #knock(knock: Knock): void {
    const name = path.join(this.#folder, `${process.pid}`);
    const file = openSync(`${name}.draft`, 'w');
    writeSync(file, JSON.stringify(knock));
    closeSync(file);
    renameSync(`${name}.draft`, `${name}.knock`);
  }

  #answer(knocked: (knock: Knock) => void): void {
    for (const name of readdirSync(this.#folder)) {
      if (!name.endsWith('.knock')) continue;
      const file = path.join(this.#folder, name);
      const knock: Knock = JSON.parse(readFileSync(file, 'utf8'));
      rmSync(file);
      knocked(knock);
    }
  }
}

function readHolder(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
