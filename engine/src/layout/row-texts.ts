import type { DrawItem, FurnitureItems, LaidOutDocument, LaidOutPage, Owner, RowItem, TextItem } from './display-list.ts';
import { structureNode } from './structure-node.ts';

/** A text of a row by itself. */
export function textOfRow({ row, x, baseline }: RowItem, index: number, owner: Owner): TextItem {
  const { type, texts, xs } = row;
  const { typeface, size, color, scale, space } = type.look;
  const words = texts[index]!.split(' ').map((word) => type.word(word));
  let pen = x + xs[index]!;
  const lefts = words.map((word) => {
    const left = pen;
    pen += word.width * scale + space;
    return left;
  });
  return { kind: 'text', owner, face: typeface.face, size, color, baseline, words, xs: lefts };
}

/**
 * The document for who looks at its texts one by one: rows of plain texts have an item for each, and a node for each cell. The nodes are
 * added to those of the document, whose writer does without them.
 */
export function textsApart(document: LaidOutDocument): LaidOutDocument {
  return { ...document, pages: document.pages.map((page) => (page.items.some(isRow) ? pageOfTexts(page) : page)) };
}

const isRow = ({ kind }: DrawItem): boolean => kind === 'row';

function pageOfTexts(page: LaidOutPage): LaidOutPage {
  const items: DrawItem[] = [];
  const places = page.items.map((item) => {
    const place = items.length;
    if (item.kind === 'row') items.push(...textsOf(item));
    else items.push(item);
    return place;
  });
  const furniture = page.furniture?.map((one): FurnitureItems => ({ ...one, at: places[one.at] ?? items.length }));
  return { ...page, items, furniture };
}

function textsOf(item: RowItem): TextItem[] {
  const { texts, from, to } = item.row;
  const { children } = item.owner;
  if (children.length === 0) for (let i = from; i < to; i++) children.push(structureNode('TD'));
  return children.flatMap((cell, i) => (texts[from + i] === '' ? [] : [textOfRow(item, from + i, cell)]));
}
