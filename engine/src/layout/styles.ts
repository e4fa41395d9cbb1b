import type { BoxStyle, Brand, ParagraphStyle, TableStyle } from '../template/model.ts';
import { BREAK_RULES, type FaceSet, JUSTIFICATION, type Justification, type TabStop, type TextStyle } from '../text/text-style.ts';
import { mm } from './units.ts';

/** A paragraph style with everything inherited filled in. Lengths in points. */
export interface LayoutStyle extends TextStyle {
  readonly spaceBefore: number;
  readonly spaceAfter: number;
  readonly indent: number;
  readonly keepWithNext: boolean;
  readonly keepTogether: boolean;
  /** Distance of the lines that baselines stand on. */
  readonly baselineGrid: number | undefined;
  readonly orphans: number;
  readonly widows: number;
  /** From the top of a line to its baseline: the leading is shared evenly above and below the letters. */
  readonly baseline: number;
}

/** A table style with its paragraph styles. Lengths in points. */
export interface LayoutTableStyle {
  readonly header: LayoutStyle;
  readonly cell: LayoutStyle;
  readonly note: LayoutStyle;
  readonly total: LayoutStyle;
  readonly carry: LayoutStyle;
  readonly group: LayoutStyle;
  readonly groupBackground: string | undefined;
  readonly totalBackground: string | undefined;
  readonly columnRule: number;
  readonly border: number;
  readonly headerBackground: string | undefined;
  readonly zebra: string | undefined;
  readonly ruleColor: string;
  readonly rule: number;
  readonly paddingY: number;
  readonly paddingX: number;
}

export interface LayoutBoxStyle {
  readonly background: string | undefined;
  readonly border: string | undefined;
  readonly borderWidth: number;
  readonly radius: number;
  readonly padding: number;
  readonly spaceBefore: number;
  readonly spaceAfter: number;
}

/** The styles of a brand, made ready once per program. A name that the brand lacks gets the nearest sensible style. */
export interface Styles {
  paragraph(name: string): LayoutStyle;
  table(name: string): LayoutTableStyle;
  box(name: string): LayoutBoxStyle;
}

const DEFAULT_SIZE = 10;
const DEFAULT_LEADING = 1.35;
const DEFAULT_RULE_COLOR = '#b8bec6';
/** Sizes of headings where the brand says nothing, in parts of the body's. */
const HEADING_SIZES: { readonly [name: string]: number } = {
  heading1: 1.8,
  heading2: 1.4,
  heading3: 1.15,
  heading4: 1,
  heading5: 1,
  heading6: 0.95,
};

/** The same for footnotes. */
const FOOTNOTE_SIZE = 0.8;

export function resolveStyles(brand: Brand, fonts: ReadonlyMap<string, FaceSet>): Styles {
  const paragraphs = new Map<string, LayoutStyle>();
  const tables = new Map<string, LayoutTableStyle>();
  const paragraph = (name: string): LayoutStyle => remember(paragraphs, name, () => layoutStyle(inherit(brand, name), fonts));
  return {
    paragraph,
    table: (name) => remember(tables, name, () => tableStyle(brand.tableStyles?.[name] ?? brand.tableStyles?.table ?? {}, paragraph)),
    box: (name) => boxStyle(brand.boxStyles?.[name] ?? {}),
  };
}

function remember<V>(known: Map<string, V>, name: string, make: () => V): V {
  let value = known.get(name);
  if (value === undefined) {
    value = make();
    known.set(name, value);
  }
  return value;
}

/** A style with those it is based on merged in, nearest last. Styles that are based on themselves end the chain. */
function inherit(brand: Brand, name: string): ParagraphStyle {
  const chain: ParagraphStyle[] = [];
  const seen = new Set<string>();
  let next: string | undefined = name;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const style: ParagraphStyle | undefined = brand.styles[next] ?? defaultStyle(brand, next);
    if (style === undefined) break;
    chain.unshift(style);
    next = style.basedOn;
  }
  return Object.assign({}, ...chain);
}

function defaultStyle(brand: Brand, name: string): ParagraphStyle | undefined {
  const heading = HEADING_SIZES[name];
  if (heading !== undefined) {
    const size = (brand.styles.body?.size ?? DEFAULT_SIZE) * heading;
    return {
      basedOn: 'body',
      size,
      leading: size * 1.2,
      weight: 'bold',
      align: 'start',
      keepWithNext: true,
      spaceBefore: size,
      spaceAfter: size / 3,
    };
  }
  if (name === 'footnote') {
    const size = (brand.styles.body?.size ?? DEFAULT_SIZE) * FOOTNOTE_SIZE;
    return { basedOn: 'body', size, leading: size * 1.25, spaceBefore: 0, spaceAfter: 1, firstIndent: 0 };
  }
  // Lines of a table of contents stand closer than paragraphs.
  if (name.startsWith('contents')) return { basedOn: 'body', align: 'start', spaceBefore: 0, spaceAfter: 2 };
  return name === 'body' ? undefined : { basedOn: 'body' };
}

