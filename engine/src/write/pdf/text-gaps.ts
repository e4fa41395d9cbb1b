import type { DrawItem, Owner, RowItem, TextItem } from '../../layout/display-list.ts';
import { textOfRow } from '../../layout/row-texts.ts';

/** The text that is drawn after an item, over the lines and areas that go with it. */
export function nextText(items: readonly DrawItem[], index: number): TextItem | undefined {
  for (let i = index + 1; i < items.length && i <= index + 4; i++) {
    const item = items[i]!;
    if (item.kind === 'text') return item;
    if (item.kind === 'row') return textOfRow(item, firstText(item.row), item.owner);
  }
  return undefined;
}

/** The text that is drawn after a row, where it stands within a line, and so may go with what comes before it: none of another row does. */
export function textWithinLine(items: readonly DrawItem[], index: number): TextItem | undefined {
  for (let i = index + 1; i < items.length && i <= index + 4; i++) {
    const item = items[i]!;
    if (item.kind === 'row') return undefined;
    if (item.kind === 'text') return item.owner !== null && isInline(item.owner.type) ? item : undefined;
  }
  return undefined;
}

function firstText({ texts, from }: RowItem['row']): number {
  let index = from;
  while (texts[index] === '') index++;
  return index;
}

/** Whether a text stands on the same line to the right of another. */
export function standsRightOf(text: TextItem | undefined, other: TextItem): boolean {
  return text !== undefined && Math.abs(text.baseline - other.baseline) < 0.01 && text.xs[0]! > other.xs[0]!;
}

/**
 * Whether a space belongs between this text and the next, so that extracted text has its words apart: where the item says so;
 * where it says nothing, at the end of a line (unless it ends in a hyphen), and before a text of another look that stands apart on
 * the same line.
 */
export function needsSpaceAfter(item: TextItem, next: TextItem | undefined): boolean {
  if (item.continues === 'hyphenated' || item.continues === 'joined') return false;
  if (next === undefined || next.words.length === 0 || !readTogether(item.owner, next.owner)) return false;
  if (item.continues === 'space') return true;
  const last = item.words.at(-1);
  if (last === undefined) return false;
  if (Math.abs(next.baseline - item.baseline) < 0.01) {
    const end = item.xs.at(-1)! + (last.width * item.size) / item.face.unitsPerEm + (item.tracking ?? 0) * last.glyphs.length;
    return next.xs[0]! - end > 0.1 * item.size;
  }
  return last.text.length === 1 || !last.text.endsWith('-');
}

/** Whether two items belong to one run of text: the same element, or one of them an element within a line. */
function readTogether(a: Owner, b: Owner): boolean {
  return a === b || (a !== null && b !== null && (isInline(a.type) || isInline(b.type)));
}

const isInline = (type: string): boolean => type === 'Span' || type === 'Link';
