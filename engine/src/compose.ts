import type { Diagnostic } from './diagnostics.ts';
import type { TemplateBundle } from './template/model.ts';

/** What a program can make of a record. */
export type Format = 'pdf' | 'email' | 'text' | 'html' | 'sms';

/** A record as read from JSON: plain objects, arrays, strings, numbers, booleans, null. */
export type DataRecord = { readonly [field: string]: unknown };

export interface ComposeOptions {
  /** Overrides the language that the template chooses. */
  readonly language?: string;
  /** The moment of composition (ISO 8601), for documents that show it and for PDF metadata; a fixed date if absent. */
  readonly now?: string;
}

/** The bytes for one channel. */
export type Rendition =
  | {
      readonly format: 'pdf';
      readonly bytes: Uint8Array;
      readonly pages: number;
      readonly title: string;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly format: 'email';
      readonly subject: string;
      readonly html: string;
      readonly text: string;
      readonly inlineImages: readonly InlineImage[];
      readonly attachLetter: boolean;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly format: 'html';
      readonly html: string;
      readonly title: string;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly format: 'text'; readonly text: string; readonly language: string; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly format: 'sms';
      readonly text: string;
      readonly encoding: 'gsm7' | 'ucs2';
      readonly segments: number;
      readonly language: string;
      readonly diagnostics: readonly Diagnostic[];
    };

export interface InlineImage {
  /** The e-mail refers to it as `cid:…`. */
  readonly cid: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A record that could not be composed: at least one diagnostic is an error. */
export class CompositionError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => d.message).join('; '));
    this.name = 'CompositionError';
    this.diagnostics = diagnostics;
  }
}

/** A template version made ready once; composing a record only does what depends on the data. */
export interface Program {
  readonly diagnostics: readonly Diagnostic[];
  /** @throws CompositionError when the record violates the data schema or an expression fails on it. */
  compose(record: DataRecord, format: Format, options?: ComposeOptions): Rendition;
  /** The document's number for this record, '' where the template has none. */
  reference(record: DataRecord): string;
}

/** Checks a template with all its parts: structure, expressions against the data schema, references, assets. */
export declare function check(bundle: TemplateBundle): Diagnostic[];

/**
 * Compiles a template once for any number of records.
 * @throws CompositionError when `check` finds an error.
 */
export declare function compile(bundle: TemplateBundle): Promise<Program>;
