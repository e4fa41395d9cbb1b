import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Independent readers of PDF, for tests: what they say about the writer's bytes. `scripts/setup-test-tools.sh` installs them. */

const run = promisify(execFile);
const LARGEST_OUTPUT = 64 * 1024 * 1024;

async function withFile<T>(pdf: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-pdf-'));
  try {
    const path = join(folder, 'document.pdf');
    await writeFile(path, pdf);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function output(command: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return await run(command, args, { maxBuffer: LARGEST_OUTPUT });
}

/** What `qpdf --check` reports; it fails on errors and on warnings. */
export const qpdfCheck = (pdf: Uint8Array): Promise<string> =>
  withFile(pdf, async (path) => (await output('qpdf', ['--check', path])).stdout);

/** Text by poppler, in reading order of the page. */
export const popplerText = (pdf: Uint8Array, ...options: string[]): Promise<string> =>
  withFile(pdf, async (path) => (await output('pdftotext', [...options, path, '-'])).stdout);

/** Text by MuPDF, with everything that it complains about. */
export const mupdfText = (pdf: Uint8Array): Promise<{ text: string; complaints: string }> =>
  withFile(pdf, async (path) => {
    const { stdout, stderr } = await output('mutool', ['draw', '-q', '-F', 'text', path]);
    return { text: stdout, complaints: stderr.replace('warning: ICC support is not available\n', '') };
  });

/** Structure tree with its text, by poppler. */
export const popplerStructure = (pdf: Uint8Array): Promise<string> =>
  withFile(pdf, async (path) => (await output('pdfinfo', ['-struct-text', path])).stdout);

/** Facts about the document, by poppler. */
export const popplerInfo = (pdf: Uint8Array): Promise<string> => withFile(pdf, async (path) => (await output('pdfinfo', [path])).stdout);

/** Pixels of a page as a binary PPM, by poppler; `complaints` is what it says about fonts and images. */
export const popplerPixels = (pdf: Uint8Array, page = 1): Promise<{ ppm: Buffer; complaints: string }> =>
  withFile(pdf, async (path) => {
    const options = ['-r', '72', '-f', String(page), '-l', String(page), path];
    const { stdout, stderr } = await run('pdftoppm', options, { encoding: 'buffer', maxBuffer: LARGEST_OUTPUT });
    return { ppm: stdout, complaints: stderr.toString() };
  });

/** What Ghostscript says when it renders all pages to nothing. */
export const ghostscriptComplaints = (pdf: Uint8Array): Promise<string> =>
  withFile(pdf, async (path) => {
    const { stdout, stderr } = await output('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=nullpage', path]);
    return stdout + stderr;
  });

/** The document as a plain text of objects, by qpdf: object streams resolved, streams uncompressed. */
export const qpdfObjects = (pdf: Uint8Array): Promise<string> =>
  withFile(pdf, async (path) => {
    const { stdout } = await run('qpdf', ['--qdf', '--object-streams=disable', '--no-original-object-ids', path, '-'], {
      encoding: 'latin1',
      maxBuffer: LARGEST_OUTPUT,
    });
    return stdout;
  });

/** Words of a text, so that readers that lay out differently can be compared. */
export const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');
