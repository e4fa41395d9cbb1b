import type { Symbology } from '../graphics/symbologies.ts';
import type { Channel, TemplateChat, TemplateEmail, TemplatePush, TemplateSms } from './channels.ts';
import type { PageMaster } from './masters.ts';
import type { TemplateAttachment } from './nodes/attachment.ts';
import type { Chart } from './nodes/chart.ts';
import type { Contents } from './nodes/contents.ts';
import type { Enclosure } from './nodes/enclosure.ts';
import type { Field } from './nodes/field.ts';
import type { Footnote } from './nodes/footnote.ts';
import type { Imposition } from './nodes/imposition.ts';
import type { Definitions, List } from './nodes/list.ts';
import type { PagedNode } from './nodes/paged.ts';
import type { ColumnWidth, Table } from './nodes/table.ts';
import type { Input, Zone } from './nodes/zone.ts';
import type { Features, FontFamily, ParagraphStyle } from './text-styles.ts';
import type { Voice } from './voice.ts';

/**
 * The engine's document model, `posthorn/1`: what an author's template, block and brand look like as JSON.
 *
 * The editor edits exactly this, the files in `examples/` hold exactly this, the database stores exactly this; PDF, e-mail,
 * web page and SMS are outputs of it. `engine/schema/posthorn-1.schema.json` is the published JSON Schema of these types.
 *
 * Lengths are millimetres, font sizes are points, colours are `#rrggbb`, unless a field says otherwise.
 */
export type * from './channels.ts';
export type * from './masters.ts';
export type * from './nodes/attachment.ts';
export type * from './nodes/contents.ts';
export type * from './nodes/enclosure.ts';
export type * from './nodes/field.ts';
export type * from './nodes/footnote.ts';
export type * from './nodes/imposition.ts';
export type * from './nodes/list.ts';
export type * from './nodes/paged.ts';
export type * from './nodes/table.ts';
export type * from './nodes/zone.ts';
export type * from './text-styles.ts';
export type * from './voice.ts';

/** A value for every language, or one per language tag (`{"en": …, "de": …}`). */
export type Localized<T> = T | { readonly [language: string]: T };

/** A CEL expression, checked once per template version against the template's data schema. */
export type Expression = string;

/**
 * Running text: either the short form, a string in which `{{ expression }}` is replaced by the expression's value, or the
 * long form, a list of inline nodes. In the short form a line break is `\n`, and `**bold**` and `_italic_` are marks.
 */
export type Inline = string | readonly InlineNode[];

export type Mark =
  | { readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'superscript' | 'subscript' | 'smallcaps' }
  /** The colour of the text, and the colour behind it. */
  | { readonly type: 'color' | 'background'; readonly color: string }
  /** OpenType features beside those of the paragraph style, such as `{"frac": 1}` or `{"ss01": 1}`. */
  | { readonly type: 'features'; readonly features: Features }
  | { readonly type: 'link'; readonly href: Inline }
  | { readonly type: 'language'; readonly language: string };

export type InlineNode =
  | { readonly type: 'text'; readonly text: string; readonly marks?: readonly Mark[] }
  | { readonly type: 'field'; readonly value: Expression; readonly fallback?: string; readonly marks?: readonly Mark[] }
  | { readonly type: 'if'; readonly when: Expression; readonly then: Inline; readonly else?: Inline }
  /** Goes on at the next tab stop of the paragraph style. */
  | { readonly type: 'break' | 'tab' }
  | Footnote
  | Input;

/** Fields every block-level node may carry. */
export interface NodeBase {
  /** Stable identifier for the editor and for diagnostics; optional. */
  readonly id?: string;
  /** Shown only on these channels. */
  readonly only?: readonly Channel[];
  /** Shown only if this is true. */
  readonly when?: Expression;
  /** Authors may not alter it, nor what is in it; the engine shows it like any other. */
  readonly locked?: boolean;
}

export interface Paragraph extends NodeBase {
  readonly type: 'paragraph';
  readonly text: Localized<Inline>;
  /** Name of a paragraph style of the brand; `body` if absent. */
  readonly style?: string;
}

export interface Heading extends NodeBase {
  readonly type: 'heading';
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly text: Localized<Inline>;
  /** Name of a paragraph style; `heading1` … `heading6` if absent. */
  readonly style?: string;
  /** Without a number where the template numbers headings. */
  readonly unnumbered?: boolean;
}

export interface Image extends NodeBase {
  readonly type: 'image';
  /** Name of an asset of the brand or template. */
  readonly asset: string;
  readonly width?: number;
  readonly height?: number;
  readonly align?: 'left' | 'right' | 'center';
  /** Alternative text; an empty one marks the image as decoration. */
  readonly alt: Localized<Inline>;
  /** For e-mails, where `asset` is an SVG, which mail readers do not show: the name of a PNG or JPEG of the same picture. */
  readonly fallback?: string;
}

