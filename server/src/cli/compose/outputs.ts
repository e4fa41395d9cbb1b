import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Format, PrintStream } from '@posthorn/engine';
import { FileNames } from './file-names.ts';
import type { Composed } from './messages.ts';

export type Document = Extract<Composed, { bytes: Uint8Array }>;

/** Where composed documents go. */
export interface Output {
  add(document: Document, number: number): Promise<void>;
  /** @returns bytes written */
  end(): Promise<number>;
}

const extensions: Readonly<Record<Format, string>> = {
  ...{ pdf: 'pdf', email: 'eml', html: 'html', text: 'txt', sms: 'txt', chat: 'json', docx: 'docx' },
};

/** One file per document, named by its reference; pictures that they refer to beside them, once each. */
export async function fileOutput(folder: string, format: Format): Promise<Output> {
  await mkdir(folder, { recursive: true });
  const names = new FileNames();
  const shown = new Set<string>();
  let bytes = 0;
  return {
    async add(document, number) {
      // Not awaited: a small file is written at once, while handing it to a thread of the pool and back takes as long again.
      writeFileSync(join(folder, `${names.next(document.reference, number)}.${extensions[format]}`), document.bytes);
      bytes += document.bytes.length;
      for (const { name, bytes: picture } of document.images ?? []) {
        if (shown.has(name)) continue;
        shown.add(name);
        writeFileSync(join(folder, name), picture);
        bytes += picture.length;
      }
    },
    end: async () => bytes,
  };
}

/** One PNG for every page of a document, named by its reference and the page's number. */
export async function pictureOutput(folder: string): Promise<Output> {
  await mkdir(folder, { recursive: true });
  const names = new FileNames();
  let bytes = 0;
  return {
    async add(document, number) {
      const name = names.next(document.reference, number);
      for (const [i, picture] of (document.pictures ?? []).entries()) {
        writeFileSync(join(folder, `${name}-${i + 1}.png`), picture);
        bytes += picture.length;
      }
    },
    end: async () => bytes,
  };
}

/**
 * All documents in one `print-stream.pdf`, with `print-stream.jsonl` beside it: which pages are whose. Written under other names until
 * it is whole.
 */
export async function printStreamOutput(folder: string): Promise<Output> {
  await mkdir(folder, { recursive: true });
  const pdfPath = join(folder, 'print-stream.pdf');
  const indexPath = join(folder, 'print-stream.jsonl');
  const pdf = await open(`${pdfPath}.part`, 'w');
  const index = await open(`${indexPath}.part`, 'w');
  const { createPrintStream } = await import('@posthorn/engine');
  let stream: PrintStream | undefined;
  return {
    async add(document) {
      stream ??= createPrintStream((chunk) => writeAll(pdf, chunk), { title: 'Print stream', language: document.language });
      const piece = await stream.append(document.bytes, { Reference: document.reference });
      const sha256 = createHash('sha256').update(document.bytes).digest('hex');
      await index.appendFile(`${JSON.stringify({ ...piece, reference: document.reference, title: document.title, sha256 })}\n`);
    },
    async end() {
      const totals = await stream?.finish();
      await Promise.all([pdf.close(), index.close()]);
      if (!totals) {
        await Promise.all([rm(`${pdfPath}.part`), rm(`${indexPath}.part`)]);
        return 0;
      }
      await rename(`${pdfPath}.part`, pdfPath);
      await rename(`${indexPath}.part`, indexPath);
      return totals.bytes;
    },
  };
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}
