import type { XmlElement } from '@posthorn/engine/xml';
import type { Finding, FoundCell, FoundMark, FoundNode, FoundRow, Piece } from '../types.ts';
import { chosen, columnsIn, controlName, isPageField, isPlaceholder, mergeField, rowsOrCells, symbolOf, transparent } from './elements.ts';
import { attribute, child, descendants, elements, isOn, settingOf, textOf, type WordPackage } from './package.ts';
import type { WordStyles } from './styles.ts';

/** A complex field on its way: `begin`, its instruction, `separate`, its result, `end`. */
interface OpenField {
  instruction: string;
  inResult: boolean;
}

/** English Metric Units, in which Word says the size of pictures. */
const emuPerMillimetre = 36_000;

/** A file that is being read; images and findings gather while its parts are read. */
export interface Reading {
  readonly file: WordPackage;
  readonly styles: WordStyles;
  readonly images: Map<string, { file: string; bytes: Uint8Array }>;
  readonly findings: Finding[];
  /** What is read now stands in a note: those have none themselves, and one that refers to itself would never end. */
  readonly inNote: boolean;
}

/** Reads one part of a Word file: the body, a header or footer, notes. */
export class PartReader {
  readonly #reading: Reading;
  readonly #part: string;
  readonly #where: string;
  #paragraphs = 0;
  /** Paragraphs that stood in the middle or at the right. */
  aligned = 0;
  /** Nodes that follow the paragraph in which they were found: images, text boxes, page breaks. */
  #behind: FoundNode[] = [];
  #fields: OpenField[] = [];

  constructor(reading: Reading, part: string, where: string) {
    this.#reading = reading;
    this.#part = part;
    this.#where = where;
  }

  nodesOf(owner: XmlElement): FoundNode[] {
    return elements(owner).flatMap((one): FoundNode[] => {
      if (one.local === 'p') return this.#paragraph(one);
      if (one.local === 'tbl') return [this.#table(one)];
      if (one.local === 'sdt') return this.#control(one);
      return transparent.has(one.local) || one.local === 'AlternateContent' ? this.nodesOf(chosen(one)) : [];
    });
  }

  /** A content control around paragraphs; a placeholder in it is a field by its name. */
  #control(one: XmlElement): FoundNode[] {
    const content = child(one, 'sdtContent');
    if (!content) return [];
    const name = controlName(one);
    if (!isPlaceholder(one) || name === undefined) return this.nodesOf(content);
    this.#paragraphs++;
    return [{ kind: 'paragraph', pieces: [{ kind: 'field', name, marks: [] }] }];
  }

  #paragraph(one: XmlElement): FoundNode[] {
    this.#paragraphs++;
    const properties = child(one, 'pPr');
    const pieces = this.#pieces(one, properties, []);
    const [heading, list] = [this.#reading.styles.headingOf(properties), this.#reading.styles.listOf(properties)];
    const behind = this.#behind;
    this.#behind = [];
    const before: FoundNode[] = isOn(properties, 'pageBreakBefore') === true ? [{ kind: 'pageBreak' }] : [];
    const empty = behind.length > 0 && pieces.every((piece) => piece.kind === 'text' && piece.text.trim() === '');
    const section = child(properties, 'sectPr');
    if (section && (settingOf(section, 'type') ?? 'nextPage') !== 'continuous') behind.push({ kind: 'pageBreak' });
    if (!empty && /^(?:center|right|end)$/.test(settingOf(properties, 'jc') ?? '') && pieces.length > 0) this.aligned++;
    const own: FoundNode = { kind: 'paragraph', ...(heading ? { heading } : {}), ...(list && !heading ? { list } : {}), pieces };
    const edges = child(properties, 'pBdr');
    const rule = (edge: string): FoundNode[] =>
      (settingOf(edges, edge) ?? 'none') === 'none' || settingOf(edges, edge) === 'nil' ? [] : [{ kind: 'line' }];
    return [...before, ...rule('top'), ...(empty ? [] : [own]), ...rule('bottom'), ...behind];
  }

