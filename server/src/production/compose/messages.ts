import type { Diagnostic, TemplateBundle } from '@posthorn/engine';
import type { Duty } from '@posthorn/engine/duties';
import type { RenditionKind } from '../types.ts';
import type { ComposeTask } from './compose-record.ts';

/*
 * What the main thread and the composing threads say to each other. A thread takes one batch at a time. The bundle of a template
 * version goes to a thread once, with the first batch of that version; the thread keeps the compiled program.
 */

/** A record to compose, with the key of its customer where the files are to be packed. */
export interface BatchTask extends ComposeTask {
  readonly key: Uint8Array | null;
}

export interface Batch {
  readonly type: 'batch';
  readonly versionId: string;
  /** Moment that documents show, ISO 8601. */
  readonly now: string;
  readonly tasks: readonly BatchTask[];
}

export type ToThread =
  | { readonly type: 'program'; readonly versionId: string; readonly bundle: TemplateBundle; readonly duties: readonly Duty[] }
  | { readonly type: 'forget'; readonly versionId: string }
  | Batch;

/** A file of a communication, where it lies in the pack (`offset`, `length` are 0 when nothing is packed). */
export interface BatchFile {
  readonly kind: RenditionKind;
  readonly mediaType: string;
  readonly pages: number | null;
  readonly offset: number;
  readonly length: number;
  /** Of the plain bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** What became of a task: a communication, or diagnostics that say why not. */
export type BatchOutcome =
  | {
      readonly ok: true;
      readonly reference: string;
      readonly subject: string;
      readonly language: string;
      readonly pages: number;
      readonly files: readonly BatchFile[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface BatchResult {
  /** In the order of the tasks. */
  readonly outcomes: readonly BatchOutcome[];
  /** All files encrypted, ready to be put into the object store; null when there is none. */
  readonly pack: { readonly name: string; readonly bytes: Uint8Array } | null;
}

export type FromThread =
  | { readonly type: 'result'; readonly result: BatchResult }
  /** The template does not compile, or Posthorn itself is at fault: no record can be composed. */
  | { readonly type: 'error'; readonly message: string; readonly stack: string; readonly diagnostics: readonly Diagnostic[] };
