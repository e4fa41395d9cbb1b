import type { DataRecord, Diagnostic, Format, SharedResources, TemplateBundle } from '@posthorn/engine';

/** What documents are written as: a format of the engine, or pictures of the pages of the PDF. */
export type FileFormat = Format | 'png';

/** What a composing thread is started with. */
export interface ThreadData {
  readonly bundle: TemplateBundle;
  readonly format: FileFormat;
  /** Documents are pieces of one print stream. */
  readonly single: boolean;
}

/** What a thread says first: nothing is wrong with the template, or what is. */
export interface Readiness {
  readonly faults: readonly Diagnostic[];
}

/**
 * Records in, documents out, in the same order. A record is the line that it stands in, where it does: the thread reads its JSON,
 * which takes the one thread that all others wait for as long as to hand it over.
 */
export type Task = readonly (DataRecord | string)[];
export type Answer = readonly Composed[];

/** A record composed, or why it cannot be. */
export type Composed =
  | {
      readonly reference: string;
      readonly bytes: Uint8Array;
      /** What a piece of a print stream shares with others; sent with the first of a thread. */
      readonly shared?: SharedResources;
      /** The pages as PNG, where they are asked for. */
      readonly pictures?: readonly Uint8Array[];
      /** Pictures that the document refers to by their names. */
      readonly images?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
      readonly pages: number;
      readonly title: string;
      readonly language: string;
    }
  | { readonly diagnostics: readonly Diagnostic[] };
