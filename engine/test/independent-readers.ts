import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What independent programs say about PDFs, for many files at once. `scripts/setup-test-tools.sh` installs them. */

export interface NamedPdf {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A reader and how it is asked; whatever it then says, on whichever channel, is a complaint, but for what is `idle`. */
interface Reader {
  readonly command: string;
  readonly arguments: (files: readonly string[]) => readonly string[];
  readonly idle?: RegExp;
  /** Reads any number of files in one process. */
  readonly many?: boolean;
}

const READERS: Readonly<Record<string, Reader>> = {
  qpdf: {
    command: 'qpdf',
    arguments: ([file]) => ['--check', file as string],
    idle: /^(checking |PDF Version: |File is not |No syntax or stream encoding errors|the file may still contain|errors that qpdf cannot detect).*$/,
  },
  MuPDF: {
    command: 'mutool',
    arguments: ([file]) => ['draw', '-q', '-F', 'stext', '-o', '/dev/null', file as string],
    idle: /^warning: ICC support is not available$/,
  },
  poppler: { command: 'pdftotext', arguments: ([file]) => [file as string, '/dev/null'] },
  Ghostscript: {
    command: 'gs',
    arguments: (files) => ['-q', '-dNOPAUSE', '-dBATCH', '-dPDFSTOPONWARNING', '-sDEVICE=nullpage', ...files],
    many: true,
  },
};

/** @returns the complaints of each reader, by its name: `file: what it says`. */
export async function complaintsOfReaders(pdfs: readonly NamedPdf[]): Promise<Record<string, string[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-readers-'));
  try {
    const files = await Promise.all(
      pdfs.map(async ({ name, bytes }) => {
        const file = join(folder, `${name.replaceAll('/', '--')}.pdf`);
        await writeFile(file, bytes);
        return file;
      }),
    );
    const found: Record<string, string[]> = {};
    for (const [name, reader] of Object.entries(READERS)) found[name] = await complaintsOf(reader, files, folder);
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function complaintsOf(reader: Reader, files: readonly string[], folder: string): Promise<string[]> {
  if (reader.many) return await ask(reader, files, folder);
  const rest = [...files];
  const found: string[] = [];
  const worker = async (): Promise<void> => {
    for (let file = rest.shift(); file !== undefined; file = rest.shift()) found.push(...(await ask(reader, [file], folder)));
  };
  await Promise.all([worker(), worker()]);
  return found.sort();
}

async function ask({ command, arguments: argumentsFor, idle }: Reader, files: readonly string[], folder: string): Promise<string[]> {
  const name = files.length === 1 ? (files[0] as string).slice(folder.length + 1).replaceAll('--', '/') : command;
  const options = { maxBuffer: 256 * 1024 * 1024, timeout: 120_000 };
  const { stdout, stderr, code } = await promisify(execFile)(command, argumentsFor(files), options).then(
    (said) => ({ ...said, code: undefined }),
    (failed: { stdout?: string; stderr?: string; message: string }) => ({
      stdout: failed.stdout ?? '',
      stderr: failed.stderr ?? '',
      code: failed.message.split('\n')[0],
    }),
  );
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '' && !idle?.test(line));
  return [...lines, ...(code === undefined ? [] : [code])].map((line) => `${name}: ${line.replaceAll(folder, '')}`);
}
