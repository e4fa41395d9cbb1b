import { ByteWriter } from './byte-writer.ts';
import { PLAIN_CLAIMS } from './claims.ts';
import { type MailPiece, type PieceFont, readPiece } from './mail-piece.ts';
import { ForeignPdfError, OwnPdf, renumber } from './read-own-pdf.ts';
import { type Move, relocate } from './relocate.ts';
import type { SharedParts } from './shared-parts.ts';
import type { PieceTarget, StreamPiece } from './stream-piece.ts';
import { length, textString } from './syntax.ts';
import type { SharedResources } from './write-piece.ts';

/** Resources in the stream. */
interface PlacedResources {
  readonly number: number;
  /** Their dictionary, with the stream's numbers. */
  readonly dictionary: string;
  readonly profile: number;
}

/** What pieces share, as it came from those who composed them; written when the first piece asks for it. */
export class PieceResources {
  readonly #waiting = new Map<string, Uint8Array>();
  readonly #placed = new Map<string, PlacedResources>();

  share({ name, bytes }: SharedResources): void {
    if (!this.#placed.has(name)) this.#waiting.set(name, bytes);
  }

  has(name: string): boolean {
    return this.#placed.has(name) || this.#waiting.has(name);
  }

  /** The resources of a name that `has` knows. */
  placed(name: string, shared: SharedParts): PlacedResources {
    let placed = this.#placed.get(name);
    if (placed === undefined) {
      const pdf = new OwnPdf(this.#waiting.get(name)!);
      const root = pdf.object(pdf.root).text;
      const numberOf = (old: number): number => shared.numberOf({ pdf }, old);
      const resources = pdf.reference(root, '/Resources');
      const dictionary = renumber(pdf.object(resources).text, numberOf);
      placed = { number: numberOf(resources), dictionary, profile: numberOf(pdf.reference(root, '/DestOutputProfile')) };
      this.#placed.set(name, placed);
      this.#waiting.delete(name);
    }
    return placed;
  }
}

/** A piece that was composed for a print stream: its objects only get other numbers. */
export class ComposedPiece implements StreamPiece {
  readonly claims = PLAIN_CLAIMS;
  readonly #piece: MailPiece;
  readonly #known: PieceResources;
  #move: Move = { base: 0, root: 0, top: 0, key: 0 };

  /** @throws ForeignPdfError when it is damaged, or its resources are not there */
  constructor(bytes: Uint8Array, known: PieceResources) {
    this.#piece = readPiece(bytes);
    this.#known = known;
    if (!known.has(this.#piece.resources)) throw new ForeignPdfError('what it shares with others has not been given to the stream');
  }

  get pageCount(): number {
    return this.#piece.pages.length;
  }

  get pageSize(): readonly [number, number] {
    const { width, height } = this.#piece.pages[0]!;
    return [width, height];
  }

  get lastBox(): string {
    return boxOf(this.#piece.pages.at(-1)!);
  }

  begin(target: PieceTarget): number {
    const { count, root } = this.#piece;
    const base = target.allocate(count) - 1;
    this.#move = { base, root, top: target.top, key: target.key };
    // The number of the root is free in the stream, which has one of its own.
    return base + root;
  }

  profile(target: PieceTarget): number {
    return this.#known.placed(this.#piece.resources, target.shared).profile;
  }

  writePages(target: PieceTarget, part: number): readonly [number, number] {
    const { pages } = this.#piece;
    const { base, key } = this.#move;
    const resources = this.#resources(target);
    pages.forEach((page, i) => {
      const content = base + pages.length + i + 1;
      target.addStream(content, '/Filter/FlateDecode', page.content);
      const annotations = Array.from(page.annotations, (number) => `${base + number} 0 R`).join(' ');
      target.addPage(
        base + i + 1,
        `<</Type/Page/Parent ${target.pageParent} 0 R${boxOf(page)}/Resources ${resources} 0 R/Contents ${content} 0 R` +
          `/StructParents ${key + i}/Tabs/S${annotations === '' ? '' : `/Annots[${annotations}]`}/DPart ${part} 0 R>>`,
      );
    });
    return [base + 1, base + pages.length];
  }

  writeStructure(target: PieceTarget): void {
    const { numbers, objects, top, tree, language } = this.#piece;
    const { bytes, ends } = objects;
    let from = 0;
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      // Without the line break at its end, which the stream writes itself.
      const to = ends[i]! - 1;
      const out = target.begin(this.#move.base + number);
      if (number === top) {
        relocate(out, bytes, from, to - 2, this.#move);
        out.text(`/Lang${textString(language)}>>`);
      } else relocate(out, bytes, from, to, this.#move);
      target.end();
      from = to + 1;
    }
    this.#writeParents(target, this.#move.base + tree);
    target.addStructure(this.#move.base + top, this.#move.base + tree, this.#piece.parents.ends.length);
  }

  #writeParents(target: PieceTarget, leaf: number): void {
    const { bytes, ends } = this.#piece.parents;
    const { key } = this.#move;
    const out = target.begin(leaf);
    out.text(`<</Limits[${key} ${key + ends.length - 1}]/Nums[`);
    let from = 0;
    ends.forEach((to, i) => {
      out.integer(key + i);
      relocate(out, bytes, from, to, this.#move);
      from = to;
    });
    out.text(']>>');
    target.end();
  }

  /** The number of the resources: those that are shared, or the piece's own with fonts for rare letters. */
  #resources(target: PieceTarget): number {
    const { fonts, resources } = this.#piece;
    const shared = this.#known.placed(resources, target.shared);
    if (fonts.length === 0) return shared.number;
    const own = fonts.map((font) => this.#writeFont(target, font)).join('');
    const number = target.allocate();
    target.add(number, shared.dictionary.replace('/Font<<', `/Font<<${own}`));
    return number;
  }

  #writeFont(target: PieceTarget, { resource, first, objects }: PieceFont): string {
    const number = this.#move.base + first;
    objects.forEach(({ text, data }, i) => {
      const moved = new ByteWriter(text.length + 64);
      relocate(moved, text, 0, text.length, this.#move);
      const dictionary = decoder.decode(moved.view());
      if (data === undefined) target.add(number + i, dictionary);
      else target.addStream(number + i, dictionary.slice(2, -2).replace(/\/Length \d+$/, ''), data);
    });
    return `/${resource} ${number} 0 R`;
  }
}

const decoder = new TextDecoder('latin1');

const boxOf = ({ width, height }: { readonly width: number; readonly height: number }): string =>
  `/MediaBox[0 0 ${length(width)} ${length(height)}]`;
