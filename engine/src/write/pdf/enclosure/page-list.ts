import { dictOf, PdfArray, PdfDict, type PdfFile, PdfRef, PdfStream } from '../../../preflight/read/index.ts';

/** A given PDF cannot be enclosed. */
export class EnclosureError extends Error {
  constructor(why: string) {
    super(`A PDF cannot be enclosed: ${why}`);
    this.name = 'EnclosureError';
  }
}

/** A page of a given PDF, with what it inherits from the page tree. */
export interface ForeignPage {
  readonly dict: PdfDict;
  /** Object number; structure elements refer to pages by it. */
  readonly number: number;
  readonly resources: PdfDict | undefined;
  /** Left, bottom, right, top of what is shown; points. */
  readonly box: readonly [number, number, number, number];
  /** Degrees clockwise: 0, 90, 180, 270. */
  readonly rotate: number;
}

const MOST_PAGES = 5000;
const DEEPEST = 50;
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
/** Size of a page that says none: US letter, as most readers take it. */
const USUAL_BOX = [0, 0, 612, 792] as const;
/** PDF/A, 6.1.13: no page is smaller than 3 or larger than 14,400 units. */
const SMALLEST = 3;
const LARGEST = 14_400;

/** The pages in their order; undefined where there are more than anyone encloses. */
export function pagesIn(file: PdfFile): ForeignPage[] | undefined {
  const pages: ForeignPage[] = [];
  const seen = new Set<number>();
  const visit = (ref: unknown, inherited: ReadonlyMap<string, unknown>, depth: number): boolean => {
    if (!(ref instanceof PdfRef) || seen.has(ref.num) || depth > DEEPEST) return true;
    seen.add(ref.num);
    const node = file.resolve(ref);
    if (!(node instanceof PdfDict)) return true;
    const own = new Map(inherited);
    for (const key of INHERITED) if (node.has(key)) own.set(key, node.get(key));
    const kids = node.array('Kids');
    if (kids !== undefined && node.name('Type') !== 'Page') return kids.items.every((kid) => visit(kid, own, depth + 1));
    pages.push(pageOf(node, ref.num, own));
    return pages.length <= MOST_PAGES;
  };
  return visit(file.catalog.raw('Pages'), new Map(), 0) ? pages : undefined;
}

function pageOf(dict: PdfDict, number: number, inherited: ReadonlyMap<string, unknown>): ForeignPage {
  const media = boxOf(inherited.get('MediaBox')) ?? USUAL_BOX;
  const crop = boxOf(inherited.get('CropBox'));
  const shown = crop === undefined ? media : cut(crop, media);
  const resources = inherited.get('Resources');
  const turn = inherited.get('Rotate');
  const rotate = typeof turn === 'number' ? (((Math.round(turn / 90) * 90) % 360) + 360) % 360 : 0;
  return { dict, number, resources: resources instanceof PdfDict ? resources : undefined, box: shown, rotate };
}

type Box = readonly [number, number, number, number];

function boxOf(value: unknown): Box | undefined {
  const numbers = value instanceof PdfArray ? value.numbers() : undefined;
  if (numbers?.length !== 4) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  const sizes = [box[2] - box[0], box[3] - box[1]];
  return sizes.every((size) => size >= SMALLEST && size <= LARGEST) ? box : undefined;
}

function cut(crop: Box, media: Box): Box {
  const box: Box = [Math.max(crop[0], media[0]), Math.max(crop[1], media[1]), Math.min(crop[2], media[2]), Math.min(crop[3], media[3])];
  return box[2] - box[0] >= SMALLEST && box[3] - box[1] >= SMALLEST ? box : media;
}

/** Width and height as a reader shows them. */
export function shownSize({ box, rotate }: ForeignPage): { readonly width: number; readonly height: number } {
  const size = { width: box[2] - box[0], height: box[3] - box[1] };
  return rotate % 180 === 0 ? size : { width: size.height, height: size.width };
}

/** Bytes of operators on one page; honest maps and plans have some millions. */
const LONGEST_CONTENT = 48 * 1024 * 1024;

/** The content streams of a page, joined as a reader joins them. @throws EnclosureError when they are too long */
export function contentOf({ dict }: ForeignPage): Uint8Array {
  const contents = dict.get('Contents');
  const streams = contents instanceof PdfArray ? [...contents] : [contents];
  const parts = streams.flatMap((stream) => (stream instanceof PdfStream ? [stream.decode().bytes] : []));
  const length = parts.reduce((sum, part) => sum + part.length + 1, 0);
  if (length > LONGEST_CONTENT) throw new EnclosureError('what one of its pages is drawn with is too much');
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
    joined[at++] = 0x0a;
  }
  return joined;
}

/** Annotations of a page that are dictionaries. */
export function annotationsOf({ dict }: ForeignPage): { readonly dict: PdfDict; readonly number: number | undefined }[] {
  const list = dict.array('Annots');
  if (list === undefined) return [];
  return list.items.slice(0, 10_000).flatMap((item, i) => {
    const annotation = dictOf(list.at(i));
    return annotation === undefined ? [] : [{ dict: annotation, number: item instanceof PdfRef ? item.num : undefined }];
  });
}
