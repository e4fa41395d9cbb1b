import { createHash } from 'node:crypto';
import { CompositionError, type Diagnostic, type Program, type TemplateBundle } from '@posthorn/engine';
import { type EncryptedEntry, encryptEntry } from '../../platform/files/encryption.ts';
import { assemblePack } from '../../platform/files/pack-format.ts';
import { type ComposedCommunication, type ComposedFile, composeRecord } from './compose-record.ts';
import type { Batch, BatchFile, BatchOutcome, BatchResult, BatchTask } from './messages.ts';

/** A template version made ready, with what its communications refer to. */
export interface ReadyProgram {
  readonly program: Program;
  readonly assets: TemplateBundle['assets'];
}

/** A communication whose files are encrypted but have no place yet. The plain bytes are gone: a batch holds each file once. */
interface Unplaced {
  readonly about: Omit<ComposedCommunication, 'files'>;
  readonly files: readonly Omit<ComposedFile, 'bytes'>[];
  readonly entries: readonly EncryptedEntry[];
}

/**
 * Composes a batch, hashes every file and puts it, encrypted with its customer's key, into one pack. Without keys the files are only
 * hashed. A record that fails does not disturb the others.
 */
export function composeBatch(ready: ReadyProgram, batch: Batch): BatchResult {
  const made = batch.tasks.map((task) => composeTask(ready, task, batch.now));
  const packed = batch.tasks.some((task) => task.key !== null);
  const pack = packed ? assemblePack(made.flatMap((one) => ('entries' in one ? one.entries : []))) : null;
  let next = 0;
  const outcomes = made.map((one): BatchOutcome => {
    if (!('entries' in one)) return one;
    const placed = one.files.map((file, index): BatchFile => {
      const place = pack?.places[next++];
      const { sha256, size } = one.entries[index]!;
      return { ...file, offset: place?.offset ?? 0, length: place?.length ?? 0, size, sha256 };
    });
    return { ok: true, ...one.about, files: placed };
  });
  return { outcomes, pack: pack === null || pack.places.length === 0 ? null : { name: pack.name, bytes: pack.bytes } };
}

function composeTask(ready: ReadyProgram, task: BatchTask, now: string): Unplaced | (BatchOutcome & { readonly ok: false }) {
  try {
    const { files, ...about } = composeRecord(ready.program, task, now, ready.assets);
    return { about, files: files.map(withoutBytes), entries: files.map((file) => entryOf(file.bytes, task.key)) };
  } catch (error) {
    return { ok: false, diagnostics: diagnosticsOf(error) };
  }
}

function entryOf(bytes: Uint8Array, key: Uint8Array | null): EncryptedEntry {
  if (key !== null) return encryptEntry(key, bytes);
  return { bytes: new Uint8Array(), sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

const withoutBytes = ({ kind, mediaType, pages }: ComposedFile) => ({ kind, mediaType, pages });

function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof CompositionError) return error.diagnostics;
  return [
    {
      severity: 'error',
      code: 'engine.fault',
      message: `The engine failed on this record: ${error instanceof Error ? error.message : String(error)}`,
      place: { part: 'data', pointer: '' },
      hint: 'This is a fault of Posthorn; please report it with the record. The other records are not affected.',
    },
  ];
}
