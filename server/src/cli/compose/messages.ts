import type { DataRecord, Diagnostic, Format, TemplateBundle } from '@posthorn/engine';

/** What a composing thread is started with. */
export interface ThreadData {
  readonly bundle: TemplateBundle;
  readonly format: Format;
}

/** Records in, documents out, in the same order. */
export type Task = readonly DataRecord[];
export type Answer = readonly Composed[];

/** A record composed, or why it cannot be. */
export type Composed =
  | {
      readonly reference: string;
      readonly bytes: Uint8Array;
      readonly pages: number;
      readonly title: string;
      readonly language: string;
    }
  | { readonly diagnostics: readonly Diagnostic[] };
