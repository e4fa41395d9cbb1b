/**
 * What the content of a file says to the rules: gathered once for all of them by `readContent`. Lists that a hostile or hopeless file
 * could make endless are cut at `maxListed`; a rule only has to know that something is so, and where first.
 */
import type { AnyFont } from '../fonts/read-font.ts';
import type { LexicalNote } from '../read/lexer.ts';
import type { PdfDict, PdfRef, PdfStream, PdfValue } from '../read/values.ts';
import type { StructElement } from '../structure/tree.ts';

export const maxListed = 1000;

export type StreamKind = 'page' | 'form' | 'pattern' | 'glyph' | 'appearance' | 'mask';

/** One content stream, whatever runs it and how often. */
export interface StreamFacts {
  readonly kind: StreamKind;
  /** Page that runs it first, counted from 1. */
  readonly page: number;
  /** The stream's object; for a page the page's. */
  readonly ref: PdfRef | undefined;
  /** Dictionary of page or stream. */
  readonly dict: PdfDict;
  /** Resources by which its names are looked up. */
  readonly resources: PdfDict | undefined;
  /** Whether page or stream have a `Resources` entry of their own; else those of the page (or of what runs it) are used. */
  readonly ownResources: boolean;
  /** How often it was run (forms: by `Do`). */
  uses: number;
  /** Operators that are in no table of ISO 32000-1, also those between BX and EX. */
  readonly undefinedOperators: Set<string>;
  readonly operators: Set<string>;
  /** Names that were looked up in the resources, as `Font/F1`, the first of them. */
  readonly usedResources: Set<string>;
  /** Names that the resources lack, as `Font/F1`. */
  readonly missingResources: Set<string>;
  /** Deepest nesting of `q`. */
  deepestSave: number;
  /** More `Q` than `q` were met. */
  unbalancedRestore: boolean;
  /** Whether marked content is begun and ended in pairs. */
  unbalancedMarks: boolean;
  /** Notes on how operands are written (hexadecimal strings, numbers beyond limits), the first of them. */
  readonly notes: LexicalNote[];
  /** Whether a mark in it has an MCID. */
  hasMcids: boolean;
  /** Rendering intents set by `ri`, inline images and images. */
  readonly intents: Set<string>;
  readonly extGStates: Set<PdfDict>;
  readonly images: Set<PdfStream>;
  /** Dictionaries of inline images, keys as written (mostly short). */
  readonly inlineImages: PdfDict[];
  /** Form and PostScript XObjects. */
  readonly forms: Set<PdfStream>;
  readonly patterns: Set<PdfValue>;
  readonly shadings: Set<PdfValue>;
  /** Fonts chosen by `Tf`. */
  readonly fonts: Set<AnyFont>;
}

/** How a colour space is used for painting. */
export interface ColourUse {
  /** Name (`DeviceRGB`, …) or array, names of the resources resolved. */
  readonly space: PdfValue;
  /** The `DefaultGray`, `DefaultRGB` or `DefaultCMYK` that stands for a device space here. */
  readonly standIn: PdfValue;
  readonly usage: 'fill' | 'stroke' | 'image' | 'shading';
  /** Overprint of the usage (`op`, `OP`) and its mode. */
  readonly overprint: boolean;
  readonly overprintMode: number;
  readonly page: number;
  readonly stream: StreamFacts;
}

/** Codes shown in a font. */
export interface ShownCode {
  readonly code: number;
  readonly length: number;
  /** Shown in another rendering mode than 3 (invisible). */
  rendered: boolean;
  /** Page that shows it first. */
  readonly page: number;
}

export interface FontUse {
  readonly font: AnyFont;
  /** By code × 8 + length. */
  readonly codes: Map<number, ShownCode>;
  /** Shown in another rendering mode than 3. */
  rendered: boolean;
  readonly page: number;
}

/** A marked-content sequence (or point) as it is met. */
export interface Mark {
  readonly tag: string;
  readonly mcid: number | undefined;
  /** Its property list. */
  readonly properties: PdfDict | undefined;
  /** The sequence around it, also that around the form it stands in. */
  readonly parent: Mark | undefined;
  /** It or one around it is an artifact. */
  readonly inArtifact: boolean;
  /** Structure element of the innermost MCID here or around it that the structure tree knows. */
  readonly element: StructElement | undefined;
  /** Language by `Lang` here or around it. */
  readonly language: string | undefined;
  readonly page: number;
  readonly stream: StreamFacts;
}

/** Something drawn. */
export interface Drawn {
  readonly what: 'text' | 'path' | 'image' | 'shading';
  readonly page: number;
  readonly stream: StreamFacts;
}

/** Everything that is known of a file's content. */
export interface ContentFacts {
  readonly streams: readonly StreamFacts[];
  /** Facts of a form, pattern, … by its stream. */
  readonly streamOf: ReadonlyMap<PdfStream, StreamFacts>;
  readonly fonts: ReadonlyMap<AnyFont, FontUse>;
  readonly colours: readonly ColourUse[];
  /** Marks with an MCID, or with a property list that has more than that. */
  readonly marks: readonly Mark[];
  /** Artifacts within tagged content; the first of them. */
  readonly artifactsInTagged: readonly Mark[];
  /** Tagged content within artifacts; the first of it. */
  readonly taggedInArtifacts: readonly Mark[];
  /** What is neither tagged nor an artifact, once for each kind, page and stream; the first of them. */
  readonly loose: readonly Drawn[];
  /** Text in characters of a Private Use Area that no `ActualText` of marks or structure stands for; the first of it. */
  readonly privateText: readonly Drawn[];
  /** Text whose language neither marks nor structure tell, once for each page and stream; the first of it. */
  readonly textWithoutLanguage: readonly Drawn[];
  /** Pages that use transparency: soft masks, constant alpha below 1, blend modes other than Normal, groups of forms and images. */
  readonly transparentPages: ReadonlySet<number>;
  /** Text of a marked-content sequence, by the page or form it stands in and its MCID. */
  readonly textOf: (owner: PdfDict, mcid: number) => string;
  /** Reading stopped at the limit of work; what is there is true but not all. */
  readonly truncated: boolean;
}
