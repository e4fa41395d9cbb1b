/**
 * The structure of a document as an outline in text, for people to read and for tests to compare: what a reader by ear gets to hear, in
 * the order of the tree. Made from the file's bytes alone, with this folder's own reading of content.
 */
import type { ContentFacts } from '../content/facts.ts';
import { openPdf } from '../read/pdf-file.ts';
import { dictOf, PdfArray, PdfName, type PdfValue } from '../read/values.ts';
import { Subject } from '../subject.ts';
import { attributeOf, type StructElement, type StructKid, type Structure, stringsIn } from './tree.ts';

/**
 * Outlines the structure of a PDF.
 * @returns one line for each element, two blanks deeper than the element around it: type, what is said of it, its text in quotes; where
 * text and elements mix, the text has lines of its own. Empty where the file is not tagged.
 * @throws UnreadablePdfError when the bytes are no PDF.
 */
export function structureOf(bytes: Uint8Array): string {
  return outlineOf(new Subject(openPdf(bytes)));
}

/** Outlines the structure of a file that is open already. */
export function outlineOf({ structure, content, file }: Subject): string {
  const lines: string[] = [];
  const language = file.catalog.string('Lang')?.text;
  if (structure.root && language !== undefined) lines.push(`lang=${quoted(language)}`);
  const dumper = new Dumper(structure, content, lines);
  for (const element of structure.top) dumper.element(element, 0);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

const deepest = 200;

class Dumper {
  readonly #structure: Structure;
  readonly #content: ContentFacts;
  readonly #lines: string[];

  constructor(structure: Structure, content: ContentFacts, lines: string[]) {
    this.#structure = structure;
    this.#content = content;
    this.#lines = lines;
  }

  element(element: StructElement, depth: number): void {
    if (depth > deepest) return;
    const indent = '  '.repeat(depth);
    const head = `${indent}${[typeOf(element), ...this.#sayings(element)].join(' ')}`;
    if (element.children.length === 0) {
      const text = this.#textOf(element.kids);
      this.#lines.push([head, ...(text === '' ? [] : [quoted(text)]), ...element.kids.flatMap(objectsOf)].join(' '));
      return;
    }
    this.#lines.push(head);
    let run: StructKid[] = [];
    for (const kid of [...element.kids, undefined]) {
      if (kid && kid.kind !== 'element') {
        run.push(kid);
        continue;
      }
      this.#mixed(run, `${indent}  `);
      run = [];
      if (kid) this.element(kid.element, depth + 1);
    }
  }

  /** Text and objects that stand between elements. */
  #mixed(kids: readonly StructKid[], indent: string): void {
    const text = this.#textOf(kids);
    const parts = [...(text === '' ? [] : [quoted(text)]), ...kids.flatMap(objectsOf)];
    if (parts.length > 0) this.#lines.push(indent + parts.join(' '));
  }

  #textOf(kids: readonly StructKid[]): string {
    let text = '';
    for (const kid of kids) {
      if (kid.kind !== 'content' || !kid.owner) continue;
      const own = this.#content.textOf(kid.owner, kid.mcid);
      // Lines of a paragraph are sequences of their own; a blank that ended one may have been left out.
      text += text !== '' && own !== '' && !/[\s\u00ad-]$/.test(text) && !/^\s/.test(own) ? ` ${own}` : own;
    }
    return text.replace(/\s+/g, ' ').trim();
  }

  #sayings(element: StructElement): string[] {
    const attribute = (owner: string, key: string): PdfValue => attributeOf(element, this.#structure, owner, key);
    const said: (readonly [string, string | undefined])[] = [
      ['lang', element.lang],
      ['title', element.dict.string('T')?.text],
      ['alt', element.alt],
      ['actual', element.actualText],
      ['expansion', element.expansion],
      ['id', element.id],
      ['scope', plain(attribute('Table', 'Scope'))],
      ['rowspan', plain(attribute('Table', 'RowSpan'))],
      ['colspan', plain(attribute('Table', 'ColSpan'))],
      ['headers', stringsIn(attribute('Table', 'Headers')).join(' ') || undefined],
      ['numbering', plain(attribute('List', 'ListNumbering'))],
      ['role', plain(attribute('PrintField', 'Role'))],
    ];
    return said.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoted(value)}`]));
  }
}

/** Type as written, with the standard type it stands for. */
function typeOf({ type, role }: StructElement): string {
  return role.standard === null || role.standard === type ? type : `${type}→${role.standard}`;
}

function plain(value: PdfValue): string | undefined {
  if (value instanceof PdfName) return value.value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** What an object reference leads to: the annotation's type, its address or field name. */
function objectsOf(kid: StructKid): string[] {
  if (kid.kind !== 'object' || !kid.object) return [];
  const { object } = kid;
  const address = dictOf(object.get('A'))?.string('URI')?.latin1;
  const target = object.has('Dest') || dictOf(object.get('A'))?.get('D') instanceof PdfArray ? 'within the document' : undefined;
  const details = [object.name('Subtype') ?? 'object', address ?? target, object.string('T')?.text, object.string('Contents')?.text];
  return [`{${details.filter((detail) => detail !== undefined && detail !== '').join(': ')}}`];
}

const quoted = (text: string): string => JSON.stringify(text);
