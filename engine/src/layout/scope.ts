import type { Run } from '../resolve/resolved.ts';
import type { Alignment, SetParagraph, Typesetter } from '../text/typesetter.ts';
import type { Budget } from './budget.ts';
import type { NodeFacts, StructureNode } from './display-list.ts';
import type { Enclosures } from './enclosure.ts';
import type { PlacedOffer } from './fillers.ts';
import type { Findings } from './findings.ts';
import type { NarrowLines } from './float.ts';
import type { Footnotes } from './footnotes.ts';
import type { Graphics } from './graphics.ts';
import type { Outline } from './outline.ts';
import type { RunningText } from './running.ts';
import type { Group, Slab } from './slab.ts';
import type { Sources } from './sources.ts';
import { structureNode } from './structure-node.ts';
import type { LayoutStyle, Styles } from './styles.ts';

/** What is known at a place of the document while its nodes become slabs. Inner places get a changed copy. */
export interface Scope {
  readonly styles: Styles;
  readonly typesetter: Typesetter;
  readonly graphics: Graphics;
  readonly findings: Findings;
  readonly budget: Budget;
  /** Gathers which offers were placed. */
  readonly offers: PlacedOffer[];
  readonly language: string;
  /** What parts a number's fraction from its whole. */
  readonly decimalSeparator: string;
  /** Left edge within the region, and width; points. */
  readonly x: number;
  readonly width: number;
  /** Height of a page's body: what is kept together is so only where it fits. */
  readonly pageHeight: number;
  /** Height of the lowest body: what is never cut is at most so high. */
  readonly leastHeight: number;
  /** Structure node that gets the content; null for artifacts. */
  readonly parent: StructureNode | null;
  readonly group: Group | undefined;
  /** Known in page frames, which are laid out after the pages are made. */
  readonly page: { readonly number: number; readonly count: number } | undefined;
  /** Takes the footnotes of the text; undefined where the document has none. */
  readonly notes: Footnotes | undefined;
  /** Gathers what frames repeat from the pages; undefined where no frame asks. */
  readonly running: RunningText[] | undefined;
  /** The document's headings. */
  readonly outline: Outline;
  /** The given PDFs that the document met. */
  readonly enclosures: Enclosures;
  /** Where slabs go. */
  readonly out: Slab[];
  /** Whether rows of plain texts may be one item each. */
  readonly plainRows: boolean;
  /** Takes where nodes come from; undefined where nobody asks. */
  readonly sources: Sources | undefined;
}

/** A new structure node under the scope's, or null for artifacts. */
export function addNode(parent: StructureNode | null, type: StructureNode['type'], facts?: NodeFacts): StructureNode | null {
  if (parent === null) return null;
  const node = structureNode(type, facts);
  parent.children.push(node);
  return node;
}

/** Breaks runs into lines, page numbers filled in; characters without a glyph are reported. */
export function setText(
  scope: Scope,
  runs: readonly Run[],
  style: LayoutStyle,
  width: number,
  source: string,
  align?: Alignment,
  narrow?: NarrowLines,
): SetParagraph {
  const { typesetter, page, language } = scope;
  const paragraph =
    narrow === undefined
      ? typesetter.set(withPage(runs, page), style, width, language, align)
      : typesetter.setBeside(withPage(runs, page), style, width, language, narrow);
  if (paragraph.missing !== '') scope.findings.missingGlyphs(paragraph.missing, source);
  return paragraph;
}

function withPage(runs: readonly Run[], page: Scope['page']): readonly Run[] {
  let asked = false;
  for (let i = 0; i < runs.length; i++) if ((runs[i] as Run).page !== undefined) asked = true;
  if (!asked) return runs;
  return runs.map((run) => (run.page === undefined ? run : { ...run, text: page === undefined ? '' : String(page[run.page]) }));
}
