import { readFileSync } from 'node:fs';
import * as mupdf from 'mupdf';
import { version } from '../package-version.ts';
import type { PlainLetter } from '../plain-letter.ts';
import { MM, type StartPeer } from './peer.ts';
import { qrRuns } from './qr.ts';

/**
 * MuPDF as a drawing library (WebAssembly): content streams put together by hand with text at positions, widths asked of the
 * font, lines broken greedily; MuPDF embeds, subsets and compresses. Plain PDF without tags, no hyphenation.
 */
export const startMupdf: StartPeer = async (files) => {
  const regular = new mupdf.Font('regular', readFileSync(files.regular));
  const bold = new mupdf.Font('bold', readFileSync(files.bold));
  const logo = readFileSync(files.logo);
  return { name: 'mupdf', version: version('mupdf'), count: 20, write: (letter) => new Drawing(letter, regular, bold, logo).write() };
};

type Face = 'R' | 'B';
const LEFT = 25 * MM;
const WIDTH = 165 * MM;
const HEIGHT = 297 * MM;
const WINDOWS_1252 = new Map(
  [...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((character, i) => [
    character,
    [
      0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
      0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
    ][i]!,
  ]),
);
const widths = { R: new Map<string, number>(), B: new Map<string, number>() };

class Drawing {
  readonly #letter: PlainLetter;
  readonly #fonts: { readonly R: mupdf.Font; readonly B: mupdf.Font };
  readonly #document = new mupdf.PDFDocument();
  readonly #resources: mupdf.PDFObject;
  readonly #pages: string[] = [];
  readonly #logoRatio: number;
  #out = '';
  #y = 280;

  constructor(letter: PlainLetter, regular: mupdf.Font, bold: mupdf.Font, logo: Uint8Array) {
    this.#letter = letter;
    this.#fonts = { R: regular, B: bold };
    const image = new mupdf.Image(logo);
    this.#logoRatio = image.getWidth() / image.getHeight();
    this.#resources = this.#document.addObject({
      Font: { R: this.#document.addSimpleFont(regular, 'Latin'), B: this.#document.addSimpleFont(bold, 'Latin') },
      XObject: { L: this.#document.addImage(image) },
    });
  }

  write(): Uint8Array {
    const { look, heading, paragraphs, justified, closing, table } = this.#letter;
    this.#head();
    this.#text(heading, LEFT, this.#y, 'B', 18, look.brand);
    this.#y += 30;
    for (const paragraph of paragraphs) this.#paragraph(paragraph, 9.5, WIDTH);
    this.#figures();
    this.#table();
    for (const paragraph of justified) this.#paragraph(paragraph, table ? 8.5 : 9.5, WIDTH, true);
    this.#box();
    for (const line of closing) this.#paragraph(line, 9.5, WIDTH);
    this.#pages.push(this.#out);
    this.#pages.forEach((content, i) => {
      this.#out = content;
      this.#foot(i + 1);
      const page = this.#document.addPage([0, 0, 210 * MM, HEIGHT], 0, this.#resources, this.#out);
      this.#document.insertPage(-1, page);
    });
    this.#document.subsetFonts();
    const bytes = this.#document.saveToBuffer('compress').asUint8Array().slice();
    this.#document.destroy();
    return bytes;
  }

  #width(text: string, face: Face, size: number): number {
    let sum = 0;
    for (const character of text) {
      let width = widths[face].get(character);
      if (width === undefined) {
        const font = this.#fonts[face];
        width = font.advanceGlyph(font.encodeCharacter(character.codePointAt(0)!));
        widths[face].set(character, width);
      }
      sum += width;
    }
    return sum * size;
  }

  #text(text: string, x: number, y: number, face: Face, size: number, color: string, spacing = 0): void {
    let bytes = '';
    for (const character of text) {
      const code = WINDOWS_1252.get(character) ?? character.charCodeAt(0);
      bytes += (code > 255 ? 63 : code).toString(16).padStart(2, '0');
    }
    this.#out += `${rgb(color)} rg BT /${face} ${size} Tf ${spacing.toFixed(3)} Tw ${x.toFixed(2)} ${(HEIGHT - y - size).toFixed(2)} Td <${bytes}> Tj ET\n`;
  }

  #right(text: string, right: number, y: number, face: Face, size: number, color: string): void {
    this.#text(text, right - this.#width(text, face, size), y, face, size, color);
  }

  #paragraph(text: string, size: number, width: number, justify = false, left = LEFT): void {
    if (this.#y > 740) this.#page();
    const space = this.#width(' ', 'R', size);
    let line: string[] = [];
    let used = 0;
    const flush = (last: boolean) => {
      const spacing = justify && !last && line.length > 1 ? (width - used) / (line.length - 1) : 0;
      this.#text(line.join(' '), left, this.#y, 'R', size, this.#letter.look.ink, spacing);
      this.#y += size * 1.4;
    };
    for (const word of text.split(' ')) {
      const next = this.#width(word, 'R', size);
      if (line.length > 0 && used + space + next > width) {
        flush(false);
        line = [];
        used = 0;
      }
      used += (line.length > 0 ? space : 0) + next;
      line.push(word);
    }
    flush(true);
    this.#y += 5;
  }

  #logo(height: number): void {
    this.#out += `q ${height * this.#logoRatio} 0 0 ${height} ${LEFT} ${HEIGHT - 13 * MM - height} cm /L Do Q\n`;
  }

  #page(): void {
    this.#pages.push(this.#out);
    this.#out = '';
    this.#logo(10 * MM);
    this.#right(this.#letter.heading, 190 * MM, 18 * MM, 'R', 8, this.#letter.look.quiet);
    this.#y = 34 * MM;
  }

  #fill(x: number, y: number, width: number, height: number, color: string): void {
    this.#out += `${rgb(color)} rg ${x.toFixed(2)} ${(HEIGHT - y - height).toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)} re f\n`;
  }

  #head(): void {
    const { look, returnAddress, address, info } = this.#letter;
    this.#logo(13.5 * MM);
    this.#text(returnAddress, LEFT, 56 * MM, 'R', 7, look.quiet);
    for (const [i, line] of address.entries()) this.#text(line, LEFT, 62.7 * MM + i * 13.6, 'R', 10.5, look.ink);
    info.forEach(([label, value], i) => {
      this.#text(label, 125 * MM, 45 * MM + i * 25.5, 'R', 7.5, look.quiet);
      this.#text(value, 125 * MM, 45 * MM + i * 25.5 + 10, 'B', 9.5, look.ink);
    });
  }

  #figures(): void {
    const { figures, look } = this.#letter;
    if (figures === undefined) return;
    this.#fill(LEFT, this.#y, WIDTH, 40, look.tint);
    figures.forEach(([label, value], i) => {
      this.#text(label, LEFT + 10 + (i * WIDTH) / 4, this.#y + 8, 'R', 7.5, look.quiet);
      this.#text(value, LEFT + 10 + (i * WIDTH) / 4, this.#y + 17, 'B', 12.5, look.brand);
    });
    this.#y += 50;
  }

  #row(cells: readonly string[], face: Face, size: number, color: string, padding: number): void {
    let x = LEFT;
    cells.forEach((cell, i) => {
      const { width, right } = this.#letter.table!.columns[i]!;
      if (right) this.#right(cell, x + width * MM - 4, this.#y + padding, face, size, color);
      else this.#text(cell, x + 4, this.#y + padding, face, size, color);
      x += width * MM;
    });
  }

  #table(): void {
    const { table, look } = this.#letter;
    if (table === undefined) return;
    const titles = table.columns.map(({ title }) => title);
    const header = () => {
      this.#fill(LEFT, this.#y, WIDTH, 17, look.tint);
      this.#row(titles, 'B', 8, look.brand, 4);
      this.#y += 17;
    };
    header();
    for (const cells of table.rows) {
      if (this.#y > 740) {
        this.#page();
        header();
      }
      this.#row(cells, 'R', table.fontSize, look.ink, (table.rowHeight - table.fontSize) / 2);
      this.#y += table.rowHeight;
      this.#fill(LEFT, this.#y, WIDTH, 0.5, look.rule);
    }
    this.#text(table.total[0], LEFT + 4, this.#y + 3, 'B', 10, look.brand);
    this.#right(table.total[1], 190 * MM - 4, this.#y + 3, 'B', 10, look.brand);
    this.#y += 22;
  }

  #box(): void {
    const { box, look } = this.#letter;
    if (box === undefined) return;
    if (this.#y > 640) this.#page();
    const top = this.#y + 4;
    this.#fill(LEFT, top, WIDTH, 34 * MM, look.tint);
    this.#text(box.title, 29 * MM, top + 10, 'B', 11, look.brand);
    this.#y = top + 28;
    for (const line of box.lines) this.#paragraph(line, 8.5, 125 * MM, false, 29 * MM);
    const { size, runs } = qrRuns(box.code);
    const module = (24 * MM) / size;
    this.#out += '0 g\n';
    for (const [x, y, length] of runs)
      this.#out += `${(161 * MM + x * module).toFixed(2)} ${(HEIGHT - top - 5 * MM - (y + 1) * module).toFixed(2)} ${(length * module).toFixed(2)} ${module.toFixed(2)} re `;
    this.#out += 'f\n';
    this.#y = top + 34 * MM + 10;
  }

  #foot(page: number): void {
    const { look, footer } = this.#letter;
    this.#fill(LEFT, 272 * MM, WIDTH, 0.5, look.quiet);
    footer.forEach((lines, column) => {
      for (const [i, line] of lines.entries())
        this.#text(line, (25 + column * 57) * MM, 274 * MM + i * 10, column === 0 && i === 0 ? 'B' : 'R', 7, look.quiet);
    });
    this.#right(`${page} / ${this.#pages.length}`, 190 * MM, 288 * MM, 'R', 7.5, look.quiet);
  }
}

const rgb = (hex: string): string => [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ');
