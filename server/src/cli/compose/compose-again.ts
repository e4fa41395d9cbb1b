import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Io } from '../command.ts';

/** Editors write a file in several steps: what comes within this time counts as one change, milliseconds. */
const settling = 80;

export interface Watched {
  /** The template's folder, with its blocks, brand and assets. */
  readonly folder: string;
  /** The data file. */
  readonly file: string;
  /** Where documents are written: changes in there are our own. */
  readonly except: string;
}

/**
 * Composes, and again after every change, until the process is told to end. A mistake in the template is shown and waited out.
 * @returns the exit code: 0, since it ends only when somebody wants it to
 */
export async function composeAgain(watched: Watched, compose: () => Promise<number>, io: Io): Promise<number> {
  const changes = new Changes(watched);
  const end = () => changes.close();
  io.signal.addEventListener('abort', end, { once: true });
  try {
    do {
      await compose().catch((error: unknown) => io.err(explained(error)));
      if (!io.signal.aborted) io.err('Waiting for changes; Ctrl-C ends.');
    } while (!io.signal.aborted && (await changes.next()));
    return 0;
  } finally {
    io.signal.removeEventListener('abort', end);
    changes.close();
  }
}

function explained(error: unknown): string {
  if (!(error instanceof PosthornError)) throw error;
  return `posthorn: ${error.message}${error.hint === undefined ? '' : `\n  ${error.hint}`}`;
}

/** Changes below a folder and of a file; those that come together count as one. */
class Changes {
  readonly #watchers: readonly FSWatcher[];
  #changed = false;
  #closed = false;
  #wake: (() => void) | undefined;

  constructor({ folder, file, except }: Watched) {
    const own = resolve(except);
    const noteIn = (root: string) => (_: string, name: string | null) => {
      const path = name === null ? root : resolve(root, name);
      if (path === own || path.startsWith(own + sep)) return;
      this.#changed = true;
      this.#wake?.();
    };
    const name = basename(file);
    const note = noteIn(resolve(dirname(file)));
    this.#watchers = [
      watch(folder, { recursive: true }, noteIn(resolve(folder))),
      // The folder of the file, since editors replace a file by another of its name.
      watch(dirname(resolve(file)), (event, changed) => (changed === null || changed === name ? note(event, changed) : undefined)),
    ];
  }

  /** Waits for a change since the last call. @returns false when there will be none any more */
  async next(): Promise<boolean> {
    while (!this.#changed && !this.#closed) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    if (this.#closed) return false;
    await new Promise((later) => setTimeout(later, settling));
    this.#changed = false;
    return true;
  }

  close(): void {
    this.#closed = true;
    for (const watcher of this.#watchers) watcher.close();
    this.#wake?.();
  }
}
