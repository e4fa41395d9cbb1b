import { strToU8, zipSync } from 'fflate';
import type { ResolvedDocument, ResolvedNode } from '../../resolve/resolved.ts';
import { type Frame, pageSize } from '../../template/masters.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { isRightToLeftLanguage } from '../../text/scripts.ts';
import { Body } from './body.ts';
import { Numbering } from './numbering.ts';
import { Pictures } from './picture.ts';
import { Relations } from './relations.ts';
import { styleSheet } from './style-sheet.ts';
import { DECLARATION, escapeXml, twipsOf } from './xml.ts';

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' +
  ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** All files of the archive bear the first moment that ZIP knows: the same document is the same bytes. */
const NO_MOMENT = new Date(1980, 0, 1);

/**
 * A letter as a Word file (OOXML, ECMA-376), for clerks who go on writing it by hand: styles, lists, tables and pictures are Word's
 * own. What stands in the master's frames above the body comes first, what stands below it is the footer; both flow.
 */
export function writeDocx(bundle: TemplateBundle, document: ResolvedDocument): Uint8Array {
  const { brand, template } = bundle;
  const master = brand.masters[template.letter.master]!;
  const { width, height } = pageSize(master);
  const { body: area, frames = [] } = master.first;
  const pictures = new Pictures(bundle);
  const numbering = new Numbering();
  const framed = (shown: (frame: Frame) => boolean): ResolvedNode[] =>
    [...frames]
      .filter(shown)
      .sort((a, b) => a.y - b.y || a.x - b.x)
      .flatMap(({ name }) => {
        const content = document.frames.first[name];
        return Array.isArray(content) ? (content as readonly ResolvedNode[]) : [];
      });
  const part = (nodes: readonly ResolvedNode[]) => {
    const relations = new Relations();
    const xml = new Body(brand, document.language, pictures, relations, numbering).nodes(nodes, area.width);
    return { xml, relations };
  };
  const foot = part(framed(({ y }) => y >= area.y + area.height));
  const main = part([...framed(({ y }) => y < area.y), ...document.body, ...notesOf(document)]);
  const top = Math.min(area.y, ...frames.filter(({ y }) => y < area.y).map(({ y }) => y));
  const bottom = height - area.y - area.height;
  const paper = `<w:pgSz w:w="${twipsOf(width)}" w:h="${twipsOf(height)}"${width > height ? ' w:orient="landscape"' : ''}/>`;
  const margins = `<w:pgMar w:top="${twipsOf(top)}" w:right="${twipsOf(Math.max(0, width - area.x - area.width))}" w:bottom="${twipsOf(bottom)}" w:left="${twipsOf(area.x)}" w:header="400" w:footer="400" w:gutter="0"/>`;
  const footer = `<w:footerReference w:type="default" r:id="${main.relations.part('footer', 'footer.xml')}"/>`;
  main.relations.part('styles', 'styles.xml');
  main.relations.part('numbering', 'numbering.xml');
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': packageRelations(),
    'docProps/core.xml': coreProperties(document),
    'word/document.xml': `${DECLARATION}<w:document ${NAMESPACES}><w:body>${main.xml}<w:sectPr>${footer}${paper}${margins}${isRightToLeftLanguage(document.language) ? '<w:bidi/>' : ''}</w:sectPr></w:body></w:document>`,
    'word/footer.xml': `${DECLARATION}<w:ftr ${NAMESPACES}>${foot.xml === '' ? '<w:p/>' : foot.xml}</w:ftr>`,
    'word/styles.xml': styleSheet(brand, document.language),
    'word/numbering.xml': numbering.xml(),
    'word/_rels/document.xml.rels': DECLARATION + main.relations.xml(),
    'word/_rels/footer.xml.rels': DECLARATION + foot.relations.xml(),
  };
  for (const [name, bytes] of pictures.files) files[`word/${name}`] = bytes;
  const entries = Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const);
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: NO_MOMENT });
}

/** Footnotes stand at the end, under a line. */
function notesOf({ notes }: ResolvedDocument): ResolvedNode[] {
  if (notes === undefined) return [];
  const paragraphs = notes.map(({ number, runs }): ResolvedNode => {
    return { type: 'paragraph', source: '', style: 'body', runs: [{ text: String(number), script: 'super' }, { text: ' ' }, ...runs] };
  });
  return [{ type: 'line', source: '' }, ...paragraphs];
}

function contentTypes(): string {
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ['png', 'image/png'],
    ['jpg', 'image/jpeg'],
    ['svg', 'image/svg+xml'],
  ].map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
  const parts = [
    ['word/document.xml', `${TYPES}.document.main+xml`],
    ['word/styles.xml', `${TYPES}.styles+xml`],
    ['word/numbering.xml', `${TYPES}.numbering+xml`],
    ['word/footer.xml', `${TYPES}.footer+xml`],
    ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ].map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`);
  return `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join('')}${parts.join('')}</Types>`;
}

function packageRelations(): string {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  return (
    `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
    relation('r1', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument', 'word/document.xml') +
    relation('r2', 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml') +
    '</Relationships>'
  );
}

const coreProperties = ({ title, author, language }: ResolvedDocument): string =>
  `${DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
  `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><dc:language>${escapeXml(language)}</dc:language></cp:coreProperties>`;
