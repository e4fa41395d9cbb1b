import type { Block, Brand, DataRecord, Diagnostic, Format, Rendition, Template, TemplateBundle } from '@posthorn/engine';

/** What the page shows live. Plain text and Word files are made elsewhere. */
export type PreviewFormat = Exclude<Format, 'text' | 'docx'>;

/** What stays the same while one types: sent once, and again when brand or blocks change. */
export interface Parts {
  readonly kind: 'parts';
  readonly brand: Brand;
  readonly blocks: { readonly [id: string]: Block };
  readonly assets: TemplateBundle['assets'];
}

/** One wish; only the newest is answered. */
export interface Wish {
  readonly kind: 'compose';
  readonly id: number;
  readonly template: Template;
  /** The block that is being written, in place of the one among the parts. */
  readonly block?: Block;
  readonly record: DataRecord;
  readonly format: PreviewFormat;
  readonly language: string;
}

export interface Answer {
  readonly id: number;
  /** Absent where the template or the record does not allow one; the findings say why. */
  readonly rendition?: Rendition;
  readonly findings: readonly Diagnostic[];
  /** Milliseconds that the engine took. */
  readonly took: number;
}
