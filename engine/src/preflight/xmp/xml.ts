/** A name in a namespace. */
export interface XmlName {
  readonly prefix: string;
  readonly local: string;
  /** URI of the namespace; empty when there is none. */
  readonly ns: string;
}

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

export interface XmlElement extends XmlName {
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
}

/** The text is no well-formed XML 1.0. */
export class XmlError extends Error {
  constructor(why: string, at: number) {
    super(`${why} (at character ${at})`);
    this.name = 'XmlError';
  }
}

const XML_NS = 'http://www.w3.org/XML/1998/namespace';
const DEEPEST = 200;
/** Elements and attributes of a document: each takes a hundred times the memory of the few characters that it is written with. */
const MOST_PARTS = 1_000_000;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };
const nameStart =
  '[A-Za-z_\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd]';
const namePattern = new RegExp(`(?:${nameStart}(?:${nameStart}|[-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040])*)`, 'y');
const foreignCharacter = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

type Scope = ReadonlyMap<string, string>;

/**
 * Reads an XML document strictly: well-formed, namespaces declared, no entities but the five of XML itself (so nothing can swell), of bounded depth
 * and number of elements.
 * @param mostParts elements and attributes
 * @returns the root element
 * @throws XmlError
 */
export function parseXml(text: string, mostParts = MOST_PARTS): XmlElement {
  const foreign = foreignCharacter.exec(text);
  if (foreign !== null) throw new XmlError('a character that XML forbids', foreign.index);
  return new XmlReader(text, mostParts).document();
}

class XmlReader {
  readonly #text: string;
  readonly #mostParts: number;
  #at = 0;
  #parts = 0;

  constructor(text: string, mostParts: number) {
    this.#text = text;
    this.#mostParts = mostParts;
  }

  document(): XmlElement {
    let root: XmlElement | undefined;
    while (this.#skipMisc()) {
      if (root !== undefined) throw this.#error('there is more than one root element');
      root = this.#element(new Map([['xml', XML_NS]]), 0);
    }
    if (root === undefined) throw this.#error('there is no element');
    return root;
  }

  #error(why: string): XmlError {
    return new XmlError(why, this.#at);
  }

