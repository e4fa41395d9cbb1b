import type { Diagnostic } from '../diagnostics.ts';
import type { PageKind } from '../template/masters.ts';
import type { PageFacts } from './page-facts.ts';
import type { ResolvedNode, Run } from './resolved.ts';
import type { ResolvedQrBill } from './resolved-qr-bill.ts';

export type { ResolvedQrBill } from './resolved-qr-bill.ts';

/** Content of a master's frames by name, per kind of page; `following` is that of `first` where the master has no such page. */
export type Frames = { readonly first: FrameContents; readonly following: FrameContents } & {
  readonly [kind in PageKind]?: FrameContents;
};
export type FrameContents = { readonly [frame: string]: FrameContent };
/** Nodes; or, where they depend on what only layout knows, a function that is asked for every page. */
export type FrameContent = NodesOfFrame | LateContent;
/** `constant`: the very same list in every document of the program and language, so that what is made of it can be kept. */
export type NodesOfFrame = readonly ResolvedNode[] & { readonly constant?: true };
export interface LateContent {
  /** @param report is given the findings of expressions */
  late(facts: PageFacts, report: (diagnostics: readonly Diagnostic[]) => void): readonly ResolvedNode[];
}

/** A note to the text: in the run that refers to it, and in the document's list of notes. */
export interface FootnoteText {
  /** From 1, through the document. */
  readonly number: number;
  readonly runs: readonly Run[];
}

/** Stands at the top of the body only, so that layout finds it there. */
export interface ResolvedSection {
  readonly type: 'section';
  readonly source: string;
  readonly master: string;
  readonly frames: Frames;
  readonly restartNumbering: boolean;
  readonly startOn: 'page' | 'front';
  readonly body: readonly ResolvedNode[];
}

/** A text that frames repeat on the pages where it holds. For the letter only. */
export interface ResolvedMark {
  readonly type: 'mark';
  readonly source: string;
  readonly name: string;
  readonly text: string;
}

/** Stands at the top of a body or section. For the letter only. */
export interface ResolvedFiller {
  readonly type: 'filler';
  readonly source: string;
  /** Millimetres. */
  readonly minimum: number;
  readonly choose: 'first' | 'tallest';
  readonly valign: 'top' | 'middle' | 'bottom';
  /** What the placed offer is told by: the node's own identifier, else its place. */
  readonly name: string;
  /** At least one; none of them empty. */
  readonly offers: readonly ResolvedOffer[];
}

export interface ResolvedOffer {
  /** From 1, in the order of the template and its list, counting those that are empty. */
  readonly number: number;
  readonly body: readonly ResolvedNode[];
}

/** Content that flows through equal columns. */
export interface ResolvedFlow {
  readonly type: 'flow';
  readonly source: string;
  readonly columns: number;
  /** Millimetres. */
  readonly gap: number;
  readonly balance: boolean;
  readonly body: readonly ResolvedNode[];
}

/** Content at one side, which the nodes after it stand beside. */
export interface ResolvedFloat {
  readonly type: 'float';
  readonly source: string;
  readonly side: 'left' | 'right';
  /** Millimetres. */
  readonly width: number;
  readonly gap: number;
  readonly body: readonly ResolvedNode[];
}

/** What nodes that have to do with pages become. */
export type ResolvedPagedNode = ResolvedSection | ResolvedMark | ResolvedFiller | ResolvedFlow | ResolvedFloat | ResolvedQrBill;
