import type { Run } from '../../resolve/resolved.ts';
import type { DrawItem, StructureNode } from '../display-list.ts';
import { type Painter, paintLine } from '../painter.ts';
import { segmentOwners } from '../paragraph.ts';
import { addNode, type Scope, setText } from '../scope.ts';
import type { LayoutStyle } from '../styles.ts';
import { mm } from '../units.ts';

/** Size and distance of lines of a text of the bill, points. */
export interface BillFace {
  readonly size: number;
  readonly leading: number;
  readonly bold: boolean;
}

const COLOR = '#000000';
/** Thickness of the corners of an empty field, points, and their length, millimetres (Implementation Guidelines 2.3, 3.5.4). */
const CORNER_THICKNESS = 0.75;
const CORNER_LENGTH = 3;

/** Styles of the bill by the brand's style that lends the typeface; caches of text know styles by identity. */
const styles = new WeakMap<LayoutStyle, Map<string, LayoutStyle>>();

/** Writes and draws on the bill. All lengths that it is given are millimetres from the bill's top left corner. */
export class BillWriter {
  readonly #scope: Scope;
  readonly #base: LayoutStyle;
  readonly #source: string;
  readonly #painter: Painter = { items: [], links: [] };

  constructor(scope: Scope, base: LayoutStyle, source: string) {
    this.#scope = scope;
    this.#base = base;
    this.#source = source;
  }

  get items(): readonly DrawItem[] {
    return this.#painter.items;
  }

  /** Writes a paragraph; returns where its last line ends. */
  text(
    parent: StructureNode | null,
    lines: readonly (string | readonly Run[])[],
    face: BillFace,
    [x, y, width]: readonly [number, number, number],
    align: 'left' | 'right' | 'center' = 'left',
  ): number {
    const style = this.#style(face);
    const runs = lines.flatMap((line, i): Run[] => [
      ...(i === 0 ? [] : [{ text: '\n' }]),
      ...(typeof line === 'string' ? [{ text: line }] : line),
    ]);
    const set = setText(this.#scope, runs, style, mm(width), this.#source, align);
    const owners = parent === null ? null : segmentOwners(set, addNode(parent, 'P'));
    let top = mm(y);
    for (const line of set.lines) {
      paintLine(this.#painter, line, owners, mm(x), top + style.baseline);
      top += style.leading;
    }
    return y + (set.lines.length * style.leading) / mm(1);
  }

  /** The corners of a field to be filled in by hand. */
  corners(x: number, y: number, width: number, height: number): void {
    const thick = CORNER_THICKNESS / mm(1);
    for (const left of [x, x + width - CORNER_LENGTH]) {
      for (const top of [y, y + height - thick]) this.rect(left, top, CORNER_LENGTH, thick);
    }
    for (const left of [x, x + width - thick]) {
      for (const top of [y, y + height - CORNER_LENGTH]) this.rect(left, top, thick, CORNER_LENGTH);
    }
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.draw({ kind: 'rect', owner: null, x: mm(x), y: mm(y), width: mm(width), height: mm(height), fill: COLOR });
  }

  /** Draws an item whose place is in points. */
  draw(item: DrawItem): void {
    this.#painter.items.push(item);
  }

  #style({ size, leading, bold }: BillFace): LayoutStyle {
    let made = styles.get(this.#base);
    if (made === undefined) {
      made = new Map();
      styles.set(this.#base, made);
    }
    const key = `${size} ${leading} ${bold}`;
    let style = made.get(key);
    if (style === undefined) {
      style = styled(this.#base, { size, leading, bold });
      made.set(key, style);
    }
    return style;
  }
}

function styled(base: LayoutStyle, { size, leading, bold }: BillFace): LayoutStyle {
  const { ascender, descender, unitsPerEm } = base.faces.regular;
  const scale = size / unitsPerEm;
  return {
    ...base,
    ...{ size, leading, bold, italic: false, color: COLOR, tracking: 0, firstIndent: 0, indent: 0, hyphenate: false, tabStops: [] },
    ...{ direction: 'ltr', lineBreaking: 'fast', spaceBefore: 0, spaceAfter: 0, baselineGrid: undefined },
    baseline: (leading - (ascender - descender) * scale) / 2 + ascender * scale,
  };
}
