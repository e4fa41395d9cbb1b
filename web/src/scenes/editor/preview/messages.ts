import type {
  Answers,
  AskedZone,
  Block,
  Brand,
  DataRecord,
  Diagnostic,
  Format,
  Rendition,
  Template,
  TemplateBundle,
} from '@posthorn/engine';
import type { PagePlace } from '@posthorn/engine/authoring';
import type { Parcel } from './parcel.ts';

/** What the page shows live. Plain text and Word files are made elsewhere. */
export type PreviewFormat = Exclude<Format, 'text' | 'docx'>;

/** What stays the same while one types. */
export interface Parts {
  readonly brand: Brand;
  readonly blocks: { readonly [id: string]: Block };
  readonly assets: TemplateBundle['assets'];
}

/** Parts on their way to the worker: brand and assets only when they are others, for the engine knows by them which fonts it has read. */
export interface SentParts extends Partial<Parts> {
  readonly kind: 'parts';
  readonly blocks: Parts['blocks'];
}

/** What is written, and what it is to be shown with. */
export interface Wish {
  readonly template: Template;
  /** The block that is being written, in place of the one among the parts. */
  readonly block?: Block;
  readonly record: DataRecord;
  /** Of the author in the place of a clerk. */
  readonly answers: Answers;
  readonly format: PreviewFormat;
  readonly language: string;
  /** Pages of a letter that are to be drawn, from 0; all if absent. The others are counted, but not written. */
  readonly sight?: readonly number[];
}

/** A wish on its way to the worker: of its documents only what it has not yet. */
export interface SentWish extends Omit<Wish, 'template' | 'block'> {
  readonly kind: 'compose';
  readonly id: number;
  readonly template: Parcel;
  readonly block?: Parcel;
}

/** A page of a letter, for drawing it only when it is another. */
export interface PageFacts {
  /** The same number as long as the page looks the same. */
  readonly key: number;
  /** Whether the rendition holds what stands on it. */
  readonly written: boolean;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly places: readonly PagePlace[];
}

export interface Answer {
  readonly id: number;
  /** Absent where the template or the record does not allow one; the findings say why. */
  readonly rendition?: Rendition;
  /** Of a letter. */
  readonly pages?: readonly PageFacts[];
  /** Of a message: where in the template the marks in its text lead; see `source-marks.ts`. */
  readonly marks?: ReadonlyMap<number, string>;
  /** What a clerk is asked for this record. */
  readonly zones?: readonly AskedZone[];
  /** What this record brought to light, or what stopped it; the judge tells of everything else. */
  readonly findings: readonly Diagnostic[];
  /** Milliseconds that the engine took. */
  readonly took: number;
}

/** Instead of a rendition, where the preview itself fails and not what is written. */
export const failure = (message: string): Diagnostic => ({
  severity: 'error',
  code: 'preview.failed',
  message,
  place: { part: 'template', pointer: '' },
});
