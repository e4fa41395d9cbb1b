import type { Claims } from './claims.ts';
import { hasResources, PieceSource, withoutForm } from './piece-source.ts';
import { renumber } from './read-own-pdf.ts';
import type { PieceTarget, StreamPiece } from './stream-piece.ts';
import { textString } from './syntax.ts';

/** A whole PDF of our writer that becomes a piece: taken apart, its objects numbered anew. */
export class CopiedPiece implements StreamPiece {
  readonly #source: PieceSource;
  #numbers: ReadonlyMap<number, number> = new Map();

  /** @throws ForeignPdfError when the PDF was not made by `writePdf`, or is damaged */
  constructor(pdf: Uint8Array) {
    this.#source = new PieceSource(pdf);
  }

  get claims(): Claims {
    return this.#source.claims;
  }

  get pageCount(): number {
    return this.#source.pages.length;
  }

  get pageSize(): readonly [number, number] {
    return this.#source.pageSize;
  }

  get lastBox(): string {
    const { pdf, pages } = this.#source;
    return /\/MediaBox\[[^\]]*\]/.exec(pdf.object(pages.at(-1)!).text)?.[0] ?? '/MediaBox[0 0 595.28 841.89]';
  }

  /** New numbers for the objects that belong to the piece alone, and for the shared ones that its pages use. */
  begin(target: PieceTarget): number {
    const source = this.#source;
    const numbers = new Map<number, number>();
    for (const resources of source.resources) numbers.set(resources, target.shared.numberOf(source, resources));
    for (const number of source.own) {
      if (!numbers.has(number)) numbers.set(number, target.allocate());
    }
    numbers.set(source.structureRoot, target.top);
    this.#numbers = numbers;
    return target.allocate();
  }

  profile(target: PieceTarget): number {
    return target.shared.numberOf(this.#source, this.#source.profile);
  }

  writePages(target: PieceTarget, part: number): readonly [number, number] {
    const { pages, pdf, pageTree } = this.#source;
    for (const old of pages) {
      const page = pdf.object(old).text;
      const content = pdf.reference(page, '/Contents');
      // A page that was given has its resources in itself, and its content is that of other pieces too.
      const newContent = hasResources(page) ? this.#copyContent(target, content) : target.shared.numberOf(this.#source, content);
      const tree = target.pageParent;
      const renumbered = renumber(page, (ref) => (ref === pageTree ? tree : ref === content ? newContent : this.#numberOf(target, ref)));
      const keyed = renumbered.replace(/\/StructParents (\d+)/, (_, key: string) => `/StructParents ${Number(key) + target.key}`);
      target.addPage(this.#numbers.get(old)!, `${keyed.slice(0, -2)}/DPart ${part} 0 R>>`);
    }
    return [this.#numbers.get(pages[0]!)!, this.#numbers.get(pages.at(-1)!)!];
  }

  /** Copies structure elements and annotations, and puts the piece's part of the parent tree in its place. */
  writeStructure(target: PieceTarget): void {
    const { pdf, elements, top, language, parentTree } = this.#source;
    const numberOf = (old: number): number => this.#numberOf(target, old);
    for (const old of elements) {
      const text = renumber(withoutForm(pdf.object(old).text), numberOf);
      const keyed = text.startsWith('<</Type/Annot')
        ? text.replace(/\/StructParent (\d+)/, (_, key: string) => `/StructParent ${Number(key) + target.key}`)
        : text;
      const spoken = old === top ? `${keyed.slice(0, -2)}/Lang${textString(language)}>>` : keyed;
      const number = numberOf(old);
      target.add(number, spoken.includes('/ID(') ? target.identifiers.rename(spoken, target.piece, number) : spoken);
    }
    target.identifiers.closePiece((text) => {
      const number = target.allocate();
      target.add(number, text);
      return number;
    });
    const { entries, count } = shiftKeys(renumber(pdf.object(parentTree).text, numberOf), target.key);
    const leaf = target.allocate();
    target.add(leaf, `<</Limits[${target.key} ${target.key + count - 1}]/Nums[${entries}]>>`);
    target.addStructure(numberOf(top), leaf, count);
  }

  #numberOf(target: PieceTarget, old: number): number {
    return this.#numbers.get(old) ?? target.shared.numberOf(this.#source, old);
  }

  #copyContent(target: PieceTarget, old: number): number {
    const { text, data = new Uint8Array(0) } = this.#source.pdf.object(old);
    const number = target.allocate();
    target.addStream(number, text.slice(2, -2).replace(/\/Length \d+$/, ''), data);
    return number;
  }
}

/** Moves the keys of a parent tree, `0[…] 1[…] 2 17 0 R`, by an offset. */
function shiftKeys(tree: string, offset: number): { entries: string; count: number } {
  const from = tree.indexOf('/Nums[') + 6;
  let count = 0;
  const entries = tree.slice(from, -3).replace(/(\d+)(\[[^\]]*\]| \d+ 0 R)/g, (_, key: string, value: string) => {
    count++;
    return `${Number(key) + offset}${value}`;
  });
  return { entries, count };
}
