import type { FontFace } from '../text/font-face.ts';
import type { Look } from '../text/look.ts';
import { type Segment, type SetLine, textOfSegment } from '../text/set-lines.ts';
import type { Anchor, DrawItem, FurnitureItems, LinkArea, Owner, PageSlot, StructureNode, TextItem } from './display-list.ts';

import type { FieldArea } from './field-area.ts';

/** Where the items of one page are gathered. */
export interface Painter {
  readonly items: DrawItem[];
  readonly links: LinkArea[];
  /** Index of the page, and the number that it shows; absent where nobody asks. */
  readonly page?: number;
  readonly number?: number;
  /** Absent while there is none. */
  furniture?: FurnitureItems[] | undefined;
  /** Absent while there are none. */
  fields?: FieldArea[] | undefined;
  /** Absent while there are none. */
  anchors?: Anchor[] | undefined;
  /** Absent while there are none. */
  slots?: PageSlot[] | undefined;
}

/** Who owns the segments of a paragraph: one node for all, or one for each look where links or languages come in. */
export type SegmentOwners = Owner | ReadonlyMap<Segment, StructureNode>;

/** Paints a line of text with its left edge and baseline at a place. */
export function paintLine(painter: Painter, line: SetLine, owners: SegmentOwners, x: number, baseline: number): void {
  const { segments } = line;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    const owner = owners instanceof Map ? (owners.get(segment) ?? null) : (owners as Owner);
    const { look } = segment;
    if (look.background !== undefined) paintBackground(painter, segments, i, x, baseline, look.background);
    painter.items.push(textItem(segment, owner, x, baseline));
    if (look.underline || look.strike) paintDecoration(painter, segments, i, x, baseline);
    if (look.href !== undefined) paintLink(painter, segment, owner, x, baseline, look.href);
  }
  if (line.leaders !== undefined) for (const leader of line.leaders) painter.items.push(textItem(leader, null, x, baseline));
}

function textItem(segment: Segment, owner: Owner, x: number, baseline: number): TextItem {
  const { look } = segment;
  const { tracking } = segment;
  // Every property in its place: items of one shape are read faster, and there are hundreds on a page.
  return {
    kind: 'text',
    owner,
    face: look.typeface.face,
    size: look.size,
    color: look.color,
    baseline,
    words: segment.words,
    xs: shifted(segment.xs, x),
    tracking: tracking === undefined ? (look.tracking === 0 ? undefined : look.tracking) : look.tracking + tracking,
    rise: look.rise === 0 ? undefined : look.rise,
    continues: segment.continues === 'nothing' ? undefined : segment.continues,
    stretch: segment.stretch === 1 ? undefined : segment.stretch,
    rightToLeft: look.level % 2 === 1 ? true : undefined,
  };
}

function shifted(xs: readonly number[], x: number): number[] {
  const moved = new Array<number>(xs.length);
  for (let i = 0; i < xs.length; i++) moved[i] = (xs[i] as number) + x;
  return moved;
}

/** Left and right edge of what is drawn along a segment: over the space to the next that has the same. */
function reach(segments: readonly Segment[], index: number, has: (look: Look) => boolean): readonly [number, number] {
  const segment = segments[index] as Segment;
  const next = segments[index + 1];
  const left = segment.xs[0] as number;
  if (next === undefined || !has(next.look)) return [left, segment.right];
  const nextLeft = next.xs[0] as number;
  return nextLeft >= segment.right ? [left, nextLeft] : [Math.min(left, next.right), segment.right];
}

function paintBackground(painter: Painter, segments: readonly Segment[], index: number, x: number, baseline: number, fill: string): void {
  const { look } = segments[index] as Segment;
  const { ascender, descender } = look.typeface.face;
  const [left, right] = reach(segments, index, ({ background }) => background === fill);
  const top = baseline - look.rise - ascender * look.scale;
  const height = (ascender - descender) * look.scale;
  painter.items.push({ kind: 'rect', owner: null, x: x + left, y: top, width: right - left, height, fill });
}

function paintDecoration(painter: Painter, segments: readonly Segment[], index: number, x: number, baseline: number): void {
  const { look } = segments[index] as Segment;
  const face: FontFace = look.typeface.face;
  const thickness = Math.max(0.3, face.underlineThickness * look.scale);
  const rule = (center: number, has: (look: Look) => boolean): void => {
    const [from, to] = reach(segments, index, has);
    const left = x + from;
    painter.items.push({
      kind: 'rect',
      owner: null,
      x: left,
      y: center - thickness / 2,
      width: x + to - left,
      height: thickness,
      fill: look.color,
    });
  };
  if (look.underline) rule(baseline - look.rise - face.underlinePosition * look.scale, ({ underline }) => underline);
  if (look.strike) rule(baseline - look.rise - (face.xHeight / 2) * look.scale, ({ strike }) => strike);
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
    alt: textOfSegment(segment),
  });
}
