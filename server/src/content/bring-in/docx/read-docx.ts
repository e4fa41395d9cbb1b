import type { FoundDocument } from '../types.ts';
import { child, openPackage, textOf } from './package.ts';
import { hasContent, PartReader, type Reading } from './part-reader.ts';
import { readStyles } from './styles.ts';

/** Reads a Word document. @throws PosthornError `content.import-unreadable` */
export function readDocx(bytes: Uint8Array): FoundDocument {
  const file = openPackage(bytes);
  const reading: Reading = { file, styles: readStyles(file), images: new Map(), findings: [], inNote: false };
  const { images, findings, styles } = reading;
  const reader = (part: string, where: string) => new PartReader(reading, part, where);
  const root = file.xml('word/document.xml')!;
  const body = reader('word/document.xml', 'paragraph');
  const nodes = body.nodesOf(child(root, 'body') ?? root);
  if (body.aligned > 0)
    findings.push({ severity: 'lost', code: 'layout-left', what: `${body.aligned} × centre, right`, where: 'document' });
  const title = child(file.xml('docProps/core.xml'), 'title');
  const parts = [...file.relations('word/document.xml').values()]
    .filter(({ type }) => type === 'header' || type === 'footer')
    .flatMap(({ type, target }) => {
      const content = file.xml(target);
      const found = content ? reader(target, type).nodesOf(content) : [];
      return hasContent(found) ? [{ name: target.replace(/^.*\/|\.xml$/g, ''), nodes: found }] : [];
    });
  if (file.xml('word/comments.xml')) findings.push({ severity: 'lost', code: 'comment-left', what: 'comments', where: 'document' });
  const { language } = styles;
  return {
    ...(title && textOf(title).trim() ? { title: textOf(title).trim() } : {}),
    ...(language ? { language } : {}),
    nodes,
    parts,
    images,
    findings,
  };
}
