import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import QRCode from 'qrcode';
import type { PlainLetter } from './documents.ts';

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const STYLE = `
@page { size: A4; margin: 14mm 20mm 30mm 25mm; }
body { font: 10pt/14pt Sans, sans-serif; color: #1d2a2f; margin: 0; }
h1 { font-size: 19pt; color: #1f5f58; } .quiet { color: #5c6b70; font-size: 7.5pt; line-height: 10pt; }
table { width: 100%; border-collapse: collapse; } th { background: #eef4f1; color: #1f5f58; text-align: left; font-size: 8.5pt; padding: 3pt 4pt; }
td { border-bottom: 0.5pt solid #c9d6d1; padding: 0 4pt; font-variant-numeric: tabular-nums; } .right { text-align: right; }
.box { background: #eef4f1; border-radius: 6pt; padding: 5mm; display: flex; justify-content: space-between; break-inside: avoid; margin: 10pt 0; }
.box svg { width: 26mm; height: 26mm; } .total td { font-weight: bold; color: #1f5f58; font-size: 11pt; border: 0; }`;

export interface ChromiumPeer {
  readonly version: string;
  write(letter: PlainLetter): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Headless Chromium with one page kept open, fonts loaded once: the content is exchanged and printed for each document. */
export async function startChromium(fonts: { readonly regular: string; readonly bold: string }, logo: string): Promise<ChromiumPeer> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-bench-'));
  const faces = `@font-face { font-family: Sans; src: url(${pathToFileURL(fonts.regular)}); } @font-face { font-family: Sans; font-weight: bold; src: url(${pathToFileURL(fonts.bold)}); }`;
  await writeFile(
    join(folder, 'page.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><style>${faces}${STYLE}</style><body></body></html>`,
  );
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, 'page.html')).href);
  const logoUrl = pathToFileURL(logo).href;
  return {
    version: browser.version(),
    async write(letter) {
      const code = await QRCode.toString(letter.box.code, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
      await page.evaluate(
        `document.body.innerHTML = ${JSON.stringify(html(letter, logoUrl, code))}; document.fonts.ready.then(() => true)`,
      );
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
}

function html(letter: PlainLetter, logo: string, code: string): string {
  const cell = (tag: string, row: readonly string[]) =>
    row
      .map(
        (text, i) =>
          `<${tag} style="width:${letter.columns[i]!.width}mm" class="${letter.columns[i]!.right ? 'right' : ''}">${escapeHtml(text)}</${tag}>`,
      )
      .join('');
  const rows = letter.rows.map((row) => `<tr>${cell('td', row)}</tr>`).join('');
  return `<img src="${logo}" style="height:14mm"><p class="quiet" style="margin-top:24mm">${escapeHtml(letter.returnAddress)}</p>
<div style="display:flex;justify-content:space-between"><div>${letter.address.map(escapeHtml).join('<br>')}</div><div>${letter.info.map(([label, value]) => `<span class="quiet">${escapeHtml(label)}</span><br><b>${escapeHtml(value)}</b>`).join('<br>')}</div></div>
<h1>${escapeHtml(letter.heading)}</h1>${letter.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}
<table style="font-size:${letter.fontSize}pt;line-height:${letter.rowHeight - 0.5}pt"><thead><tr>${cell(
    'th',
    letter.columns.map(({ title }) => title),
  )}</tr></thead><tbody>${rows}</tbody>
<tbody class="total"><tr><td colspan="4">${escapeHtml(letter.total[0])}</td><td class="right">${escapeHtml(letter.total[1])}</td></tr></tbody></table>
<div class="box"><div><b style="font-size:13pt;color:#1f5f58">${escapeHtml(letter.box.title)}</b>${letter.box.lines.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}</div>${code}</div>
${letter.closing.map((text) => `<p${text.length > 150 ? ' style="font-size:8pt;line-height:10.8pt;text-align:justify"' : ''}>${escapeHtml(text)}</p>`).join('')}`;
}

function footer(letter: PlainLetter): string {
  const columns = letter.footer.map((lines) => `<div>${lines.map(escapeHtml).join('<br>')}</div>`).join('');
  return `<div style="font:7.5pt Sans;color:#5c6b70;width:165mm;margin:0 20mm 0 25mm;display:flex;justify-content:space-between">${columns}<div>Page <span class="pageNumber"></span> of <span class="totalPages"></span></div></div>`;
}
