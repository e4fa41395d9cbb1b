import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { PlainLetter } from '../plain-letter.ts';
import type { StartPeer } from './peer.ts';
import { qrSvg } from './qr.ts';

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const STYLE = `
@page { size: A4; margin: 13mm 20mm 30mm 25mm; }
body { font: 9.5pt/13.5pt Sans, sans-serif; color: #1c2430; margin: 0; }
h1 { font-size: 18pt; } .quiet { color: #5c6b70; font-size: 7.5pt; line-height: 10pt; } span { color: #5c6b70; font-size: 7.5pt; }
table { width: 100%; border-collapse: collapse; } th { font-size: 8pt; padding: 3pt 4pt; }
td { border-bottom: 0.5pt solid #c9d6d1; padding: 0 4pt; font-variant-numeric: tabular-nums; }
.box { border-radius: 5pt; padding: 4mm; display: flex; justify-content: space-between; break-inside: avoid; margin: 10pt 0; }
.box svg { width: 24mm; height: 24mm; flex: none; } .total td { font-weight: bold; font-size: 10pt; border: 0; }`;

/** Headless Chromium with one page kept open, fonts loaded once: the content is exchanged and printed for each document. */
export const startChromium: StartPeer = async (files) => {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-bench-'));
  const face = (path: string, weight: string) =>
    `@font-face { font-family: Sans; font-weight: ${weight}; src: url(${pathToFileURL(path)}); }`;
  const style = `${face(files.regular, 'normal')}${face(files.bold, 'bold')}${STYLE}`;
  await writeFile(
    join(folder, 'page.html'),
    `<!doctype html><html lang="de"><meta charset="utf-8"><style>${style}</style><body></body></html>`,
  );
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, 'page.html')).href);
  const logo = pathToFileURL(resolve(files.logo)).href;
  return {
    name: 'chromium',
    version: browser.version(),
    count: 8,
    async write(letter) {
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(html(letter, logo))}; document.fonts.ready.then(() => true)`);
      return await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footer(letter),
      });
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

function html(letter: PlainLetter, logo: string): string {
  const { look, table, box, figures } = letter;
  const text = (tag: string, value: string, style = '') => `<${tag} style="${style}">${escapeHtml(value)}</${tag}>`;
  const cell = (tag: string, row: readonly string[]) =>
    row
      .map((value, i) => text(tag, value, `width:${table!.columns[i]!.width}mm;text-align:${table!.columns[i]!.right ? 'right' : 'left'}`))
      .join('');
  const parts = [
    `<img src="${logo}" style="height:13.5mm"><p class="quiet" style="margin-top:24mm">${escapeHtml(letter.returnAddress)}</p>`,
    `<div style="display:flex;justify-content:space-between"><div>${letter.address.map(escapeHtml).join('<br>')}</div>`,
    `<div>${letter.info.map(([label, value]) => `${text('span', label)}<br>${text('b', value)}`).join('<br>')}</div></div>`,
    text('h1', letter.heading, `color:${look.brand}`),
    ...letter.paragraphs.map((value) => text('p', value)),
  ];
  if (figures !== undefined) {
    const columns = figures.map(([label, value]) => `<div>${text('span', label)}<br>${text('b', value)}</div>`).join('');
    parts.push(`<div class="box" style="background:${look.tint}">${columns}</div>`);
  }
  if (table !== undefined) {
    const titles = table.columns.map(({ title }) => title);
    const rows = table.rows.map((row) => `<tr>${cell('td', row)}</tr>`).join('');
    parts.push(
      `<table style="font-size:${table.fontSize}pt;line-height:${table.rowHeight - 0.5}pt"><thead style="background:${look.tint}"><tr>${cell('th', titles)}</tr></thead><tbody>${rows}</tbody>`,
      `<tbody class="total"><tr><td colspan="4">${escapeHtml(table.total[0])}</td>${text('td', table.total[1], 'text-align:right')}</tr></tbody></table>`,
    );
  }
  parts.push(
    ...letter.justified.map((value) =>
      text('p', value, `text-align:justify;hyphens:auto;font-size:${table ? 8.5 : 9.5}pt;line-height:12pt`),
    ),
  );
  if (box !== undefined)
    parts.push(
      `<div class="box" style="background:${look.tint}"><div>${text('b', box.title)}${box.lines.map((value) => text('p', value)).join('')}</div>${qrSvg(box.code)}</div>`,
    );
  return [...parts, ...letter.closing.map((value) => text('p', value))].join('');
}

function footer(letter: PlainLetter): string {
  const columns = letter.footer.map((lines) => `<div>${lines.map(escapeHtml).join('<br>')}</div>`).join('');
  return `<div style="font:7pt Sans;color:#5c6b70;width:165mm;margin:0 20mm 0 25mm;display:flex;justify-content:space-between">${columns}<div><span class="pageNumber"></span> / <span class="totalPages"></span></div></div>`;
}
