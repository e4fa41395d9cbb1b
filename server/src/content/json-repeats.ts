import type { Diagnostic } from '@posthorn/engine';
import type { SourceText, TemplateFolder } from './types.ts';

/** A name that stands twice in an object: `JSON.parse` takes the last value, without a word. */
export interface RepeatedName {
  readonly name: string;
  /** JSON Pointer of the member. */
  readonly pointer: string;
  /** Lines of the first and of the last, from 1. */
  readonly lines: readonly [first: number, last: number];
}

const COLON = /\s*:/y;

interface Open {
  /** Names with their places; undefined in a list. */
  readonly names: Map<string, number> | undefined;
  /** The name or index of the member that is being read. */
  part: string | number;
}

/**
 * Finds the names that stand more than once in an object, each once, in the order of their last places.
 * @param text valid JSON
 */
export function repeatedNames(text: string): RepeatedName[] {
  const found = new Map<string, { name: string; first: number; last: number }>();
  const open: Open[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    const inside = open.at(-1);
    if (sign === '{') open.push({ names: new Map(), part: '' });
    else if (sign === '[') open.push({ names: undefined, part: 0 });
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',' && typeof inside?.part === 'number') inside.part++;
    if (sign !== '"') continue;
    const begin = at;
    at = endOfText(text, at);
    COLON.lastIndex = at + 1;
    if (inside?.names === undefined || !COLON.test(text)) continue;
    const name = JSON.parse(text.slice(begin, at + 1)) as string;
    inside.part = name;
    if (inside.names.has(name)) found.set(pointerOf(open), { name, first: inside.names.get(name)!, last: begin });
    else inside.names.set(name, begin);
  }
  return [...found].map(([pointer, { name, first, last }]) => ({ name, pointer, lines: [lineAt(text, first), lineAt(text, last)] }));
}

/** Where the quotation mark stands that closes a text. */
function endOfText(text: string, begin: number): number {
  let end = begin + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

const pointerOf = (open: readonly Open[]): string =>
  open.map(({ part }) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** Warnings for all names that stand twice in the files of a template. */
export function repeatsIn({ template, brand, blocks }: TemplateFolder): Diagnostic[] {
  return [
    ...warnings(template, { part: 'template' }),
    ...warnings(brand, { part: 'brand' }),
    ...[...blocks].flatMap(([id, source]) => warnings(source, { part: 'block', id })),
  ];
}

function warnings({ text }: SourceText, place: { part: 'template' | 'brand' | 'block'; id?: string }): Diagnostic[] {
  return repeatedNames(text).map((repeated) => repeatedName(repeated, { ...place, pointer: repeated.pointer }));
}

/** The warning of a name that stands twice. */
export function repeatedName({ name, lines: [first, last] }: RepeatedName, place: Diagnostic['place']): Diagnostic {
  const where = first === last ? '' : `, in lines ${first} and ${last}`;
  return {
    severity: 'warning',
    code: 'json.repeated-name',
    message: `"${name}" stands in this object more than once${where}; only the last one counts.`,
    place,
    hint: 'Take one away, or give it another name.',
  };
}
