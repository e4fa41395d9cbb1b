import { strFromU8, unzipSync } from 'fflate';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { CompositionError, compile, type DataRecord, type Format, type Program, type Rendition } from '../src/compose.ts';
import type { TemplateBundle } from '../src/template/model.ts';
import { withStrings } from './hostile-fields.ts';

export const MESSAGES = ['email', 'html', 'text', 'sms', 'chat', 'docx'] as const satisfies readonly Format[];

const elementsOf = (node: Tree.Node): Tree.Element[] => {
  const inner = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return 'tagName' in node ? [node, ...inner] : inner;
};
/** What a page says to people, and to programs in its JSON. */
export const textOf = (node: Tree.Node): string =>
  'tagName' in node && isData(node)
    ? JSON.stringify(JSON.parse(rawTextOf(node)))
    : 'value' in node
      ? (node.value as string)
      : 'childNodes' in node
        ? node.childNodes.map(textOf).join('')
        : '';
const rawTextOf = (node: Tree.Node): string =>
  'value' in node ? (node.value as string) : 'childNodes' in node ? node.childNodes.map(rawTextOf).join('') : '';

const isData = ({ tagName, attrs }: Tree.Element): boolean =>
  tagName === 'script' && attrs.some(({ name, value }) => name === 'type' && value === 'application/ld+json');

/** What in a page would act. JSON for programs does not. */
export function acting(html: string): string[] {
  return elementsOf(parse(html)).flatMap((element) => {
    const { tagName, attrs } = element;
    if (isData(element)) return [];
    if (['script', 'iframe', 'object', 'embed', 'form', 'base', 'link'].includes(tagName)) return [tagName];
    return attrs
      .filter(({ name, value }) => /^on/i.test(name) || /^\s*(javascript|vbscript|data:text)/i.test(value))
      .map(({ name }) => name);
  });
}

/** The XML of a Word file, part by part. */
export const partsOf = (docx: Uint8Array): string[] =>
  Object.entries(unzipSync(docx))
    .filter(([name]) => /\.(xml|rels)$/.test(name))
    .map(([, bytes]) => strFromU8(bytes));

/** Characters that XML 1.0 has not, wherever they come from. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** What is wrong with a rendition as such, and what it says. */
function examine(rendition: Rendition): { faults: string[]; said: string } {
  switch (rendition.format) {
    case 'email':
    case 'html':
      return { faults: acting(rendition.html), said: textOf(parse(rendition.html)) };
    case 'docx': {
      const parts = partsOf(rendition.bytes);
      const said = parts.map((xml) => textOf(parse(xml))).join('');
      return { faults: parts.filter((xml) => NO_XML.test(xml)).map((xml) => `no XML: ${NO_XML.exec(xml)?.[0]}`), said };
    }
    case 'chat': {
      const text = JSON.stringify(rendition.message);
      return { faults: text.isWellFormed() ? [] : ['half a character'], said: rendition.message.text };
    }
    case 'push': {
      const said = `${rendition.title}\n${rendition.text}\n${rendition.link ?? ''}`;
      return { faults: said.isWellFormed() ? [] : ['half a character'], said };
    }
    case 'text':
    case 'sms':
      return { faults: rendition.text.isWellFormed() ? [] : ['half a character'], said: rendition.text };
    case 'pdf':
      return { faults: [], said: '' };
  }
}

/** Letters and digits of ASCII in small letters: templates write some fields in a way of their own. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();

/** In plain text a long cell goes on below, beside other cells: word by word it is all there. */
const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => !/\p{M}/u.test(word) && plain(word) !== '');

/** Whether a word is in what is said. Plain text cuts words that are wider than their column: there its letters are, in order. */
function isSaid(word: string, all: string, format: Format): boolean {
  if (all.includes(word)) return true;
  if (format !== 'text') return false;
  let next = 0;
  for (const letter of all) if (letter === word[next]) next++;
  return next >= word.length;
}

/** What a record may rightly be refused for. */
const REFUSALS = new Set(['expression.failed', 'layout.barcode']);

/** A template to try strings with. */
export class Trial {
  readonly #bundle: TemplateBundle;
  readonly #program: Program;
  readonly #record: DataRecord;
  /** By format, the fields that it shows. */
  readonly #shown = new Map<Format, Set<string>>();
  /** Fields that a record has strings in. */
  readonly fields: number;

  private constructor(bundle: TemplateBundle, program: Program, record: DataRecord) {
    this.#bundle = bundle;
    this.#program = program;
    this.#record = record;
    const tokens = Array.from({ length: 200 }, (_, i) => `zq${i}qz`);
    const { record: marked, used } = withStrings(record, bundle, tokens);
    this.fields = used.length;
    for (const format of MESSAGES) {
      const { said } = examine(program.compose(marked, format));
      this.#shown.set(format, new Set(used.filter(({ string }) => plain(said).includes(string)).map(({ path }) => path)));
    }
  }

  static async of(bundle: TemplateBundle, record: DataRecord): Promise<Trial> {
    return new Trial(bundle, await compile(bundle, { formats: MESSAGES }), record);
  }

  /** The renditions with these strings in the fields, and everything that is wrong with them. */
  try(strings: readonly string[]): { renditions: Rendition[]; faults: string[] } {
    const { record, used } = withStrings(this.#record, this.#bundle, strings);
    const renditions: Rendition[] = [];
    const faults: string[] = [];
    for (const format of MESSAGES) {
      try {
        const rendition = this.#program.compose(record, format);
        renditions.push(rendition);
        const { faults: own, said } = examine(rendition);
        const all = plain(said);
        const shown = used.filter(({ path }) => this.#shown.get(format)?.has(path));
        const lost = shown.flatMap(({ path, string }) =>
          wordsOf(string)
            .filter((word) => !isSaid(plain(word), all, format))
            .map((word) => `${path}: ${word}`),
        );
        faults.push(...own.map((fault) => `${format}: ${fault}`), ...lost.map((word) => `${format} lost ${word}`));
      } catch (error) {
        if (!(error instanceof CompositionError)) throw error;
        // A code of a payment has room for so much; saying so is all that can be done.
        if (error.diagnostics.some(({ code }) => !REFUSALS.has(code))) faults.push(`${format}: ${error.message}`);
      }
    }
    return { renditions, faults };
  }
}

export const chunksOf = (strings: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(strings.length / size) }, (_, i) => strings.slice(i * size, (i + 1) * size));
