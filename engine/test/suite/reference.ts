import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { PNG } from 'pngjs';
import { compile, type Rendition } from '../../src/compose.ts';
import type { Diagnostic } from '../../src/diagnostics.ts';
import { claimedProfiles, profileNames, structureOf } from '../../src/preflight/index.ts';
import { pagePictures } from '../../src/preview/index.ts';
import { bundleOf, type GoldenCase } from './cases.ts';

/** What a case came to: what its reference is compared with. */
export interface Outcome {
  /** Structure and text of every format. */
  readonly text: string;
  /** The pages of the letter side by side, drawn by PDFium, whose version is pinned: the same on every machine. */
  readonly picture: PNG | undefined;
  readonly pdf: Uint8Array | undefined;
}

/** Small, but enough to see a hairline move. */
const DPI = 48;
const MOMENT = '2026-11-22T10:00:00Z';

/** Composes a case in all its formats. */
export async function outcomeOf(golden: GoldenCase): Promise<Outcome> {
  const formats = golden.formats ?? ['pdf'];
  const program = await compile(await bundleOf(golden), { formats });
  const renditions = formats.map((format) => program.compose(golden.record ?? {}, format, { now: MOMENT }));
  const pdf = renditions.find((rendition) => rendition.format === 'pdf')?.bytes;
  const parts = renditions.map((rendition) => `== ${rendition.format}\n${warnings(rendition.diagnostics)}${describe(rendition)}`);
  return {
    text: `${golden.says}\n\n${warnings(program.diagnostics)}${parts.join('\n')}`,
    picture: pdf === undefined ? undefined : await pictureOf(pdf),
    pdf,
  };
}

const warnings = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ severity, code, message, place }) => `${severity} ${code} at ${place.part}#${place.pointer}: ${message}\n`).join('');

function describe(rendition: Rendition): string {
  switch (rendition.format) {
    case 'pdf':
      return `${rendition.pages} pages; ${claimedProfiles(rendition.bytes)
        .map((id) => profileNames[id])
        .join(', ')}\n${structureOf(rendition.bytes)}`;
    case 'email':
      return `subject ${JSON.stringify(rendition.subject)}\n${rendition.inlineImages.map(({ cid }) => `image ${cid}\n`).join('')}${outlineOf(rendition.html)}-- text\n${rendition.text}`;
    case 'html':
      return outlineOf(rendition.html);
    case 'docx':
      return `${rendition.title}\n`;
    case 'text':
      return rendition.text;
    case 'sms':
      return `${rendition.encoding}, ${rendition.segments} segments\n${rendition.text}\n`;
    case 'push':
      return `${rendition.title}\n${rendition.text}\n${rendition.link ?? 'opens nothing'}\n`;
    case 'chat':
      return `${JSON.stringify(rendition.message, null, 1)}\n`;
  }
}

const SAID = ['lang', 'role', 'scope', 'colspan', 'rowspan', 'href', 'src', 'alt', 'aria-label', 'type', 'name', 'value'];

/** A page as its elements with what is said of them, and its texts; without what only lays it out. */
function outlineOf(html: string): string {
  const lines: string[] = [];
  const visit = (node: Tree.ChildNode, depth: number): void => {
    if (node.nodeName === '#text') {
      const text = (node as Tree.TextNode).value.replace(/\s+/g, ' ').trim();
      if (text !== '') lines.push('  '.repeat(depth) + JSON.stringify(text));
      return;
    }
    if (!('tagName' in node) || ['style', 'meta', 'svg'].includes(node.tagName)) return;
    const said = node.attrs
      .filter(({ name }) => SAID.includes(name))
      .map(({ name, value }) => `${name}=${JSON.stringify(value.slice(0, 80))}`);
    const plain = said.length === 0 && ['html', 'head', 'body', 'div', 'tbody', 'tr', 'td', 'span', 'table'].includes(node.tagName);
    const bare = plain || said.join() === 'role="presentation"';
    if (!bare) lines.push('  '.repeat(depth) + [node.tagName, ...said].join(' '));
    for (const child of node.childNodes) visit(child, bare ? depth : depth + 1);
  };
  for (const node of parse(html).childNodes) visit(node, 0);
  return `${lines.join('\n')}\n`;
}

async function pictureOf(pdf: Uint8Array): Promise<PNG> {
  const pages = (await pagePictures(pdf, { dpi: DPI })).map(({ png }) => PNG.sync.read(Buffer.from(png)));
  const gap = 4;
  const width = pages.reduce((sum, page) => sum + page.width + gap, -gap);
  const strip = new PNG({ width, height: Math.max(...pages.map(({ height }) => height)) });
  strip.data.fill(160);
  for (let i = 3; i < strip.data.length; i += 4) strip.data[i] = 255;
  let x = 0;
  for (const page of pages) {
    PNG.bitblt(page, strip, 0, 0, page.width, page.height, x, 0);
    x += page.width + gap;
  }
  return strip;
}
