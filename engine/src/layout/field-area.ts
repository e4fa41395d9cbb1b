import type { FontFace } from '../text/font-face.ts';
import type { DrawItem, StructureNode } from './display-list.ts';

/** A place on the page where the reader fills something in. Several areas of one field (radio buttons) share its object. */
export interface FieldArea {
  /** A Form element, which holds nothing else. */
  readonly owner: StructureNode;
  readonly field: FormField;
  /** Points from the page's top left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What stands in it, drawn from its own top left corner; of a button what it shows when it is on. */
  readonly items: readonly DrawItem[];
  /** Of checkboxes and radio buttons: what it stands for, and what it is called. */
  readonly button?: { readonly value: string; readonly label: string };
}

export interface FormField {
  readonly kind: 'text' | 'multiline' | 'checkbox' | 'radio' | 'choice' | 'date' | 'signature';
  readonly name: string;
  /** Read aloud, and shown when the pointer rests on it. */
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly required: boolean;
  readonly maxLength?: number;
  readonly comb: boolean;
  /** Begins at the right. */
  readonly rightToLeft: boolean;
  /** What typed text looks like. */
  readonly face: FontFace;
  /** Points. */
  readonly size: number;
  readonly color: string;
}
