import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { bringIn, type Imported, importable, importDraft, importFindings, largestImport, writeImported } from '../../content/index.ts';
import { newId } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { textOf } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';
import { filesIn } from '../files-in.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

export const importContent: Command = {
  name: 'import-content',
  usage: 'FILES… (--into DIR --brand brand.json | --draft --brand BRAND) [--language de]',
  description: `Reads .docx, .html and .txt files, and all of them in folders, and makes a template of each: text, marks, headings, lists, tables, pictures,
footnotes; merge fields, content controls and the fields, conditions and loops of Jinja as fields, conditions and repeats. Tells of every file what could not be
carried over, where it stood and what to do about it. A folder that is called as a language is (de, pt-BR) says the language of its files. With --into each becomes a folder for "check", "compose" and "content push"; with --draft a draft in the workplace.`,
  options: {
    into: { type: 'string', value: 'DIR', meaning: 'write a folder per file into this one' },
    draft: { type: 'boolean', meaning: 'make drafts in the database instead' },
    brand: { type: 'string', value: 'BRAND', meaning: 'a brand.json (--into), or the id of a brand (--draft)' },
    language: { type: 'string', value: 'TAG', meaning: 'language of files that do not say theirs (default en)' },
  },
  async run(args, io) {
    const into = textOf(args, 'into');
    const brand = textOf(args, 'brand');
    if (args.positionals.length === 0 || !brand || (into === undefined) === !args.values.draft)
      throw new PosthornError('cli.usage', { detail: `Use it as: import-content ${importContent.usage}` });
    const files = await filesToRead(args.positionals);
    return into === undefined ? await asDrafts(files, brand, args, io) : await intoFolders(files, brand, into, args, io);
  },
};

interface GivenFile {
  readonly path: string;
  /** As it is told: with the folders below the one that was given, and that. */
  readonly name: string;
}

async function filesToRead(given: readonly string[]): Promise<readonly GivenFile[]> {
  const found: GivenFile[] = [];
  for (const path of given) {
    if (!existsSync(path)) throw new PosthornError('cli.usage', { detail: `There is no "${path}".` });
    if ((await stat(path)).isFile()) found.push({ path, name: basename(path) });
    else
      for await (const file of filesIn(path))
        if (importable.test(file)) found.push({ path: file, name: relative(resolve(path, '..'), resolve(file)) });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function intoFolders(files: readonly GivenFile[], brand: string, into: string, args: ParsedArgs, io: Io): Promise<number> {
  const path = existsSync(join(brand, 'brand.json')) ? join(brand, 'brand.json') : brand;
  const { id, masters } = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as { id?: string; masters?: object };
  if (!id) throw new PosthornError('cli.usage', { detail: `--brand is "${brand}"; it takes a brand.json.` });
  const wishes = { brand: id, master: Object.keys(masters ?? {})[0] ?? 'letter', language: textOf(args, 'language') };
  const taken = new Set<string>();
  return await each(files, io, async (name, bytes) => {
    const imported = bringIn(name, bytes, { ...wishes, taken });
    taken.add(String(imported.template.id));
    return { imported, became: await writeImported(into, imported, path) };
  });
}

async function asDrafts(files: readonly GivenFile[], brand: string, args: ParsedArgs, io: Io): Promise<number> {
  const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
  const posthorn = await startPosthorn({ config, log, work: false });
  const batch = newId();
  try {
    return await each(files, io, async (name, bytes) => {
      const language = textOf(args, 'language');
      const { imported, id } = await importDraft(posthorn.platform, actor, { name, bytes, brand, batch, language });
      return { imported, became: `draft "${id}"` };
    });
  } finally {
    await posthorn.close();
  }
}

/** One file that cannot be read does not stop the others. */
async function each(
  files: readonly GivenFile[],
  io: Io,
  work: (name: string, bytes: Uint8Array) => Promise<{ imported: Imported; became: string }>,
): Promise<number> {
  const report: object[] = [];
  let failed = 0;
  for (const { path: file, name } of files) {
    try {
      if ((await stat(file)).size > largestImport)
        throw new PosthornError('content.import-unreadable', { detail: `It has more than ${largestImport} bytes.` });
      const { imported, became } = await work(name, await readFile(file));
      report.push({ file, became, findings: imported.findings });
      if (!io.json) tell(file, became, imported, io);
    } catch (error) {
      if (!(error instanceof PosthornError)) throw error;
      failed++;
      report.push({ file, problem: { code: error.code, detail: error.message } });
      if (!io.json) io.out(`${file}: ${error.message}`);
    }
  }
  if (io.json) io.out(JSON.stringify({ files: report }));
  else io.out(`${files.length - failed} of ${files.length} files became templates.`);
  return failed > 0 ? 1 : 0;
}

function tell(file: string, became: string, { findings }: Imported, io: Io): void {
  io.out(`${file} → ${became}`);
  for (const { code, what, where, severity } of findings) {
    const [meaning, hint] = importFindings[code];
    io.out(`  ${severity === 'lost' ? 'lost   ' : 'changed'} ${where}: ${what}\n          ${meaning} ${hint}`);
  }
}
