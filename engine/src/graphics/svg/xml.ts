/** An element of an XML document, as far as drawings need it. */
export interface XmlElement {
  /** Local name: prefixes are dropped. */
  readonly name: string;
  /** By local name; where a prefixed and an unprefixed attribute share one, the unprefixed one counts. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Character data directly inside it. */
  readonly text: string;
}

/** The text is no XML that is read here. */
export class XmlError extends Error {
  readonly hint: string;
  constructor(message: string, hint = 'Save the file again, as plain SVG.') {
    super(message);
    this.name = 'XmlError';
    this.hint = hint;
  }
}

/** Bounds against files that are made to hurt. */
const MOST_CHARACTERS = 4_000_000;
const MOST_ELEMENTS = 50_000;
const MOST_DEPTH = 100;
const MOST_ATTRIBUTES = 200;

const NAME = /[A-Za-z_:\u00c0-\uffff][\w:.\-\u00b7-\uffff]*/y;
const SPACE = /[ \t\r\n]*/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

interface OpenElement {
  name: string;
  qualified: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  text: string;
}

/**
 * Reads XML strictly and into a tree. Only what drawing programs write is understood: no document type of one's own, no
 * entities but the five of XML and numbers, no processing instructions. Linear in the length of the text.
 * @throws XmlError where it is not well-formed or goes beyond the bounds
 */
export function readXml(text: string): XmlElement {
  if (text.length > MOST_CHARACTERS) throw new XmlError(`it has more than ${MOST_CHARACTERS} characters`, 'Simplify the drawing.');
  return new XmlReader(text).read();
}

class XmlReader {
  readonly #text: string;
  #at = 0;
  #elements = 0;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  read(): XmlElement {
    const text = this.#text;
    while (this.#at < text.length) {
      const next = text.indexOf('<', this.#at);
      this.#characters(text.slice(this.#at, next < 0 ? text.length : next));
      if (next < 0) break;
      this.#at = next;
      this.#markup();
    }
    if (this.#open.length > 0) throw new XmlError(`the element <${this.#open.at(-1)!.qualified}> is not closed`);
    if (this.#root === undefined) throw new XmlError('it holds no element');
    return this.#root;
  }

  #markup(): void {
    const text = this.#text;
    const at = this.#at;
    if (text.startsWith('<!--', at)) this.#skip('-->', 4);
    else if (text.startsWith('<![CDATA[', at)) {
      const from = at + 9;
      this.#skip(']]>', 9);
      const open = this.#open.at(-1);
      if (open !== undefined) open.text += text.slice(from, this.#at - 3);
    } else if (text.startsWith('<?', at)) this.#skip('?>', 2);
    else if (text.startsWith('<!', at)) this.#documentType();
    else if (text.startsWith('</', at)) this.#close();
    else this.#start();
  }

  #skip(end: string, from: number): void {
    const found = this.#text.indexOf(end, this.#at + from);
    if (found < 0) throw new XmlError(`“${end}” is missing`);
    this.#at = found + end.length;
  }

  /** A reference to the document type of SVG is let pass and not followed; declarations of its own are refused. */
  #documentType(): void {
    const from = this.#at;
    this.#skip('>', 2);
    const declaration = this.#text.slice(from, this.#at);
    if (!/^<!DOCTYPE/i.test(declaration) || declaration.includes('[')) {
      throw new XmlError('it declares entities of its own', 'Export it as SVG 1.1 without “preserve editing capabilities”.');
    }
  }

  #start(): void {
    this.#at += 1;
    const qualified = this.#name();
    const attributes = new Map<string, string>();
    this.#elements += 1;
    if (this.#elements > MOST_ELEMENTS) throw new XmlError(`it has more than ${MOST_ELEMENTS} elements`, 'Simplify the drawing.');
    for (;;) {
      this.#space();
      const c = this.#text[this.#at];
      if (c === '>' || c === '/') break;
      this.#attribute(attributes);
    }
    const empty = this.#text[this.#at] === '/';
    this.#at += empty ? 2 : 1;
    if (empty && this.#text[this.#at - 1] !== '>') throw new XmlError(`the tag <${qualified}> does not end`);
    this.#open.push({ name: local(qualified), qualified, attributes, children: [], text: '' });
    if (this.#open.length > MOST_DEPTH) throw new XmlError(`its elements are nested more than ${MOST_DEPTH} deep`, 'Ungroup the drawing.');
    if (empty) this.#end();
  }

  #attribute(attributes: Map<string, string>): void {
    const qualified = this.#name();
    this.#space();
    if (this.#text[this.#at] !== '=') throw new XmlError(`the attribute ${qualified} has no value`);
    this.#at += 1;
    this.#space();
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") throw new XmlError(`the value of ${qualified} stands in no quotation marks`);
    const end = this.#text.indexOf(quote, this.#at + 1);
    if (end < 0) throw new XmlError(`the value of ${qualified} does not end`);
    const value = decode(this.#text.slice(this.#at + 1, end));
    this.#at = end + 1;
    const name = local(qualified);
    if (name === qualified || !attributes.has(name)) attributes.set(name, value);
    if (attributes.size > MOST_ATTRIBUTES) throw new XmlError(`an element has more than ${MOST_ATTRIBUTES} attributes`);
  }

  #close(): void {
    this.#at += 2;
    const qualified = this.#name();
    this.#space();
    if (this.#text[this.#at] !== '>') throw new XmlError(`the tag </${qualified}> does not end`);
    this.#at += 1;
    if (this.#open.at(-1)?.qualified !== qualified) throw new XmlError(`</${qualified}> closes what is not open`);
    this.#end();
  }

  #end(): void {
    const element = this.#open.pop()!;
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.children.push(element);
    else if (this.#root !== undefined) throw new XmlError('it has more than one outermost element');
    else this.#root = element;
  }

  #characters(text: string): void {
    const open = this.#open.at(-1);
    if (open !== undefined) open.text += decode(text);
    else if (text.trim() !== '') throw new XmlError('there is text outside of its elements');
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) throw new XmlError('a name is missing in a tag');
    this.#at += name.length;
    return name;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
    if (this.#at >= this.#text.length) throw new XmlError('it ends inside a tag');
  }
}

const local = (qualified: string): string => qualified.slice(qualified.indexOf(':') + 1);

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([A-Za-z]\w*));?|&/g, (all, hex, decimal, name) => {
    if (name !== undefined && Object.hasOwn(ENTITIES, name)) return ENTITIES[name]!;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    throw new XmlError(`it uses the entity ${all}, which is not known`);
  });
}