function layoutStyle(style: ParagraphStyle, fonts: ReadonlyMap<string, FaceSet>): LayoutStyle {
  const faces = (style.font === undefined ? undefined : fonts.get(style.font)) ?? fonts.values().next().value;
  if (faces === undefined) throw new Error('A brand without fonts cannot be laid out');
  const size = style.size ?? DEFAULT_SIZE;
  const leading = style.leading ?? size * DEFAULT_LEADING;
  const { ascender, descender, unitsPerEm } = faces.regular;
  const scale = size / unitsPerEm;
  return {
    faces,
    size,
    leading,
    bold: style.weight === 'bold',
    italic: style.italic ?? false,
    color: style.color ?? '#000000',
    align: style.align ?? 'start',
    direction: style.direction ?? 'auto',
    firstIndent: mm(style.firstIndent ?? 0),
    hyphenate: style.hyphenate ?? false,
    lineBreaking: style.lineBreaking ?? 'fast',
    features: style.features ?? {},
    tracking: style.tracking ?? 0,
    justification: justificationOf(style),
    breaking: {
      looseness: style.looseness ?? BREAK_RULES.looseness,
      hyphensInARow: style.hyphensInARow ?? BREAK_RULES.hyphensInARow,
      lastLine: mm(style.lastLine ?? 0),
    },
    tabStops: tabStopsOf(style),
    spaceBefore: style.spaceBefore ?? 0,
    spaceAfter: style.spaceAfter ?? 0,
    indent: mm(style.indent ?? 0),
    keepWithNext: style.keepWithNext ?? false,
    keepTogether: style.keepTogether ?? false,
    baselineGrid: style.baselineGrid,
    orphans: style.orphans ?? 2,
    widows: style.widows ?? 2,
    baseline: (leading - (ascender - descender) * scale) / 2 + ascender * scale,
  };
}

/** Limits of stretching. The least and the most of the spaces are given in either order. */
function justificationOf({ wordSpacing, glyphScaling = 0 }: ParagraphStyle): Justification {
  const glyphs = glyphScaling / 100;
  if (wordSpacing === undefined) return { ...JUSTIFICATION, glyphs };
  return { shrink: Math.max(0, 1 - Math.min(...wordSpacing)), stretch: Math.max(0.01, Math.max(...wordSpacing) - 1), glyphs };
}

function tabStopsOf({ tabStops = [] }: ParagraphStyle): TabStop[] {
  const stops = tabStops.map(({ at, align = 'left', leader = '' }) => ({ at: mm(at), align, leader }));
  return stops.sort((a, b) => a.at - b.at);
}

function tableStyle(style: TableStyle, paragraph: (name: string) => LayoutStyle): LayoutTableStyle {
  const cell = paragraph(style.cell ?? 'body');
  return {
    cell,
    header: style.header === undefined ? { ...cell, bold: true } : paragraph(style.header),
    note: style.note === undefined ? { ...cell, size: cell.size * 0.85, leading: cell.leading * 0.85 } : paragraph(style.note),
    total: style.total === undefined ? { ...cell, bold: true } : paragraph(style.total),
    carry: style.carry === undefined ? { ...cell, italic: true } : paragraph(style.carry),
    group: style.group === undefined ? { ...cell, bold: true } : paragraph(style.group),
    groupBackground: style.groupBackground,
    totalBackground: style.totalBackground,
    columnRule: style.columnRule ?? 0,
    border: style.border ?? 0,
    headerBackground: style.headerBackground,
    zebra: style.zebra,
    ruleColor: style.ruleColor ?? DEFAULT_RULE_COLOR,
    rule: style.rule ?? 0.5,
    paddingY: style.padding?.[0] ?? 3,
    paddingX: style.padding?.[1] ?? 4,
  };
}

function boxStyle(style: BoxStyle): LayoutBoxStyle {
  return {
    background: style.background,
    border: style.border,
    borderWidth: style.border === undefined ? 0 : (style.borderWidth ?? 0.75),
    radius: style.radius ?? 0,
    padding: mm(style.padding ?? 3),
    spaceBefore: style.spaceBefore ?? 6,
    spaceAfter: style.spaceAfter ?? 6,
  };
}
