/** Standard structure types (ISO 32000-1, 14.8.4) and how other types are mapped to them. */
import { nameOf, type PdfDict } from '../read/values.ts';

const grouping = 'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private';
const block = 'P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot';
const inline = 'Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP';
const illustration = 'Figure Formula Form';

export const standardTypes: ReadonlySet<string> = new Set(`${grouping} ${block} ${inline} ${illustration}`.split(' '));

/** What a structure type stands for. */
export interface Role {
  /** The standard type, or null where the role map leads to none. */
  readonly standard: string | null;
  /** The role map goes in a circle from here. */
  readonly circular: boolean;
  /** A standard type that the role map maps to something else. */
  readonly remapped: boolean;
}

/** Follows the role map from a type; a standard type stands for itself whatever the map says. */
export function roleOf(type: string, roleMap: PdfDict | undefined): Role {
  const isStandard = standardTypes.has(type);
  const next = (from: string): string | undefined => nameOf(roleMap?.get(from) ?? null);
  const target = next(type);
  const seen = new Set([type]);
  let standard = isStandard ? type : null;
  for (let at = target; at !== undefined; at = next(at)) {
    if (seen.has(at)) return { standard, circular: true, remapped: isStandard && target !== type };
    seen.add(at);
    if (!standardTypes.has(at)) continue;
    standard ??= at;
    if (!isStandard) break;
  }
  return { standard, circular: false, remapped: isStandard && target !== undefined };
}
