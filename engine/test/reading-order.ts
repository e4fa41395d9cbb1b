import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of a PDF as independent programs read it: word by word, in the order of its structure, hyphens of line breaks undone. */

/** By the structure tree, as poppler follows it. */
export const popplerReads = (pdf: Uint8Array): Promise<string[]> =>
  asked(pdf, 'pdfinfo', ['-struct-text'], (said) =>
    // Texts stand in quotes on lines of their own, elements on others.
    said
      .split('\n')
      .flatMap((line) => /^ *"(.*)"$/.exec(line)?.[1] ?? [])
      .join(' '),
  );

/** By the order of the pages' contents, with page furniture, as MuPDF follows it. */
export const mupdfReads = (pdf: Uint8Array): Promise<string[]> => asked(pdf, 'mutool', ['draw', '-q', '-F', 'text'], (said) => said);

async function asked(pdf: Uint8Array, command: string, options: readonly string[], text: (said: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-text-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    const { stdout } = await promisify(execFile)(command, [...options, file], { maxBuffer: 64 * 1024 * 1024 });
    return wordsIn(text(stdout));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Structure {
  readonly children?: readonly Structure[];
  readonly type?: string;
  readonly id?: string;
}

/** By the structure tree of each page, as pdf.js follows it. */
export async function pdfjsReads(pdf: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number++) text += await pageText(await document.getPage(number));
  await task.destroy();
  return wordsIn(text);
}

async function pageText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const item of items) {
    if ('str' in item) {
      const id = open.findLast((one) => one !== undefined);
      if (id !== undefined) texts.set(id, (texts.get(id) ?? '') + item.str + (item.hasEOL ? '\n' : ''));
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push(item.id);
  }
  const read = (node: Structure): string =>
    node.type === 'content' ? `${texts.get(node.id ?? '') ?? ''} ` : (node.children ?? []).map(read).join('');
  const tree = (await page.getStructTree()) as Structure | null;
  return tree === null ? '' : read(tree);
}

/** Words of a text; a soft hyphen at the end of a line goes, and what it parted is one word again. */
export const wordsIn = (text: string): string[] =>
  text
    .replace(/\u00ad\s*/gu, '')
    .split(/\s+/u)
    .filter((word) => word !== '');
