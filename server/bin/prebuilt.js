// Plain JavaScript, since it runs before anything else: looking for what would save time must take none.
import { readFileSync, statSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

/** Where `posthorn prebuild` puts the program as a few files. */
const place = new URL('../dist/', import.meta.url);

/**
 * The prebuilt file of an entry, undefined where there is none or a source has changed since: what is read is what runs (decision 0001).
 * Every source is asked for its size and time of change, some microseconds each.
 * @param command which the program is started for: one that is not built runs from its sources with all that it uses, since what was built and
 * what is loaded from sources would be two programs in one, each with classes and tables of its own
 */
export function prebuilt(entry, { command, folder = place } = {}) {
  try {
    const { node, commands, sources } = JSON.parse(readFileSync(new URL('sources.json', folder), 'utf8'));
    if (node !== process.version) return undefined;
    if (command !== undefined && !commands.includes(command)) return undefined;
    const root = fileURLToPath(new URL('../../', import.meta.url));
    for (const [path, size, time] of sources) {
      const found = statSync(root + path, { throwIfNoEntry: false });
      if (found === undefined || found.size !== size || found.mtimeMs !== time) return undefined;
    }
    return new URL(`${entry}.js`, folder).href;
  } catch {
    return undefined;
  }
}

/**
 * Starts one of the entries that `posthorn prebuild` builds: as it was built, or else from its source. Node keeps what it compiled: beside what
 * was built, or in the system's folder for temporary files.
 * @param source address of the entry's source
 */
export async function startPrebuilt(entry, source, command) {
  const built = prebuilt(entry, { command });
  module.enableCompileCache?.(built === undefined ? undefined : fileURLToPath(new URL('compiled', place)));
  await import(built ?? source);
}
