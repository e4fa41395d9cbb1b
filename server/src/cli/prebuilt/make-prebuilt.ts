import { execFile } from 'node:child_process';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Plugin } from 'rolldown';

/** The checkout. */
const root = resolve(import.meta.dirname, '../../../..');
const source = (path: string): string => join(root, path);

/** What is started often and for a short time: by a person's command, or as a composing thread. */
const entries = {
  posthorn: source('server/src/cli/posthorn.ts'),
  'compose-thread': source('server/src/cli/compose/compose-thread.ts'),
  engine: source('engine/src/index.ts'),
};
/** Commands that are built; the others are servers, or talk to one, and run as they are. */
export const prebuiltCommands: readonly string[] = ['compose', 'check', 'preflight'];

/**
 * Makes a few JavaScript files of the sources that `posthorn compose` and its threads load: four hundred files take Node three hundred
 * milliseconds to find and to link, a few take some tens. Nothing depends on them: where they are missing or a source has changed since,
 * the sources run as they are (`bin/prebuilt.js`). They replace the former ones in one step.
 * @returns how many sources went in, and where they are; undefined where the bundler is not installed
 */
export async function makePrebuilt(
  folder = source('server/dist'),
): Promise<{ readonly sources: number; readonly folder: string } | undefined> {
  const bundler = await import('rolldown').catch(() => undefined);
  if (bundler === undefined) return undefined;
  const next = `${folder}-${process.pid}`;
  try {
    await mkdir(next, { recursive: true });
    const build = await bundler.rolldown({
      cwd: root,
      platform: 'node',
      input: entries,
      external: isLeftOut,
      plugins: [asIfInPlace(folder), othersFromSource(folder), dataAsJson],
    });
    const { output } = await build.write({ dir: next, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' });
    await build.close();
    const modules = new Set(output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
    const sources = await Promise.all([...modules].filter((id) => id.startsWith(root + sep)).map(stateOf));
    await writeFile(
      join(next, 'sources.json'),
      JSON.stringify({ node: process.version, commands: [...prebuiltCommands, '--help', '-h'], sources }),
    );
    await rm(folder, { recursive: true, force: true });
    await rename(next, folder);
    await composeOnce(next);
    return { sources: sources.length, folder };
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

/**
 * Composes an example, for what Node keeps of it: the functions that were compiled when the files were first used. It keeps those of the first
 * use only, so this should be a document and not a command that hardly needs any.
 */
async function composeOnce(out: string): Promise<void> {
  const example = source('examples/bank-statement');
  const argv = [source('server/bin/posthorn.js'), 'compose', example, '--data', join(example, 'sample.jsonl'), '--out', out];
  // Without the example, or with one that somebody is changing, the first document of a user does it.
  await promisify(execFile)(process.execPath, argv).catch(() => {});
}

/** By which `bin/prebuilt.js` knows a source again. */
async function stateOf(id: string): Promise<[path: string, size: number, time: number]> {
  const { size, mtimeMs } = await stat(id);
  return [relative(root, id), size, mtimeMs];
}

/** What only other commands or rare wishes (pictures of pages) load. */
const isLeftOut = (id: string): boolean => /^(nodemailer|@hyzyla\/pdfium)(\/|$)/.test(id);

/** Commands that are not built stay out; `bin/posthorn.js` starts the program from its sources for them. */
const othersFromSource = (folder: string): Plugin => ({
  name: 'others-from-source',
  transform: {
    filter: { id: /\/server\/src\/cli\/commands\.ts$/ },
    handler(code, id) {
      const place = relative(folder, dirname(id)).split(sep).join('/');
      return code.replace(/import\('\.\/commands\/([\w-]+)\.ts'\)/g, (text, name: string) =>
        prebuiltCommands.includes(name) ? text : `import(new URL('${place}/commands/${name}.ts', import.meta.url).href)`,
      );
    },
  },
});

/** A source that asks where it is gets told its own place, not that of the file that it went into. */
const asIfInPlace = (folder: string): Plugin => ({
  name: 'as-if-in-place',
  transform(code, id) {
    if (!code.includes('import.meta.') || !id.startsWith(root + sep)) return null;
    const address = `new URL(${JSON.stringify(relative(folder, id).split(sep).join('/'))}, import.meta.url)`;
    return code
      .replaceAll('import.meta.url', `${address}.href`)
      .replaceAll(
        'import.meta.dirname',
        `process.getBuiltinModule('node:path').dirname(process.getBuiltinModule('node:url').fileURLToPath(${address}))`,
      );
  },
});

/** Patterns of hyphenation are nested lists of up to a megabyte: JSON is read several times as fast as the program text that makes them. */
const dataAsJson: Plugin = {
  name: 'data-as-json',
  load: {
    filter: { id: /\/hyphen\/patterns\/[\w-]+\.js$/ },
    async handler(id) {
      const patterns: unknown = createRequire(pathToFileURL(id))(id);
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(patterns))});`, moduleType: 'js' };
    },
  },
};
