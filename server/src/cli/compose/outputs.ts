import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Format, PrintStream } from '@posthorn/engine';
import { FileNames } from './file-names.ts';
import { GrowingFile } from './growing-file.ts';
import type { Composed } from './messages.ts';

export type Document = Extract<Composed, { bytes: Uint8Array }>;

/** Where composed documents go. */
export interface Output {
  add(document: Document, number: number): Promise<void>;
  /** @returns bytes written */
  end(): Promise<number>;
  /** Gives up: what is not whole goes. */
  abandon(): Promise<void>;
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
    abandon: async () => {},
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
    abandon: async () => {},
  };
}

/**
 * All documents in one `print-stream.pdf`, with `print-stream.jsonl` beside it: which pages are whose. Written under other names until
 * they are whole.
 */
export async function printStreamOutput(folder: string): Promise<Output> {
  await mkdir(folder, { recursive: true });
  const pdf = await GrowingFile.create(join(folder, 'print-stream.pdf'));
  const index = await GrowingFile.create(join(folder, 'print-stream.jsonl'));
  const { createPrintStream } = await import('@posthorn/engine');
  let stream: PrintStream | undefined;
  return {
    async add({ bytes, shared, reference, title, language }) {
      stream ??= createPrintStream((chunk) => pdf.write(chunk), { title: 'Print stream', language });
      if (shared !== undefined) stream.share(shared);
      const piece = await stream.append(bytes, { Reference: reference });
      await index.write(Buffer.from(`${JSON.stringify({ ...piece, reference, title })}\n`));
    },
    async end() {
      const totals = await stream?.finish();
      if (totals === undefined) await abandonAll(pdf, index);
      else {
        // Neither gets its name before both are written.
        for (const file of [pdf, index]) await file.flush();
        for (const file of [pdf, index]) await file.end();
      }
      return totals?.bytes ?? 0;
    },
    abandon: () => abandonAll(pdf, index),
  };
}

async function abandonAll(...files: readonly GrowingFile[]): Promise<void> {
  await Promise.all(files.map((file) => file.abandon()));
}
