import type { DataRecord, Diagnostic, Format, SharedResources, TemplateBundle } from '@posthorn/engine';
import type { AnswersFile } from './read-answers.ts';

/** What documents are written as: a format of the engine, or pictures of the pages of the PDF. */
export type FileFormat = Format | 'png';

/** What a composing thread is started with. */
export interface ThreadData {
  readonly bundle: TemplateBundle;
  readonly format: FileFormat;
  /** The folder where threads store documents, until the main thread names them; none for pieces of one print stream. */
  readonly parts: string | undefined;
  /** What clerks say to zones; absent where nobody was asked. */
  readonly answers?: AnswersFile | undefined;
}

/** What a thread says first: nothing is wrong with the template, or what is. */
export interface Readiness {
  readonly faults: readonly Diagnostic[];
}

/** A thread cannot go on, such as for want of room for its files. */
export interface Stop {
  readonly stop: { readonly message: string; readonly code?: string };
}

/**
 * Records in, with their numbers; documents out, in the same order. A record is the line that it stands in, where it does: the thread
 * reads its JSON, which takes the one thread that all others wait for as long as to hand it over.
 */
export interface Task {
  readonly numbers: readonly number[];
  readonly records: readonly (DataRecord | string)[];
}
export type Answer = readonly Composed[];

/** A record composed, or why it cannot be. */
export type Composed = StoredDocument | StreamDocument | { readonly diagnostics: readonly Diagnostic[]; readonly reference?: string };

/** A document that is stored. Its files are whole, but have no names yet. */
export interface StoredDocument {
  readonly reference: string;
  readonly pages: number;
  readonly files: readonly StoredFile[];
}

export interface StoredFile {
  /** Its name among the parts. */
  readonly part: string;
  /** What comes behind the name of the document, such as `.pdf`; or the whole name of a picture that documents share. */
  readonly ending?: string;
  readonly shared?: string;
  /** Bytes. */
  readonly size: number;
}

/** A piece of a print stream. */
export interface StreamDocument {
  readonly reference: string;
  readonly pages: number;
  readonly title: string;
  readonly language: string;
  /** Those of one answer lie in one buffer, which moves from thread to thread. */
  readonly bytes: Uint8Array;
  /** What pieces share; sent with the first of a thread. */
  readonly resources?: SharedResources;
}
