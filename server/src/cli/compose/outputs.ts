import { renameSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrintStream } from '@posthorn/engine/print-stream';
import { FileNames } from './file-names.ts';
import { GrowingFile } from './growing-file.ts';
import type { StoredDocument, StreamDocument } from './messages.ts';
import { makeParts } from './part-files.ts';

/** Where composed documents go. */
export interface Output {
  /** Where threads store documents for `add`; none where they send them. */
  readonly parts: string | undefined;
  add(document: StoredDocument | StreamDocument, number: number): Promise<void>;
  /** @returns bytes written */
  end(): Promise<number>;
  /** Gives up: what is not whole goes. */
  abandon(): Promise<void>;
}

/**
 * Files of documents, named by their references: one for each, or a picture of each page. Pictures that documents refer to lie beside
 * them, once each. Threads have written them all; here they only get their names.
 */
export async function fileOutput(folder: string): Promise<Output> {
  await mkdir(folder, { recursive: true });
  const parts = await makeParts(folder);
  const names = new FileNames();
  const shown = new Set<string>();
  let bytes = 0;
  const clear = () => rm(parts, { recursive: true, force: true });
  return {
    parts,
    async add(document, number) {
      const { reference, files } = document as StoredDocument;
      const name = names.next(reference, number);
      for (const { part, ending, shared, size } of files) {
        renameSync(join(parts, part), join(folder, shared ?? `${name}${ending}`));
        if (shared === undefined || !shown.has(shared)) bytes += size;
        if (shared !== undefined) shown.add(shared);
      }
    },
    async end() {
      await clear();
      return bytes;
    },
    abandon: clear,
  };
}

/**
 * All documents in one `print-stream.pdf`, with `print-stream.jsonl` beside it: which pages are whose. Written under other names until
 * they are whole.
 */
export async function printStreamOutput(folder: string): Promise<Output> {
  await mkdir(folder, { recursive: true });
  const pdf = new GrowingFile(join(folder, 'print-stream.pdf'));
  const index = new GrowingFile(join(folder, 'print-stream.jsonl'));
  const { createPrintStream } = await import('@posthorn/engine/print-stream');
  let stream: PrintStream | undefined;
  const abandon = async () => {
    for (const file of [pdf, index]) file.abandon();
  };
  return {
    parts: undefined,
    async add(document) {
      const { bytes, resources, reference, title, language } = document as StreamDocument;
      stream ??= createPrintStream((chunk) => pdf.write(chunk), { title: 'Print stream', language });
      if (resources !== undefined) stream.share(resources);
      const piece = await stream.append(bytes, { Reference: reference });
      index.write(Buffer.from(`${JSON.stringify({ ...piece, reference, title })}\n`));
    },
    async end() {
      const totals = await stream?.finish();
      if (totals === undefined) await abandon();
      else {
        // Neither gets its name before both are written.
        for (const file of [pdf, index]) file.flush();
        for (const file of [pdf, index]) file.end();
      }
      return totals?.bytes ?? 0;
    },
    abandon,
  };
}