export interface Barcode extends NodeBase {
  readonly type: 'barcode';
  readonly symbology: Symbology;
  /** The payload; the CEL functions `girocode({...})` and `swissqr({...})` make those of payments. */
  readonly payload: Expression;
  /** Of the bars or modules, without the free space that must be around them. */
  readonly width: number;
  /** Of bars; a quarter of the width if absent. Other codes have a shape of their own. */
  readonly height?: number;
  /** Whether what people can read stands under bars. */
  readonly text?: boolean;
  /** What stands in the middle of a QR code: the cross of the Swiss QR-bill. */
  readonly overlay?: 'swiss-cross';
  readonly align?: 'left' | 'right' | 'center';
  readonly alt: Localized<Inline>;
}

export interface If extends NodeBase {
  readonly type: 'if';
  readonly condition: Expression;
  readonly then: readonly Node[];
  readonly else?: readonly Node[];
}

export interface Repeat extends NodeBase {
  readonly type: 'repeat';
  readonly each: Expression;
  readonly as: string;
  readonly body: readonly Node[];
}

/** A reference to a reusable block, never a copy of it. */
export interface BlockReference extends NodeBase {
  readonly type: 'block';
  readonly ref: string;
  /** Values bound to the block's parameters. */
  readonly with?: { readonly [parameter: string]: Expression };
}

/** Content side by side; on small screens one below the other. */
export interface Columns extends NodeBase {
  readonly type: 'columns';
  /** Space between columns, millimetres; 5 if absent. */
  readonly gap?: number;
  readonly columns: readonly { readonly width: ColumnWidth; readonly body: readonly Node[] }[];
}

/** Content in a panel with the look of a box style of the brand; kept together on one page where it fits. */
export interface Box extends NodeBase {
  readonly type: 'box';
  readonly style?: string;
  readonly body: readonly Node[];
}

/** Content that is not to be broken over pages where it fits on one. */
export interface Keep extends NodeBase {
  readonly type: 'keep';
  readonly body: readonly Node[];
}

/** A call to action: a button in e-mail and web page, a line of text with its address on paper. */
export interface Button extends NodeBase {
  readonly type: 'button';
  readonly text: Localized<Inline>;
  readonly href: Localized<Inline>;
}

export interface Space extends NodeBase {
  readonly type: 'space';
  readonly height: number;
}
export interface Line extends NodeBase {
  readonly type: 'line';
}
export interface PageBreak extends NodeBase {
  readonly type: 'pageBreak';
}

export type Node =
  | Paragraph
  | Heading
  | List
  | Definitions
  | Contents
  | Table
  | Image
  | Barcode
  | If
  | Repeat
  | BlockReference
  | Columns
  | Box
  | Keep
  | Button
  | Field
  | Enclosure
  | Space
  | Chart
  | Line
  | PageBreak
  | PagedNode
  | Zone;

/** A reusable, approved piece of content. */
export interface Block {
  readonly schema: 'posthorn/1';
  readonly kind: 'block';
  readonly id: string;
  readonly name: Localized<string>;
  /** Names that a reference binds with `with`; the record is always in scope. */
  readonly parameters?: readonly string[];
  readonly body: readonly Node[];
  /** Other content for a channel; `body` where a channel has none. */
  readonly variants?: { readonly [channel in Channel]?: readonly Node[] };
}

/** A JSON Schema (2020-12 subset) of the record. `"format": "decimal"` marks exact decimals held as strings or numbers, `"format": "date"` and `"date-time"` dates. */
export type DataSchema = { readonly [keyword: string]: unknown };

/** What a communication is about, and until when it is worth something. Fields are named by their path in the record, `contract.number`. */
export interface TemplateContact {
  /** Such as `payment-holiday`; the template's id if absent. */
  readonly matter?: string;
  /** The field that tells one matter from another of its kind. */
  readonly key?: string;
  /** Worth nothing after so many days. */
  readonly validDays?: number;
  /** The field with its last day. */
  readonly validUntil?: string;
}

