import type { FontFace } from '../text/font-face.ts';
import type { Segment, SetLine } from '../text/set-lines.ts';
import type { DrawItem, LinkArea, Owner, StructureNode, TextItem } from './display-list.ts';

import type { FieldArea } from './field-area.ts';

/** Where the items of one page are gathered. */
export interface Painter {
  readonly items: DrawItem[];
  readonly links: LinkArea[];
  /** Absent while there are none. */
  fields?: FieldArea[] | undefined;
}

/** Who owns the segments of a paragraph: one node for all, or one for each look where links or languages come in. */
export type SegmentOwners = Owner | ReadonlyMap<Segment, StructureNode>;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Paints a line of text with its left edge and baseline at a place. */
export function paintLine(painter: Painter, line: SetLine, owners: SegmentOwners, x: number, baseline: number): void {
  for (const segment of line.segments) {
    const owner = owners instanceof Map ? (owners.get(segment) ?? null) : (owners as Owner);
    const { look } = segment;
    const item: Writable<TextItem> = {
      kind: 'text',
      owner,
      face: look.typeface.face,
      size: look.size,
      color: look.color,
      baseline,
      words: segment.words,
      xs: shifted(segment.xs, x),
    };
    if (look.tracking !== 0) item.tracking = look.tracking;
    if (look.rise !== 0) item.rise = look.rise;
    if (segment.continues !== 'nothing') item.continues = segment.continues;
    painter.items.push(item);
    if (look.underline || look.strike) paintDecoration(painter, segment, x, baseline);
    if (look.href !== undefined) paintLink(painter, segment, owner, x, baseline, look.href);
  }
}

function shifted(xs: readonly number[], x: number): number[] {
  const moved = new Array<number>(xs.length);
  for (let i = 0; i < xs.length; i++) moved[i] = (xs[i] as number) + x;
  return moved;
}

function paintDecoration(painter: Painter, segment: Segment, x: number, baseline: number): void {
  const { look } = segment;
  const face: FontFace = look.typeface.face;
  const thickness = Math.max(0.3, face.underlineThickness * look.scale);
  const left = x + (segment.xs[0] as number);
  const rule = (center: number): void => {
    painter.items.push({
      kind: 'rect',
      owner: null,
      x: left,
      y: center - thickness / 2,
      width: x + segment.right - left,
      height: thickness,
      fill: look.color,
    });
  };
  if (look.underline) rule(baseline - look.rise - face.underlinePosition * look.scale);
  if (look.strike) rule(baseline - look.rise - (face.xHeight / 2) * look.scale);
}

function paintLink(painter: Painter, segment: Segment, owner: Owner, x: number, baseline: number, href: string): void {
  const { look } = segment;
  const { ascender, descender } = look.typeface.face;
  const left = x + (segment.xs[0] as number);
  painter.links.push({
    owner,
    x: left,
    y: baseline - ascender * look.scale,
    width: x + segment.right - left,
    height: (ascender - descender) * look.scale,
    href,
    alt: segment.words.map((word) => word.text).join(' '),
  });
}
