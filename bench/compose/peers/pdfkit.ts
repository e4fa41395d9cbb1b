import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { version } from '../package-version.ts';
import type { PlainLetter } from '../plain-letter.ts';
import { MM, type StartPeer } from './peer.ts';
import { qrRuns } from './qr.ts';

/** pdfkit as its users write with it: fonts from memory, text by position, pages broken by hand, not tagged. */
export const startPdfkit: StartPeer = async (files) => {
  const assets = { regular: readFileSync(files.regular), bold: readFileSync(files.bold), logo: readFileSync(files.logo) };
  return { name: 'pdfkit', version: version('pdfkit'), count: 20, write: (letter) => new Drawing(letter, assets).write() };
};

interface Assets {
  readonly regular: Buffer;
  readonly bold: Buffer;
  readonly logo: Buffer;
}

const LEFT = 25 * MM;
const WIDTH = 165 * MM;

class Drawing {
  readonly #doc = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true });
  readonly #letter: PlainLetter;
  readonly #assets: Assets;
  #y = 280;

  constructor(letter: PlainLetter, assets: Assets) {
    this.#letter = letter;
    this.#assets = assets;
    this.#doc.registerFont('regular', assets.regular);
    this.#doc.registerFont('bold', assets.bold);
  }

  write(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    this.#doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const done = new Promise<Uint8Array>((resolve) => this.#doc.on('end', () => resolve(Buffer.concat(chunks))));
    const { look, heading, paragraphs, justified, closing } = this.#letter;
    this.#head();
    this.#text(heading, LEFT, this.#y, 'bold', 18, look.brand);
    this.#y += 30;
    for (const paragraph of paragraphs) this.#paragraph(paragraph, 9.5, 'left');
    this.#figures();
    this.#table();
    for (const paragraph of justified) this.#paragraph(paragraph, this.#letter.table ? 8.5 : 9.5, 'justify');
    this.#box();
    for (const line of closing) this.#paragraph(line, 9.5, 'left');
    this.#foot();
    this.#doc.end();
    return done;
  }

  #text(value: string, x: number, y: number, font: string, size: number, color: string, options: object = {}): void {
    this.#doc
      .font(font)
      .fontSize(size)
      .fillColor(color)
      .text(value, x, y, { lineBreak: false, ...options });
  }

  #paragraph(value: string, size: number, align: 'left' | 'justify'): void {
    if (this.#y > 740) this.#page();
    this.#text(value, LEFT, this.#y, 'regular', size, this.#letter.look.ink, { lineBreak: true, width: WIDTH, lineGap: 1, align });
    this.#y = this.#doc.y + 5;
  }

  #page(): void {
    this.#doc.addPage({ size: 'A4', margin: 0 });
    this.#doc.image(this.#assets.logo, LEFT, 13 * MM, { height: 10 * MM });
    this.#text(this.#letter.heading, 110 * MM, 18 * MM, 'regular', 8, this.#letter.look.quiet, { width: 80 * MM, align: 'right' });
    this.#y = 34 * MM;
  }

  #head(): void {
    const { look, returnAddress, address, info } = this.#letter;
    this.#doc.image(this.#assets.logo, LEFT, 13 * MM, { height: 13.5 * MM });
    this.#text(returnAddress, LEFT, 56 * MM, 'regular', 7, look.quiet);
    for (const [i, line] of address.entries()) this.#text(line, LEFT, 62.7 * MM + i * 13.6, 'regular', 10.5, look.ink);
    info.forEach(([label, value], i) => {
      this.#text(label, 125 * MM, 45 * MM + i * 25.5, 'regular', 7.5, look.quiet);
      this.#text(value, 125 * MM, 45 * MM + i * 25.5 + 10, 'bold', 9.5, look.ink);
    });
  }

  #figures(): void {
    const { figures, look } = this.#letter;
    if (figures === undefined) return;
    this.#doc.roundedRect(LEFT, this.#y, WIDTH, 40, 4).fill(look.tint);
    figures.forEach(([label, value], i) => {
      const x = LEFT + 10 + (i * WIDTH) / 4;
      this.#text(label, x, this.#y + 8, 'regular', 7.5, look.quiet);
      this.#text(value, x, this.#y + 17, 'bold', 12.5, look.brand);
    });
    this.#y += 50;
  }

  #table(): void {
    const { table, look } = this.#letter;
    if (table === undefined) return;
    const titles = table.columns.map(({ title }) => title);
    const header = () => {
      this.#doc.rect(LEFT, this.#y, WIDTH, 17).fill(look.tint);
      this.#row(titles, 'bold', 8, look.brand, 3);
      this.#y += 17;
    };
    header();
    for (const cells of table.rows) {
      if (this.#y > 740) {
        this.#page();
        header();
      }
      this.#row(cells, 'regular', table.fontSize, look.ink, (table.rowHeight - table.fontSize * 1.25) / 2);
      this.#y += table.rowHeight;
      this.#doc
        .moveTo(LEFT, this.#y)
        .lineTo(LEFT + WIDTH, this.#y)
        .lineWidth(0.5)
        .strokeColor(look.rule)
        .stroke();
    }
    this.#text(table.total[0], LEFT + 4, this.#y + 3, 'bold', 10, look.brand);
    this.#text(table.total[1], 130 * MM, this.#y + 3, 'bold', 10, look.brand, { width: 60 * MM - 4, align: 'right' });
    this.#y += 22;
  }

  #row(cells: readonly string[], font: string, size: number, color: string, padding: number): void {
    let x = LEFT;
    cells.forEach((cell, i) => {
      const { width, right } = this.#letter.table!.columns[i]!;
      this.#text(cell, x + 4, this.#y + padding, font, size, color, { width: width * MM - 8, align: right ? 'right' : 'left' });
      x += width * MM;
    });
  }

  #box(): void {
    const { box, look } = this.#letter;
    if (box === undefined) return;
    if (this.#y > 640) this.#page();
    const top = this.#y + 4;
    this.#doc.roundedRect(LEFT, top, WIDTH, 34 * MM, 5).fill(look.tint);
    this.#text(box.title, 29 * MM, top + 10, 'bold', 11, look.brand);
    this.#y = top + 28;
    for (const line of box.lines) {
      this.#text(line, 29 * MM, this.#y, 'regular', 8.5, look.ink, { lineBreak: true, width: 125 * MM });
      this.#y = this.#doc.y + 3;
    }
    const { size, runs } = qrRuns(box.code);
    const module = (24 * MM) / size;
    for (const [x, y, length] of runs) this.#doc.rect(161 * MM + x * module, top + 5 * MM + y * module, length * module, module);
    this.#doc.fill('#000000');
    this.#y = top + 34 * MM + 10;
  }

  #foot(): void {
    const { look, footer } = this.#letter;
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#doc.switchToPage(page);
      this.#doc
        .moveTo(LEFT, 272 * MM)
        .lineTo(LEFT + WIDTH, 272 * MM)
        .lineWidth(0.5)
        .strokeColor(look.quiet)
        .stroke();
      footer.forEach((lines, column) => {
        for (const [i, line] of lines.entries()) {
          this.#text(line, (25 + column * 57) * MM, 274 * MM + i * 10, column === 0 && i === 0 ? 'bold' : 'regular', 7, look.quiet);
        }
      });
      this.#text(`${page + 1} / ${count}`, 140 * MM, 288 * MM, 'regular', 7.5, look.quiet, { width: 50 * MM, align: 'right' });
    }
  }
}
