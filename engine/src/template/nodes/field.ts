import type { Expression, Inline, Localized, NodeBase } from '../model.ts';

/** A field that the reader fills in: in the PDF with any viewer, on the web page with the browser; on paper with a pen. */
export interface Field extends NodeBase {
  readonly type: 'field';
  readonly kind: 'text' | 'multiline' | 'checkbox' | 'radio' | 'choice' | 'date' | 'signature';
  /** What the value is called in the data of the filled form. Fields of one name in a document get numbers. */
  readonly name: string;
  readonly label: Localized<Inline>;
  /** What it holds to begin with: a text; of a checkbox a condition; of radio and choice the value of an option; a date as yyyy-mm-dd. */
  readonly value?: Expression;
  /** Of radio and choice. */
  readonly options?: readonly FieldOption[];
  readonly required?: boolean;
  /** Millimetres; the whole width if absent. */
  readonly width?: number;
  /** Height of the box, millimetres; by kind if absent. */
  readonly height?: number;
  /** Most characters of a text. */
  readonly maxLength?: number;
  /** A cell for every character; needs `maxLength`. */
  readonly comb?: boolean;
  /** Paragraph style of what is filled in; `field` if absent, which is `body` where the brand lacks it. */
  readonly style?: string;
}

export interface FieldOption {
  readonly value: string;
  readonly label: Localized<Inline>;
}
