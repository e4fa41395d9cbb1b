import { parseXml, type XmlElement, XmlError } from '@posthorn/engine/xml';
import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import { type Coded, code, decode, faultsIn } from './inline-codes.ts';
import { shownTexts, withTexts } from './texts-in-expressions.ts';
import type { Unit } from './units.ts';

/** XLIFF 2.0 (OASIS, also ISO 21720): what translation agencies work with. */

export interface XliffFile {
  /** `template/shop-invoice` */
  readonly original: string;
  readonly source: string;
  readonly target: string;
}

/** A file for an agency: every text with its codes protected; texts within fields, such as plurals, are units of their own. */
export function writeXliff({ original, source, target }: XliffFile, units: readonly Unit[]): string {
  const body = units.map((unit) => unitXml(unit, source, target)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="${inXml(source)}" trgLang="${inXml(target)}">
 <file id="content" original="${inXml(original)}">
${body} </file>
</xliff>
`;
}

function unitXml(unit: Unit, source: string, target: string): string {
  const { parts, codes } = code(unit.texts[source]);
  const translated = unit.texts[target];
  // A translation is taken along only if it has the same codes: otherwise they could not be told apart.
  const there = translated === undefined ? undefined : alignedTo(translated, unit.texts[source]);
  const id = nmtoken(unit.id);
  const own = `  <unit id="${id}" name="${inXml(unit.id)}" type="posthorn:${inXml(unit.type)}">
   <segment${there ? ' state="translated"' : ''}><source xml:space="preserve">${codedXml(parts)}</source>${there ? `<target xml:space="preserve">${codedXml(there)}</target>` : ''}</segment>
  </unit>
`;
  const inner = [...codes.single].flatMap(([key, node]) => {
    if (node.type !== 'field') return [];
    return shownTexts(String(node.value), target).map(
      ({
        id: text,
        text: says,
      }) => `  <unit id="${id}..${key}.${text}" name="${inXml(`${unit.id} ${String(node.value)}`.slice(0, 200))}" type="posthorn:text">
   <notes><note>${inXml(`Stands where {{ ${String(node.value)} }} is${text.startsWith('p') ? `; the form "${text.split('.')[1]}", # is the number` : ''}.`)}</note></notes>
   <segment><source xml:space="preserve">${inXml(says)}</source></segment>
  </unit>
`,
    );
  });
  return own + inner.join('');
}

/** A text with the codes of another, where each has its counterpart. */
function alignedTo(text: unknown, source: unknown): readonly Coded[] | undefined {
  const [theirs, mine] = [code(text), code(source)];
  const ids = new Map<string, string>();
  for (const [id, node] of theirs.codes.single) {
    const found = [...mine.codes.single].find(
      ([one, other]) => JSON.stringify(other) === JSON.stringify(node) && ![...ids.values()].includes(one),
    );
    if (!found) return undefined;
    ids.set(id, found[0]);
  }
  for (const [id, stands] of theirs.codes.around) {
    const key = (one: typeof stands) =>
      'marks' in one ? JSON.stringify(one.marks) : `${String(one.node.type)} ${String(one.node.when)} ${one.part}`;
    const found = [...mine.codes.around].find(([one, other]) => key(other) === key(stands) && ![...ids.values()].includes(one));
    if (!found) return undefined;
    ids.set(id, found[0]);
  }
  const renamed = (parts: readonly Coded[]): Coded[] =>
    parts.map(
      (part) =>
        (part.kind === 'text'
          ? part
          : { ...part, id: ids.get(part.id)!, ...(part.kind === 'around' ? { inner: renamed(part.inner) } : {}) }) as Coded,
    );
  const parts = renamed(theirs.parts);
  return faultsIn(parts, mine.codes).length === 0 ? parts : undefined;
}

function codedXml(parts: readonly Coded[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return inXml(part.text);
      if (part.kind === 'code')
        return `<ph id="${part.id}" canCopy="no" canDelete="no" equiv="${inXml(part.shows)}" disp="${inXml(part.shows)}"/>`;
      const may = part.removable ? '' : ' canDelete="no"';
      return `<pc id="${part.id}" canCopy="no"${may} dispStart="${inXml(part.shows)}">${codedXml(part.inner)}</pc>`;
    })
    .join('');
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '\t',
  '\n': '\n',
  '\r': '&#13;',
};
/** As XML says it; control characters, which it cannot say, are left out. */
const inXml = (text: string): string => text.replace(/[&<>"]|\p{Cc}/gu, (sign) => signs[sign] ?? '');
/** Ids of units are name tokens. */
export const nmtoken = (id: string): string => id.replace(/[^A-Za-z0-9_.:-]/g, (sign) => `_${sign.codePointAt(0)!.toString(16)}_`);

/** A translation that was not taken, and why. */
export interface XliffProblem {
  readonly unit: string;
  readonly code: 'unknown-unit' | 'source-changed' | 'code-missing' | 'code-twice' | 'code-unknown' | 'text-missing';
  readonly what: string;
}
export interface XliffReading extends XliffFile {
  /** Running text by the pointers of units. */
  readonly texts: ReadonlyMap<string, unknown>;
  readonly problems: readonly XliffProblem[];
}

/**
 * Reads what an agency sends back, for the units as they are now. A text whose source was changed meanwhile, or that lost a field, is not taken.
 * @throws PosthornError `content.xliff-unreadable`
 */
export function readXliff(text: string, units: readonly Unit[]): XliffReading {
  const root = rootOf(text);
  const attribute = (of: XmlElement, name: string) => of.attributes.find((one) => one.local === name)?.value;
  const [source, target] = [attribute(root, 'srcLang'), attribute(root, 'trgLang')];
  const file = childrenOf(root, 'file')[0];
  if (!source || !target || !file) throw unreadable('It names no languages, or has no file.');
  const elements = new Map([...unitElements(file)].map((one) => [attribute(one, 'id') ?? '', one]));
  const known = new Set<string>();
  const texts = new Map<string, unknown>();
  const problems: XliffProblem[] = [];
  for (const unit of units) {
    const id = nmtoken(unit.id);
    const element = elements.get(id);
    known.add(id);
    if (element) readUnit(unit, element, source, target, elements, texts, problems);
  }
  // Texts within fields are units of their own, called after the unit that they stand in.
  const isKnown = (id: string): boolean => known.has(id) || known.has(id.slice(0, Math.max(0, id.lastIndexOf('..'))));
  for (const id of elements.keys()) if (!isKnown(id)) problems.push({ unit: id, code: 'unknown-unit', what: id });
  return { original: attribute(file, 'original') ?? '', source, target, texts, problems };
}

function readUnit(
  unit: Unit,
  element: XmlElement,
  source: string,
  target: string,
  elements: ReadonlyMap<string, XmlElement>,
  texts: Map<string, unknown>,
  problems: XliffProblem[],
): void {
  const { parts, codes } = code(unit.texts[source]);
  const [from, to] = [codedIn(element, 'source'), codedIn(element, 'target')];
  if (to === undefined || to.every((part) => part.kind === 'text' && part.text.trim() === '')) return;
  const tell = (problem: XliffProblem['code'], what: string) => problems.push({ unit: unit.id, code: problem, what });
  if (JSON.stringify(shape(from ?? [])) !== JSON.stringify(shape(parts))) {
    tell('source-changed', plain(parts).slice(0, 200));
    return;
  }
  const faults = faultsIn(to, codes);
  for (const { fault, shows } of faults)
    tell(fault === 'missing' ? 'code-missing' : fault === 'twice' ? 'code-twice' : 'code-unknown', shows);
  if (faults.length > 0) return;
  const translated = (id: string, expression: string): string => {
    const said = shownTexts(expression, target).map(({ id: text }) => {
      const inner = elements.get(`${nmtoken(unit.id)}..${id}.${text}`);
      return [text, inner && plain(codedIn(inner, 'target') ?? [])] as const;
    });
    const lacking = said.filter(([, one]) => !one);
    if (lacking.length > 0) for (const [text] of lacking) tell('text-missing', `{{ ${expression} }} ${text}`);
    return withTexts(expression, new Map(said.flatMap(([text, one]) => (one ? [[text, one] as const] : []))));
  };
  const count = problems.length;
  const result = decode(to, codes, translated);
  if (problems.length === count) texts.set(unit.pointer, result);
}

/** Blanks at the ends of texts are often tidied by tools: they tell nothing of the source. */
const shape = (parts: readonly Coded[]): unknown =>
  parts.map((part) =>
    part.kind === 'text' ? part.text.replace(/\s+/g, ' ') : part.kind === 'code' ? [part.id] : [part.id, shape(part.inner)],
  );
const plain = (parts: readonly Coded[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'code' ? part.shows : plain(part.inner))).join('');

/** All segments of a unit, one behind the other: agencies may split them. */
function codedIn(unit: XmlElement, name: 'source' | 'target'): readonly Coded[] | undefined {
  const segments = unit.children.filter(
    (one): one is XmlElement => typeof one !== 'string' && (one.local === 'segment' || one.local === 'ignorable'),
  );
  const found = segments.map(
    (segment) => childrenOf(segment, name)[0] ?? (segment.local === 'ignorable' ? childrenOf(segment, 'source')[0] : undefined),
  );
  if (found.every((one) => one === undefined)) return undefined;
  return found.flatMap((one) => (one ? codedOf(one) : []));
}

function codedOf({ children }: XmlElement): Coded[] {
  const parts: Coded[] = [];
  for (const one of children) {
    if (typeof one === 'string') {
      const last = parts.at(-1);
      if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + one };
      else parts.push({ kind: 'text', text: one });
      continue;
    }
    const id = one.attributes.find(({ local }) => local === 'id')?.value ?? '';
    if (one.local === 'ph') parts.push({ kind: 'code', id, shows: '' });
    else if (one.local === 'pc') parts.push({ kind: 'around', id, shows: '', removable: true, inner: codedOf(one) });
    else parts.push(...codedOf(one));
  }
  return parts;
}

function rootOf(text: string): XmlElement {
  try {
    const root = parseXml(text.replace(/^\uFEFF/, ''));
    if (root.local === 'xliff' && root.attributes.find(({ local }) => local === 'version')?.value.startsWith('2.')) return root;
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause;
    throw unreadable(cause.message, cause);
  }
  throw unreadable('It is no XLIFF of version 2.');
}

const unreadable = (detail: string, cause?: unknown): PosthornError =>
  new PosthornError('content.xliff-unreadable', { detail, ...(cause === undefined ? {} : { cause }) });
const childrenOf = ({ children }: XmlElement, name: string): readonly XmlElement[] =>
  children.filter((one): one is XmlElement => typeof one !== 'string' && one.local === name);

function* unitElements(of: XmlElement): Generator<XmlElement> {
  for (const one of of.children) {
    if (typeof one === 'string') continue;
    if (one.local === 'unit') yield one;
    else if (one.local === 'group') yield* unitElements(one);
  }
}