  #is(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #skipSpace(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #skipTo(end: string): string {
    const found = this.#text.indexOf(end, this.#at);
    if (found < 0) throw this.#error(`${end} is missing`);
    const between = this.#text.slice(this.#at, found);
    this.#at = found + end.length;
    return between;
  }

  /** Skips what may stand around the root; true when an element follows. */
  #skipMisc(): boolean {
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#text.length) return false;
      if (this.#is('<?')) this.#skipTo('?>');
      else if (this.#is('<!--')) this.#comment();
      else if (this.#is('<!DOCTYPE')) this.#doctype();
      else if (this.#is('<')) return true;
      else throw this.#error('there is text outside the root element');
    }
  }

  #comment(): void {
    this.#at += 4;
    if (this.#skipTo('--') === undefined || this.#text[this.#at] !== '>') throw this.#error('-- within a comment');
    this.#at++;
  }

  #doctype(): void {
    const declaration = this.#skipTo('>');
    if (declaration.includes('[')) throw this.#error('a document type with declarations of its own is not read');
  }

  #name(): string {
    namePattern.lastIndex = this.#at;
    const local = namePattern.exec(this.#text);
    if (local === null) throw this.#error('a name is missing');
    this.#at = namePattern.lastIndex;
    if (this.#text[this.#at] !== ':') return local[0];
    this.#at++;
    namePattern.lastIndex = this.#at;
    const second = namePattern.exec(this.#text);
    if (second === null) throw this.#error('a name is missing');
    this.#at = namePattern.lastIndex;
    return `${local[0]}:${second[0]}`;
  }

  #element(outer: Scope, depth: number): XmlElement {
    if (depth > DEEPEST) throw this.#error(`elements are nested more than ${DEEPEST} deep`);
    this.#count();
    this.#at++;
    const name = this.#name();
    const { attributes, scope, empty } = this.#attributes(outer);
    const children = empty ? [] : this.#children(name, scope, depth);
    return { ...this.#resolve(name, scope, true), attributes, children };
  }

  #count(): void {
    if (++this.#parts > this.#mostParts) throw this.#error(`there are more than ${this.#mostParts} elements and attributes`);
  }

  #attributes(outer: Scope): { attributes: XmlAttribute[]; scope: Scope; empty: boolean } {
    const written = new Map<string, string>();
    for (;;) {
      const before = this.#at;
      this.#skipSpace();
      if (this.#is('/>') || this.#is('>')) break;
      if (before === this.#at) throw this.#error('a blank is missing between attributes');
      this.#count();
      const name = this.#name();
      this.#skipSpace();
      if (this.#text[this.#at++] !== '=') throw this.#error(`attribute ${name} has no value`);
      this.#skipSpace();
      if (written.has(name)) throw this.#error(`attribute ${name} stands twice`);
      written.set(name, this.#attributeValue());
    }
    const empty = this.#is('/>');
    this.#at += empty ? 2 : 1;
    const scope = declared(outer, written);
    const attributes = [...written]
      .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(([name, value]) => ({ ...this.#resolve(name, scope, false), value }));
    return { attributes, scope, empty };
  }

  #attributeValue(): string {
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") throw this.#error('the value of an attribute is not in quotation marks');
    this.#at++;
    const value = this.#skipTo(quote);
    if (value.includes('<')) throw this.#error('< within the value of an attribute');
    return this.#unescape(value.replace(/[\t\r\n]/g, ' '));
  }

  #children(name: string, scope: Scope, depth: number): (XmlElement | string)[] {
    const children: (XmlElement | string)[] = [];
    for (;;) {
      if (this.#is('</')) {
        this.#at += 2;
        if (this.#name() !== name) throw this.#error(`the end of ${name} is missing`);
        this.#skipSpace();
        if (this.#text[this.#at++] !== '>') throw this.#error('> is missing');
        return children;
      }
      if (this.#is('<!--')) this.#comment();
      else if (this.#is('<![CDATA[')) {
        this.#at += 9;
        children.push(this.#skipTo(']]>'));
      } else if (this.#is('<?')) this.#skipTo('?>');
      else if (this.#is('<')) children.push(this.#element(scope, depth + 1));
      else {
        const end = this.#text.indexOf('<', this.#at);
        if (end < 0) throw this.#error(`the end of ${name} is missing`);
        const value = this.#text.slice(this.#at, end);
        if (value.includes(']]>')) throw this.#error(']]> within text');
        this.#at = end;
        children.push(this.#unescape(value.replace(/\r\n?/g, '\n')));
      }
    }
  }

  #unescape(text: string): string {
    return text.replace(/&([^;]*;?)/g, (_, body: string) => {
      const numeric = /^#(?:x([0-9a-fA-F]+)|([0-9]+));$/.exec(body);
      if (numeric !== null) {
        const code = numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16);
        const character = code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
        if (foreignCharacter.test(character)) throw this.#error(`&${body} is no character of XML`);
        return character;
      }
      const named = Object.hasOwn(entities, body.slice(0, -1)) && body.endsWith(';') ? entities[body.slice(0, -1)] : undefined;
      if (named === undefined) throw this.#error(`&${body} is not defined`);
      return named;
    });
  }

  #resolve(name: string, scope: Scope, element: boolean): XmlName {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const local = name.slice(colon + 1);
    if (prefix === '') return { prefix, local, ns: element ? (scope.get('') ?? '') : '' };
    const ns = scope.get(prefix);
    if (ns === undefined) throw this.#error(`the prefix ${prefix} is not declared`);
    return { prefix, local, ns };
  }
}

function declared(outer: Scope, attributes: ReadonlyMap<string, string>): Scope {
  let scope: Map<string, string> | undefined;
  for (const [name, value] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    scope ??= new Map(outer);
    scope.set(name === 'xmlns' ? '' : name.slice(6), value);
  }
  return scope ?? outer;
}