export interface Template {
  readonly schema: 'posthorn/1';
  readonly kind: 'template';
  readonly id: string;
  readonly name: Localized<string>;
  readonly description?: Localized<string>;
  /**
   * How communications of it come about: for many customers in a run, because something happened, or finished by a clerk, whom only
   * interactive templates may leave questions to that have no answer of their own. For runs if absent.
   */
  readonly use?: 'batch' | 'on-demand' | 'interactive';
  /** Why the customer is written to; decides the legal basis. */
  readonly purpose: 'contract' | 'service' | 'advertising';
  /** Groups of goods that are advertised, by the names of the ledger of consents: who bought such may be written to without a consent. */
  readonly goods?: readonly string[];
  /** What the contact policy of whoever sends it must know; composing does not look at it. */
  readonly contact?: TemplateContact;
  /** Brand by id. */
  readonly brand: string;
  /** Language tags this template is written in, the first being the fallback. */
  readonly languages: readonly string[];
  /** Chooses the language; e.g. `customer.language`. */
  readonly language?: Expression;
  readonly data: DataSchema;
  /** Numbers the headings: one of 1, a, A, i, I for each level that has numbers, such as `1.1` or `I.A.1`; a full stop may end it. */
  readonly headingNumbering?: string;
  /** The document's number in the sender's books, e.g. `invoice.number`. */
  readonly reference?: Expression;
  /** Document title, e-mail subject, portal headline. */
  readonly subject: Localized<Inline>;
  /** The letter: which page masters of the brand, and what stands in their named frames. */
  readonly letter: {
    readonly master: string;
    readonly frames?: { readonly [frame: string]: readonly Node[] };
    /** Printed on both sides: sections may start on front sides, sheets are counted by two pages. */
    readonly duplex?: boolean;
    /** Several pages on each sheet. */
    readonly imposition?: Imposition;
    /** Files inside of the PDF. */
    readonly attachments?: readonly TemplateAttachment[];
    /** PDF 2.0 is PDF/A-4 and claims no PDF/UA; 1.7 if absent, which is PDF/A-2a (3a with attachments) and PDF/UA-1. */
    readonly pdf?: { readonly version?: '1.7' | '2.0' };
  };
  readonly email?: TemplateEmail;
  readonly sms?: TemplateSms;
  readonly chat?: TemplateChat;
  readonly push?: TemplatePush;
  readonly web?: { readonly body?: readonly Node[] };
  readonly body: readonly Node[];
}

export interface TableStyle {
  readonly header?: string;
  readonly cell?: string;
  readonly note?: string;
  readonly total?: string;
  readonly carry?: string;
  /** Headers of groups; bold if absent. */
  readonly group?: string;
  /** Colours. */
  readonly headerBackground?: string;
  readonly groupBackground?: string;
  readonly totalBackground?: string;
  readonly zebra?: string;
  readonly ruleColor?: string;
  /** Rule thickness, points; 0 for none. */
  readonly rule?: number;
  /** Lines between the columns, and around the table, points; none if absent. */
  readonly columnRule?: number;
  readonly border?: number;
  /** Padding of a cell, points: vertical, horizontal. */
  readonly padding?: readonly [number, number];
}

export interface BoxStyle {
  readonly background?: string;
  readonly border?: string;
  /** Points. */
  readonly borderWidth?: number;
  readonly radius?: number;
  /** Millimetres. */
  readonly padding?: number;
  readonly spaceBefore?: number;
  readonly spaceAfter?: number;
}

export interface Brand {
  readonly schema: 'posthorn/1';
  readonly kind: 'brand';
  readonly id: string;
  readonly name: string;
  readonly sender: {
    readonly organisation: string;
    readonly address: readonly string[];
    readonly email?: string;
    readonly phone?: string;
    readonly web?: string;
    readonly iban?: string;
    readonly bic?: string;
    readonly [extra: string]: unknown;
  };
  readonly colors: { readonly [name: string]: string };
  readonly fonts: { readonly [family: string]: FontFamily };
  /** Families that lend characters which a family lacks, unless it says its own. */
  readonly fallback?: readonly string[];
  readonly styles: { readonly [name: string]: ParagraphStyle };
  readonly tableStyles?: { readonly [name: string]: TableStyle };
  readonly boxStyles?: { readonly [name: string]: BoxStyle };
  readonly masters: { readonly [name: string]: PageMaster };
  /** Asset name → where the loader finds its bytes: a path beside this file, or `npm:package/path`. */
  readonly assets: { readonly [name: string]: string };
  /** Asset of the logo for e-mail and web. */
  readonly logo?: string;
  /** The logo for e-mail where `logo` is an SVG: a PNG or JPEG. */
  readonly logoFallback?: string;
  /** How the brand speaks, by language. Documents do not depend on it: it is for those who write. */
  readonly voice?: { readonly [language: string]: Voice };
}

/** A template with everything it needs, as the engine takes it: no paths, no look-ups left. */
export interface TemplateBundle {
  readonly template: Template;
  readonly brand: Brand;
  /** Blocks by id. */
  readonly blocks: { readonly [id: string]: Block };
  /** Assets by the names that brand and nodes use: fonts (TrueType), images (PNG, JPEG, SVG). */
  readonly assets: { readonly [name: string]: Uint8Array };
}
