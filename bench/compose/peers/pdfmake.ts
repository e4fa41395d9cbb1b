import { readFileSync } from 'node:fs';
import pdfmake from 'pdfmake';
import { version } from '../package-version.ts';
import type { PlainLetter } from '../plain-letter.ts';
import { MM, type StartPeer } from './peer.ts';

/** pdfmake: a document definition per letter, fonts held in its file system, its own QR code. */
export const startPdfmake: StartPeer = async (files) => {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => true);
  pdfmake.setFonts({ Sans: { normal: files.regular, bold: files.bold } });
  const logo = `data:image/png;base64,${readFileSync(files.logo).toString('base64')}`;
  return {
    name: 'pdfmake',
    version: version('pdfmake'),
    count: 12,
    write: async (letter) => await pdfmake.createPdf(definition(letter, logo)).getBuffer(),
  };
};

function definition(letter: PlainLetter, logo: string): object {
  const { look, table, box, figures } = letter;
  const { quiet, tint } = look;
  const small = { fontSize: 7, color: quiet };
  const cell = (row: readonly string[], style: object) =>
    row.map((text, i) => ({ text, alignment: table!.columns[i]!.right ? 'right' : 'left', ...style }));
  const lines = { hLineWidth: () => 0.4, vLineWidth: () => 0, hLineColor: () => look.rule };
  const padding = table === undefined ? 0 : (table.rowHeight - table.fontSize * 1.3) / 2;
  return {
    pageSize: 'A4',
    pageMargins: [25 * MM, 34 * MM, 20 * MM, 31 * MM],
    defaultStyle: { font: 'Sans', fontSize: 9.5, color: look.ink },
    images: { logo },
    header: (page: number) => ({
      margin: [25 * MM, 13 * MM, 20 * MM, 0],
      columns: [
        { image: 'logo', fit: [200, (page === 1 ? 13.5 : 10) * MM] },
        page === 1 ? '' : { text: letter.heading, alignment: 'right', ...small },
      ],
    }),
    footer: (page: number, pages: number) => ({
      margin: [25 * MM, 4 * MM, 20 * MM, 0],
      columns: [
        ...letter.footer.map((text) => ({ text: text.join('\n'), ...small })),
        { text: `${page} / ${pages}`, alignment: 'right', ...small },
      ],
    }),
    content: [
      { text: letter.returnAddress, ...small, absolutePosition: { x: 25 * MM, y: 56 * MM } },
      { text: letter.address.join('\n'), fontSize: 10.5, absolutePosition: { x: 25 * MM, y: 62.7 * MM } },
      {
        stack: letter.info.flatMap(([label, value]) => [
          { text: label, ...small },
          { text: value, bold: true },
        ]),
        absolutePosition: { x: 125 * MM, y: 45 * MM },
      },
      { text: letter.heading, fontSize: 18, bold: true, color: look.brand, margin: [0, 64 * MM, 0, 8] },
      ...letter.paragraphs.map((text) => ({ text, margin: [0, 0, 0, 6] })),
      ...(figures === undefined
        ? []
        : [
            {
              table: {
                widths: figures.map(() => '*'),
                body: [
                  figures.map(([label, value]) => ({
                    fillColor: tint,
                    stack: [
                      { text: label, ...small },
                      { text: value, bold: true, fontSize: 12.5, color: look.brand },
                    ],
                  })),
                ],
              },
              layout: 'noBorders',
              margin: [0, 0, 0, 8],
            },
          ]),
      ...(table === undefined
        ? []
        : [
            {
              fontSize: table.fontSize,
              table: {
                headerRows: 1,
                widths: table.columns.map(({ width }) => width * MM - 8),
                body: [
                  cell(
                    table.columns.map(({ title }) => title),
                    { bold: true, color: look.brand, fillColor: tint },
                  ),
                  ...table.rows.map((row) => cell(row, {})),
                ],
              },
              layout: { ...lines, paddingTop: () => padding, paddingBottom: () => padding },
            },
            {
              columns: [{ text: table.total[0] }, { text: table.total[1], alignment: 'right' }],
              bold: true,
              color: look.brand,
              margin: [4, 4, 4, 8],
            },
          ]),
      ...letter.justified.map((text) => ({ text, alignment: 'justify', fontSize: table ? 8.5 : 9.5, margin: [0, 0, 0, 6] })),
      ...(box === undefined
        ? []
        : [
            {
              table: {
                widths: ['*', 24 * MM],
                body: [
                  [
                    {
                      fillColor: tint,
                      stack: [
                        { text: box.title, bold: true, fontSize: 11, color: look.brand },
                        ...box.lines.map((text) => ({ text, fontSize: 8.5 })),
                      ],
                    },
                    { fillColor: tint, qr: box.code, fit: 24 * MM, eccLevel: 'M' },
                  ],
                ],
                dontBreakRows: true,
              },
              layout: 'noBorders',
              margin: [0, 4, 0, 8],
            },
          ]),
      ...letter.closing.map((text) => ({ text })),
    ],
  };
}
