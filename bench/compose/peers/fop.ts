import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import QRCode from 'qrcode';
import type { PeerFiles, PlainLetter } from '../plain-letter.ts';

/** What one process of Apache FOP took for a batch of letters, its own start and warming up not counted. */
export interface FopResult {
  readonly version: string;
  readonly documentsPerSecond: number;
  readonly bytesPerDocument: number;
}

const FOP = '/usr/share/java/fop.jar';
const JARS = ['commons-io', 'serializer', 'xalan2', 'xml-apis', 'batik-all', 'commons-logging', 'xercesImpl', 'xmlgraphics-commons', 'xml-apis-ext', 'fontbox2', 'fop']; // biome-ignore format: one list
const _CLASS_PATH = [...JARS.map((jar) => `/usr/share/java/${jar}.jar`), '/usr/share/fop/fop-hyph.jar'].join(':');

/**
 * Apache FOP (Debian's packages fop and a JDK), where present: XSL-FO files formatted one after the other in one warm process,
 * fonts cached, hyphenation on, plain PDF.
 */
export async function measureFop(files: PeerFiles, letters: readonly PlainLetter[], warmUp: number): Promise<FopResult | undefined> {
  if (!existsSync(FOP)) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-bench-fop-'));
  try {
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'fop.xconf'), configuration(files));
    for (const [i, letter] of letters.entries())
      await writeFile(join(folder, `${String(i).padStart(5, '0')}.fo`), await formattingObjects(letter, files));
    const java = [
      '-Djava.awt.headless=true',
      '-cp',
      '/usr/share/java/*',
      join(import.meta.dirname, 'FopBatch.java'),
      folder,
      String(warmUp),
    ];
    const printed = execFileSync('java', java, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const { version, documents, seconds, bytes } = JSON.parse(printed.trim().split('\n').at(-1)!) as {
      readonly version: string;
      readonly documents: number;
      readonly seconds: number;
      readonly bytes: number;
    };
    if (process.env.KEEP) await writeFile('/tmp/posthorn-bench-fop.pdf', await readFile(join(folder, 'out', '00000.pdf')));
    return {
      version: /fop-([\d_]+)/.exec(version)?.[1]?.replaceAll('_', '.') ?? version,
      documentsPerSecond: documents / seconds,
      bytesPerDocument: Math.round(bytes / documents),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const configuration = ({ regular, bold }: PeerFiles): string => `<?xml version="1.0"?>
<fop version="1.0"><strict-configuration>false</strict-configuration><renderers><renderer mime="application/pdf"><fonts>
<font kerning="yes" embed-url="file://${regular}" embedding-mode="subset"><font-triplet name="Sans" style="normal" weight="normal"/></font>
<font kerning="yes" embed-url="file://${bold}" embedding-mode="subset"><font-triplet name="Sans" style="normal" weight="bold"/></font>
</fonts></renderer></renderers></fop>`;

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

async function formattingObjects(letter: PlainLetter, files: PeerFiles): Promise<string> {
  const { look, table, figures, box } = letter;
  const code = box === undefined ? '' : await QRCode.toDataURL(box.code, { errorCorrectionLevel: 'M', margin: 0, scale: 8 });
  const block = (text: string, attributes = '') => `<fo:block space-after="5pt" ${attributes}>${escapeXml(text)}</fo:block>`;
  const quiet = `font-size="7pt" line-height="9pt" color="${look.quiet}"`;
  const at = (x: number, y: number, content: string) =>
    `<fo:block-container position="absolute" left="${x}mm" top="${y}mm" width="65mm">${content}</fo:block-container>`;
  const logo = (height: number) => `<fo:external-graphic src="url('file://${resolve(files.logo)}')" content-height="${height}mm"/>`;
  const cell = (text: string, column: number, more = '') =>
    `<fo:table-cell padding="2pt 3pt" ${more}><fo:block text-align="${table!.columns[column]!.right ? 'right' : 'left'}">${escapeXml(text)}</fo:block></fo:table-cell>`;
  const parts = [
    block(
      letter.heading,
      `font-size="18pt" line-height="22pt" font-weight="bold" color="${look.brand}" space-before="64mm" space-before.conditionality="retain"`,
    ),
    ...letter.paragraphs.map((text) => block(text)),
  ];
  if (figures !== undefined) {
    const cells = figures.map(
      ([label, value]) =>
        `<fo:table-cell padding="6pt"><fo:block ${quiet}>${escapeXml(label)}</fo:block><fo:block font-size="12.5pt" font-weight="bold" color="${look.brand}">${escapeXml(value)}</fo:block></fo:table-cell>`,
    );
    parts.push(
      `<fo:table table-layout="fixed" width="100%" background-color="${look.tint}" space-after="8pt"><fo:table-body><fo:table-row>${cells.join('')}</fo:table-row></fo:table-body></fo:table>`,
    );
  }
  if (table !== undefined) {
    const columns = table.columns.map(({ width }) => `<fo:table-column column-width="${width}mm"/>`).join('');
    const titles = table.columns.map(({ title }, i) => cell(title, i)).join('');
    const rows = table.rows.map(
      (row) => `<fo:table-row border-bottom="0.4pt solid ${look.rule}">${row.map((text, i) => cell(text, i)).join('')}</fo:table-row>`,
    );
    const total = `<fo:table-row font-weight="bold" color="${look.brand}"><fo:table-cell padding="3pt" number-columns-spanned="4"><fo:block>${escapeXml(table.total[0])}</fo:block></fo:table-cell><fo:table-cell padding="3pt"><fo:block text-align="right">${escapeXml(table.total[1])}</fo:block></fo:table-cell></fo:table-row>`;
    parts.push(
      `<fo:table table-layout="fixed" width="165mm" font-size="${table.fontSize}pt" line-height="${table.rowHeight - 4.4}pt">${columns}<fo:table-header background-color="${look.tint}" font-weight="bold" color="${look.brand}"><fo:table-row>${titles}</fo:table-row></fo:table-header><fo:table-body>${rows.join('')}${total}</fo:table-body></fo:table>`,
    );
  }
  parts.push(
    ...letter.justified.map((text) =>
      block(
        text,
        `text-align="justify" hyphenate="true" language="${letter.language}" font-size="${table ? 8.5 : 9.5}pt" line-height="12pt"`,
      ),
    ),
  );
  if (box !== undefined)
    parts.push(
      `<fo:table table-layout="fixed" width="100%" background-color="${look.tint}" space-after="8pt" keep-together.within-page="always"><fo:table-column/><fo:table-column column-width="32mm"/><fo:table-body><fo:table-row><fo:table-cell padding="4mm">${block(box.title, `font-size="11pt" font-weight="bold" color="${look.brand}"`)}${box.lines.map((text) => block(text, 'font-size="8.5pt"')).join('')}</fo:table-cell><fo:table-cell padding="4mm"><fo:block><fo:external-graphic src="url('${code}')" content-width="24mm" content-height="24mm" scaling="uniform"/></fo:block></fo:table-cell></fo:table-row></fo:table-body></fo:table>`,
    );
  parts.push(...letter.closing.map((text) => block(text)));
  const footer = letter.footer
    .map((lines) => `<fo:table-cell>${lines.map((text) => `<fo:block ${quiet}>${escapeXml(text)}</fo:block>`).join('')}</fo:table-cell>`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="Sans" font-size="9.5pt" line-height="13.5pt" color="${look.ink}">
<fo:layout-master-set><fo:simple-page-master master-name="page" page-width="210mm" page-height="297mm" margin="13mm 20mm 8mm 25mm"><fo:region-body margin="21mm 0 22mm 0"/><fo:region-before extent="18mm"/><fo:region-after extent="19mm"/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="page" language="${letter.language}">
<fo:static-content flow-name="xsl-region-before"><fo:block>${logo(12)}</fo:block></fo:static-content>
<fo:static-content flow-name="xsl-region-after"><fo:table table-layout="fixed" width="100%" border-top="0.5pt solid ${look.quiet}"><fo:table-body><fo:table-row>${footer}</fo:table-row></fo:table-body></fo:table><fo:block ${quiet} text-align="right"><fo:page-number/> / <fo:page-number-citation-last ref-id="end"/></fo:block></fo:static-content>
<fo:flow flow-name="xsl-region-body">
${at(0, 22, block(letter.returnAddress, quiet))}${at(0, 28.7, letter.address.map((text) => `<fo:block>${escapeXml(text)}</fo:block>`).join(''))}${at(100, 11, letter.info.map(([label, value]) => `<fo:block ${quiet}>${escapeXml(label)}</fo:block><fo:block font-weight="bold">${escapeXml(value)}</fo:block>`).join(''))}
${parts.join('\n')}<fo:block id="end"/></fo:flow></fo:page-sequence></fo:root>`;
}
