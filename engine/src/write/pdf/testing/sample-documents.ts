import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DrawItem, LaidOutDocument, LinkArea, NodeFacts, Owner, StructureNode, TextItem } from '../../../layout/display-list.ts';
import { structureNode } from '../../../layout/structure-node.ts';
import { createFontFace, type FontFace } from '../../../text/font-face.ts';
import { type Features, type ShapedWord, Shaper } from '../../../text/shaper.ts';

/** Documents made by hand for the tests of the writer, so that they don't depend on layout. */

const files = createRequire(import.meta.url);
const fontFile = (name: string): Uint8Array => readFileSync(files.resolve(`@expo-google-fonts/source-sans-3/${name}`));

/** The faces of the sample documents and a way to shape words with them. */
export interface SampleType {
  readonly regular: FontFace;
  readonly bold: FontFace;
  words(face: FontFace, text: string, features?: Features): ShapedWord[];
}

export async function sampleType(): Promise<SampleType> {
  const regular = await createFontFace('sans-regular', fontFile('400Regular/SourceSans3_400Regular.ttf'));
  const bold = await createFontFace('sans-bold', fontFile('600SemiBold/SourceSans3_600SemiBold.ttf'));
  const shaper = new Shaper();
  return {
    regular,
    bold,
    words: (face, text, features = {}) => text.split(' ').map((word) => shaper.shape(shaper.typeface(face, features, 'en'), word)),
  };
}

/** Letters that the base fonts of the sample program have. */
export const REPERTOIRE =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 .,;:!?-–()/€%&\'"+*=@ ÄÖÜäöüß fi fl ff ffi ffl ft tt';

export const node = structureNode;

/** Collects items and structure of a document, line by line from the top. */
export class SampleDocument {
  readonly root = node('Document');
  readonly #type: SampleType;
  readonly #pages: { items: DrawItem[]; links: LinkArea[] }[] = [];

  constructor(type: SampleType) {
    this.#type = type;
    this.newPage();
  }

  newPage(): void {
    this.#pages.push({ items: [], links: [] });
  }

  item(item: DrawItem): void {
    this.#pages.at(-1)!.items.push(item);
  }

  link(area: LinkArea): void {
    this.#pages.at(-1)!.links.push(area);
  }

  child(parent: StructureNode, type: StructureNode['type'], facts?: NodeFacts): StructureNode {
    const child = node(type, facts);
    parent.children.push(child);
    return child;
  }

  /** A line of text; returns where it ends. */
  line(owner: Owner, text: string, x: number, baseline: number, more: Partial<TextItem> & { features?: Features } = {}): number {
    const { features, ...rest } = more;
    const face = rest.face ?? this.#type.regular;
    const size = rest.size ?? 10;
    const words = this.#type.words(face, text, features);
    const space = this.#type.words(face, 'i')[0]!.width;
    const xs: number[] = [];
    let at = x;
    for (const word of words) {
      xs.push(at);
      at += ((word.width + space) * size) / face.unitsPerEm;
    }
    this.item({ kind: 'text', owner, face, size, color: '#1d2a2f', baseline, words, xs, ...rest });
    return at - (space * size) / face.unitsPerEm;
  }

  laidOut(title = 'Invoice 536365', language = 'en'): LaidOutDocument {
    const pages = this.#pages.map(({ items, links }) => ({ width: 595.28, height: 841.89, items, links }));
    return { pages, structure: this.root, title, language, author: 'Hollyhock & Wren Ltd' };
  }
}

/** A letter with a heading, running text over two lines, a link, a table with a header and a logo. */
export function sampleLetter(type: SampleType, name: string, rows: number): LaidOutDocument {
  const document = new SampleDocument(type);
  document.line(null, 'Hollyhock & Wren Ltd', 70, 40, { size: 7 });
  const logo = document.child(document.root, 'Figure', { alt: 'Logo of Hollyhock & Wren', box: [400, 30, 100, 50] });
  document.item({ kind: 'image', owner: logo, asset: 'logo', x: 400, y: 30, width: 100, height: 50 });
  document.line(document.child(document.root, 'H1'), 'Your invoice', 70, 120, { face: type.bold, size: 18 });
  const paragraph = document.child(document.root, 'P');
  document.line(paragraph, `Dear ${name}, thank you for your order. Our office`, 70, 150);
  let x = document.line(paragraph, 'files all of it efficiently; see', 70, 164);
  const link = document.child(paragraph, 'Link');
  const end = document.line(link, 'our site', x + 2.5, 164);
  document.link({ owner: link, x: x + 2.5, y: 154, width: end - x, height: 12, href: 'https://hollyhock.example/ä', alt: 'Our site' });
  x = document.line(paragraph, 'for more.', end + 2.5, 164);
  sampleTable(document, type, rows);
  return document.laidOut(`Invoice for ${name}`);
}

function sampleTable(document: SampleDocument, type: SampleType, rows: number): void {
  const table = document.child(document.root, 'Table', { summary: 'Items of the invoice' });
  const head = document.child(document.child(table, 'THead'), 'TR');
  document.item({ kind: 'rect', owner: null, x: 70, y: 190, width: 450, height: 16, fill: '#eef4f1' });
  document.line(document.child(head, 'TH', { scope: 'Column' }), 'Article', 72, 202, { face: type.bold, size: 9 });
  document.line(document.child(head, 'TH', { scope: 'Column' }), 'Price', 400, 202, { face: type.bold, size: 9 });
  const body = document.child(table, 'TBody');
  let baseline = 220;
  for (let i = 1; i <= rows; i++) {
    if (baseline > 780) {
      document.newPage();
      baseline = 60;
    }
    const row = document.child(body, 'TR');
    document.line(document.child(row, 'TD'), `White hanging heart T-light holder ${i}`, 72, baseline, { size: 9 });
    document.line(document.child(row, 'TD'), `${i}.${String(i * 7).padStart(2, '0')} €`, 400, baseline, { size: 9, features: { tnum: 1 } });
    document.item({ kind: 'rect', owner: null, x: 70, y: baseline + 4, width: 450, height: 0.5, fill: '#c9d6d1' });
    baseline += 14;
  }
}