  #pieces(owner: XmlElement, paragraph: XmlElement | undefined, links: readonly FoundMark[]): Piece[] {
    return elements(owner).flatMap((one): Piece[] => {
      if (one.local === 'r') return this.#run(one, paragraph, links);
      if (one.local === 'hyperlink') return this.#pieces(one, paragraph, this.#link(one));
      if (one.local === 'sdt') return this.#inlineControl(one, paragraph, links);
      if (one.local === 'fldSimple') return this.#simpleField(one, paragraph, links);
      if (one.local === 'del' || one.local === 'moveFrom') {
        const what = [...descendants(one, 'delText')].map(textOf).join('');
        if (what.trim() !== '') this.#tell('lost', 'deletion-left', what);
        return [];
      }
      if (one.local === 'oMath' || one.local === 'oMathPara') {
        const text = [...descendants(one, 't')].map(textOf).join('');
        this.#tell('changed', 'equation', text);
        return [{ kind: 'text', text, marks: [] }];
      }
      return transparent.has(one.local) || one.local === 'AlternateContent' ? this.#pieces(chosen(one), paragraph, links) : [];
    });
  }

  #inlineControl(one: XmlElement, paragraph: XmlElement | undefined, links: readonly FoundMark[]): Piece[] {
    const name = controlName(one);
    if (isPlaceholder(one) && name !== undefined) return [{ kind: 'field', name, marks: [] }];
    const content = child(one, 'sdtContent');
    return content ? this.#pieces(content, paragraph, links) : [];
  }

  #simpleField(one: XmlElement, paragraph: XmlElement | undefined, links: readonly FoundMark[]): Piece[] {
    const instruction = attribute(one, 'instr') ?? '';
    const name = mergeField(instruction);
    if (name !== undefined) return [{ kind: 'field', name, marks: links }];
    const inside = this.#pieces(one, paragraph, links);
    return this.#otherField(instruction) ? inside : [];
  }

  /** @returns whether its result is kept as text */
  #otherField(instruction: string): boolean {
    const kind = /^\s*([A-Za-z]+)/.exec(instruction)?.[1]?.toUpperCase() ?? '';
    if (['HYPERLINK', 'REF', 'PAGEREF', 'SEQ', 'TOC', 'FORMTEXT', 'QUOTE'].includes(kind)) {
      if (kind === 'TOC' || kind === 'PAGEREF') this.#tell('changed', 'form-of-field', kind);
      return true;
    }
    this.#tell(['PAGE', 'NUMPAGES', 'SECTIONPAGES'].includes(kind) ? 'lost' : 'changed', 'form-of-field', instruction.trim());
    return !['PAGE', 'NUMPAGES', 'SECTIONPAGES'].includes(kind);
  }

  #run(one: XmlElement, paragraph: XmlElement | undefined, links: readonly FoundMark[]): Piece[] {
    const properties = child(one, 'rPr');
    if (this.#reading.styles.isHidden(properties)) return [];
    const marks: readonly FoundMark[] = [...this.#reading.styles.marksOf(properties, paragraph), ...links];
    return elements(one).flatMap((part) => this.#runPart(part, marks));
  }

  #runPart(part: XmlElement, marks: readonly FoundMark[]): Piece[] {
    const field = this.#fields.at(-1);
    if (part.local === 'fldChar') return this.#fieldMark(attribute(part, 'fldCharType') ?? '', marks);
    if (part.local === 'instrText' && field) field.instruction += textOf(part);
    if (field && (!field.inResult || mergeField(field.instruction) !== undefined || isPageField(field.instruction))) return [];
    switch (part.local) {
      case 't':
        return [{ kind: 'text', text: textOf(part), marks }];
      case 'noBreakHyphen':
        return [{ kind: 'text', text: '\u2011', marks }];
      case 'softHyphen':
        return [{ kind: 'text', text: '\u00ad', marks }];
      case 'sym':
        return [{ kind: 'text', text: symbolOf(part), marks }];
      case 'tab':
      case 'ptab':
        return [{ kind: 'tab' }];
      case 'cr':
        return [{ kind: 'break' }];
      case 'br':
        if (attribute(part, 'type') === 'page') this.#behind.push({ kind: 'pageBreak' });
        return attribute(part, 'type') === undefined || attribute(part, 'type') === 'textWrapping' ? [{ kind: 'break' }] : [];
      case 'footnoteReference':
      case 'endnoteReference':
        return this.#note(part.local === 'footnoteReference' ? 'footnote' : 'endnote', attribute(part, 'id') ?? '');
      case 'drawing':
      case 'pict':
      case 'object':
        this.#drawing(part);
        return [];
      case 'AlternateContent':
        return elements(chosen(part)).flatMap((one) => this.#runPart(one, marks));
      default:
        return [];
    }
  }

  #fieldMark(type: string, marks: readonly FoundMark[]): Piece[] {
    if (type === 'begin') this.#fields.push({ instruction: '', inResult: false });
    const field = this.#fields.at(-1);
    if (!field) return [];
    if (type === 'separate') field.inResult = true;
    if (type !== 'end') return [];
    this.#fields.pop();
    const name = mergeField(field.instruction);
    if (name !== undefined) return [{ kind: 'field', name, marks }];
    this.#otherField(field.instruction);
    return [];
  }

  #note(kind: 'footnote' | 'endnote', id: string): Piece[] {
    const part = `word/${kind}s.xml`;
    const root = this.#reading.file.xml(part);
    const note = root && elements(root).find((one) => attribute(one, 'id') === id);
    if (!note || this.#reading.inNote) return [];
    const nodes = new PartReader({ ...this.#reading, inNote: true }, part, kind).nodesOf(note);
    const pieces = nodes.flatMap((node, i): Piece[] =>
      node.kind === 'paragraph' ? [...(i > 0 ? [{ kind: 'break' } as const] : []), ...node.pieces] : [],
    );
    return pieces.length > 0 ? [{ kind: 'footnote', pieces }] : [];
  }

  #link(one: XmlElement): readonly FoundMark[] {
    const found = this.#reading.file.relations(this.#part).get(attribute(one, 'id') ?? '');
    return found?.external && /^(?:https?|mailto|tel|sms):/i.test(found.target) ? [{ type: 'link', href: found.target }] : [];
  }

  /** A picture, a text box or something else that stands beside the text. */
  #drawing(one: XmlElement): void {
    for (const box of descendants(one, 'txbxContent')) {
      const nodes = new PartReader(this.#reading, this.#part, 'text box').nodesOf(box);
      if (!hasContent(nodes)) continue;
      this.#tell('changed', 'text-box', nodes.map((node) => (node.kind === 'paragraph' ? plain(node.pieces) : '')).join(' '));
      this.#behind.push(...nodes);
    }
    const named = [...descendants(one, 'docPr')][0];
    const alt = attribute(named, 'descr') ?? attribute(named, 'title') ?? '';
    const extent = [...descendants(one, 'extent')][0];
    for (const blip of [...descendants(one, 'blip'), ...descendants(one, 'imagedata')]) {
      const id = attribute(blip, 'embed') ?? attribute(blip, 'id') ?? '';
      this.#picture(this.#reading.file.relations(this.#part).get(id)?.target ?? '', alt, extent);
    }
    if (one.local === 'object') this.#tell('lost', 'object', attribute([...descendants(one, 'OLEObject')][0], 'ProgID') ?? 'object');
  }

  #picture(target: string, alt: string, extent: XmlElement | undefined): void {
    const bytes = this.#reading.file.bytes(target);
    const file = target.replace(/^.*\//, '');
    if (!bytes || !/\.(?:png|jpe?g|svg)$/i.test(file)) {
      this.#tell('lost', 'image-unreadable', `${file} ${alt}`.trim());
      return;
    }
    const image = file
      .replace(/\.[a-z]+$/i, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
    this.#reading.images.set(image, { file, bytes });
    const size = (name: string) => Math.round(Number(attribute(extent, name) ?? 0) / emuPerMillimetre);
    this.#behind.push({ kind: 'image', image, alt, ...(size('cx') > 0 ? { width: Math.min(size('cx'), 160) } : {}) });
  }

  #table(one: XmlElement): FoundNode {
    const rows = this.#rowsIn(one);
    const height = (row: number, column: number): number => {
      let count = 1;
      while (rows[row + count]?.some((cell) => cell.column === column && cell.merge === 'continue')) count++;
      return count;
    };
    return {
      kind: 'table',
      rows: rows.map(
        (cells, row): FoundRow => ({
          header: cells.header,
          cells: cells
            .filter(({ merge }) => merge !== 'continue')
            .map(({ nodes, span, column, merge }): FoundCell => ({ nodes, span, rowSpan: merge === 'restart' ? height(row, column) : 1 })),
        }),
      ),
    };
  }

  #rowsIn(one: XmlElement) {
    return [...rowsOrCells(one, 'tr')].map((row) => {
      let column = columnsIn(settingOf(child(row, 'trPr'), 'gridBefore'));
      const cells = [...rowsOrCells(row, 'tc')].map((cell) => {
        const properties = child(cell, 'tcPr');
        const span = Math.max(1, columnsIn(settingOf(properties, 'gridSpan')));
        const merged = child(properties, 'vMerge');
        const merge = merged ? ((attribute(merged, 'val') ?? 'continue') as 'restart' | 'continue') : undefined;
        const nodes = this.nodesOf(cell);
        column += span;
        return { nodes, span, column: column - span, merge };
      });
      return Object.assign(cells, { header: isOn(child(row, 'trPr'), 'tblHeader') === true });
    });
  }

  #tell(severity: Finding['severity'], code: Finding['code'], what: string): void {
    this.#reading.findings.push({
      severity,
      code,
      what: what.slice(0, 200),
      where: this.#where === 'paragraph' ? `paragraph ${this.#paragraphs}` : this.#where,
    });
  }
}

export const hasContent = (nodes: readonly FoundNode[]): boolean =>
  nodes.some((node) => node.kind !== 'paragraph' || node.pieces.some((piece) => piece.kind !== 'text' || piece.text.trim() !== ''));

const plain = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.kind === 'field' ? `{{ ${piece.name} }}` : ' ')).join('');
