import type { FrameContents, ResolvedDocument, ResolvedNode, Run } from '../resolve/resolved.ts';

/** A stretch of a resolved document that stands for itself: a paragraph, a cell, a picture. */
export interface Passage {
  /** The block that it is written in; undefined for what the template says itself. */
  readonly block: string | undefined;
  /** JSON Pointer of its node in its part. */
  readonly source: string;
  readonly kind: 'text' | 'heading' | 'picture' | 'signature';
  /** '' for pictures. */
  readonly text: string;
  /** Name of a paragraph style. */
  readonly style: string;
}

/** The passages of a document in reading order: of its body, and of the frames of its pages, each said once. */
export function passagesOf(document: ResolvedDocument): { readonly body: readonly Passage[]; readonly frames: readonly Passage[] } {
  const frames = Object.values(document.frames).flatMap((contents) => inFrames(contents as FrameContents));
  return { body: inNodes(document.body), frames };
}

/** What frames show whatever the page is; what depends on the page is no place for a passage that must be there. */
const inFrames = (contents: FrameContents): Passage[] =>
  Object.values(contents).flatMap((content) => ('late' in content ? [] : inNodes(content)));

const inNodes = (nodes: readonly ResolvedNode[]): Passage[] => nodes.flatMap(inNode);

function inNode(node: ResolvedNode): Passage[] {
  const one = (kind: Passage['kind'], text: string, style: string): Passage => {
    const { source } = node;
    return { block: blockOf(source), source, kind, text, style };
  };
  const written = (kind: Passage['kind'], runs: readonly Run[], style: string): Passage[] => [
    one(kind, plain(runs), style),
    ...runs.flatMap(({ note }) => (note === undefined ? [] : [one('text', plain(note.runs), 'footnote')])),
  ];
  switch (node.type) {
    case 'paragraph':
      return written('text', node.runs, node.style);
    case 'heading':
      return written('heading', node.runs, node.style);
    case 'button':
      return written('text', node.runs, 'body');
    case 'list':
      return node.items.flatMap(inNodes);
    case 'definitions':
      return node.items.flatMap(({ term, body }) => [...written('text', term, node.style ?? 'body'), ...inNodes(body)]);
    case 'table': {
      const cells = [
        ...(node.headerRows?.flatMap((row) => row.cells) ?? node.columns.map(({ header }) => ({ runs: header }))),
        ...node.rows.flat(),
      ];
      const all = [...cells, ...node.footer.flatMap((row) => row.cells)];
      return all.flatMap((cell) =>
        'body' in cell && cell.body ? inNodes(cell.body) : written('text', cell.runs, ('style' in cell && cell.style) || 'body'),
      );
    }
    case 'columns':
      return node.columns.flatMap(({ body }) => inNodes(body));
    case 'box':
    case 'keep':
    case 'section':
    case 'flow':
    case 'float':
      return inNodes(node.body);
    case 'field':
      return [one(node.kind === 'signature' ? 'signature' : 'text', node.label, node.style)];
    case 'image':
    case 'barcode':
    case 'chart':
    case 'enclosure':
    case 'qrBill':
      return [one('picture', '', 'body')];
    case 'contents':
    case 'filler':
    case 'space':
    case 'mark':
    case 'line':
    case 'pageBreak':
      return [];
  }
}

/** Numbers of pages and notes are not part of what is said. */
const plain = (runs: readonly Run[]): string =>
  runs.map(({ text, page, note }) => (page === undefined && note === undefined ? text : '')).join('');

const blockOf = (source: string): string | undefined => /^block:([^#]*)#/.exec(source)?.[1];
