import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import type { PlainLetter } from './documents.ts';

const MM = 72 / 25.4;
const INK = '#1d2a2f';
const QUIET = '#5c6b70';
const GREEN = '#1f5f58';

export interface PeerAssets {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly logo: Uint8Array;
}

/** The letter drawn with pdfkit as its users write it: fonts from memory, text by position, pages broken by hand, not tagged. */
export function writeWithPdfkit(letter: PlainLetter, assets: PeerAssets): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  doc.registerFont('regular', assets.regular as Buffer);
  doc.registerFont('bold', assets.bold as Buffer);
  const text: Text = (value, x, y, font, size, color, options = {}) => {
    doc
      .font(font)
      .fontSize(size)
      .fillColor(color)
      .text(value, x, y, { lineBreak: false, ...options });
  };
  drawHead(doc, letter, assets, text);
  let y = 280;
  text(letter.heading, 25 * MM, y, 'bold', 19, GREEN);
  y += 32;
  for (const paragraph of letter.paragraphs) {
    doc
      .font('regular')
      .fontSize(10)
      .fillColor(INK)
      .text(paragraph, 25 * MM, y, { width: 165 * MM, lineGap: 1.5 });
    y = doc.y + 7;
  }
  y = drawTable(doc, letter, assets, text, y);
  y = drawBox(doc, letter, text, y + 10);
  for (const line of letter.closing) {
    doc
      .font('regular')
      .fontSize(line.length > 150 ? 8 : 10)
      .fillColor(INK)
      .text(line, 25 * MM, y, { width: 165 * MM, align: line.length > 150 ? 'justify' : 'left' });
    y = doc.y + 5;
  }
  drawFoot(doc, letter, text);
  doc.end();
  return done;
}

type Text = (value: string, x: number, y: number, font: string, size: number, color: string, options?: object) => void;
type Doc = InstanceType<typeof PDFDocument>;

function drawHead(doc: Doc, letter: PlainLetter, assets: PeerAssets, text: Text): void {
  doc.image(assets.logo as Buffer, 25 * MM, 14 * MM, { height: 14 * MM });
  text(letter.returnAddress, 25 * MM, 56 * MM, 'regular', 7, QUIET);
  for (const [i, line] of letter.address.entries()) text(line, 25 * MM, 62.7 * MM + i * 13.6, 'regular', 10.5, INK);
  letter.info.forEach(([label, value], i) => {
    text(label, 140 * MM, 45 * MM + i * 27.5, 'regular', 8, QUIET);
    text(value, 140 * MM, 45 * MM + i * 27.5 + 10, 'bold', 10, INK);
  });
}

function drawTable(doc: Doc, letter: PlainLetter, assets: PeerAssets, text: Text, start: number): number {
  let y = start;
  const header = () => {
    doc.rect(25 * MM, y, 165 * MM, 17).fill('#eef4f1');
    row(
      letter.columns.map(({ title }) => title),
      'bold',
      8.5,
      GREEN,
      3,
    );
    y += 17;
  };
  const row = (cells: readonly string[], font: string, size: number, color: string, padding: number) => {
    let x = 25 * MM;
    cells.forEach((cell, i) => {
      const { width, right } = letter.columns[i]!;
      text(cell, x + 4, y + padding, font, size, color, { width: width * MM - 8, align: right ? 'right' : 'left' });
      x += width * MM;
    });
  };
  header();
  for (const cells of letter.rows) {
    if (y > 740) {
      doc.addPage({ size: 'A4', margin: 0 });
      doc.image(assets.logo as Buffer, 25 * MM, 15 * MM, { height: 9.5 * MM });
      text(letter.heading, 110 * MM, 18 * MM, 'regular', 8, QUIET, { width: 80 * MM, align: 'right' });
      y = 36 * MM;
      header();
    }
    row(cells, 'regular', letter.fontSize, INK, (letter.rowHeight - letter.fontSize * 1.25) / 2);
    y += letter.rowHeight;
    doc
      .moveTo(25 * MM, y)
      .lineTo(190 * MM, y)
      .lineWidth(0.5)
      .strokeColor('#c9d6d1')
      .stroke();
  }
  text(letter.total[0], 25 * MM + 4, y + 3, 'bold', 11, GREEN);
  text(letter.total[1], 130 * MM, y + 3, 'bold', 11, GREEN, { width: 60 * MM - 4, align: 'right' });
  return y + 20;
}

function drawBox(doc: Doc, letter: PlainLetter, text: Text, start: number): number {
  let y = start;
  if (y > 650) {
    doc.addPage({ size: 'A4', margin: 0 });
    y = 36 * MM;
  }
  doc.roundedRect(25 * MM, y, 165 * MM, 36 * MM, 6).fill('#eef4f1');
  text(letter.box.title, 30 * MM, y + 14, 'bold', 13, GREEN);
  for (const [i, line] of letter.box.lines.entries()) text(line, 30 * MM, y + 34 + i * 16, 'regular', 10, INK);
  const { size, data } = QRCode.create(letter.box.code, { errorCorrectionLevel: 'M' }).modules;
  const module = (26 * MM) / size;
  for (let i = 0; i < data.length; i++) {
    if (data[i]) doc.rect(159 * MM + (i % size) * module, y + 5 * MM + Math.floor(i / size) * module, module, module);
  }
  doc.fill('#000000');
  return y + 36 * MM + 12;
}

function drawFoot(doc: Doc, letter: PlainLetter, text: Text): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    doc
      .moveTo(25 * MM, 272 * MM)
      .lineTo(190 * MM, 272 * MM)
      .lineWidth(0.5)
      .strokeColor(QUIET)
      .stroke();
    letter.footer.forEach((lines, column) => {
      for (const [i, line] of lines.entries()) {
        text(line, (25 + column * 57) * MM, 274 * MM + i * 10, column === 0 && i === 0 ? 'bold' : 'regular', 7.5, QUIET);
      }
    });
    text(`Page ${page + 1} of ${count}`, 140 * MM, 288 * MM, 'regular', 8, QUIET, { width: 50 * MM, align: 'right' });
  }
}
