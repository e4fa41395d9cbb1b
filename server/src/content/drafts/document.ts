import type { Block, Template } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import { hashOfJson } from '../rules.ts';
import type { ContentKind } from '../types.ts';

/** A document as a request brings it. */
export type JsonDocument = { readonly [field: string]: unknown };

/** Bytes of JSON; a book of 300 pages of text has half of that. */
export const mostBytes = 1_500_000;
const deepest = 200;

/** A document as it is stored. */
export interface DocumentText {
  readonly document: string;
  readonly hash: string;
}

/**
 * The text of a document that may be saved: it says what it is and is not too large. Whether it makes sense is for the engine's check;
 * drafts may have errors.
 * @throws PosthornError `content.document-invalid`, `content.document-too-large`
 */
export function documentText(kind: ContentKind, id: string, document: JsonDocument): DocumentText {
  if (document.schema !== 'posthorn/1' || document.kind !== kind || document.id !== id) {
    throw new PosthornError('content.document-invalid', {
      detail: `This must be a document with "schema": "posthorn/1", "kind": "${kind}" and "id": "${id}".`,
    });
  }
  if (kind === 'brand') refuseIncomplete(document);
  else if (!Array.isArray(document.body))
    throw new PosthornError('content.document-invalid', { detail: 'The document has no list "body".' });
  if (depthOf(document) > deepest)
    throw new PosthornError('content.document-too-large', { detail: `The document is nested more than ${deepest} deep.` });
  const text = JSON.stringify(document);
  if (Buffer.byteLength(text) > mostBytes)
    throw new PosthornError('content.document-too-large', { detail: `The document has more than ${mostBytes} bytes.` });
  return { document: text, hash: hashOfJson(text) };
}

/** What everything that reads a brand goes by. */
function refuseIncomplete(brand: JsonDocument): void {
  const parts = ['sender', 'colors', 'fonts', 'styles', 'masters', 'assets'];
  const missing = parts.find((part) => typeof brand[part] !== 'object' || brand[part] === null || Array.isArray(brand[part]));
  if (missing) throw new PosthornError('content.document-invalid', { detail: `The brand has no "${missing}".` });
}

/** Without recursion: JSON may come in deeper than a stack. */
function depthOf(document: unknown): number {
  let depth = 0;
  for (let level: readonly unknown[] = [document]; level.length > 0 && depth <= deepest; depth++) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return depth;
}

/** A template that says nothing yet: the first master of its brand, the address where master and data have one. */
export function emptyTemplate(it: {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  readonly use?: Template['use'];
  readonly purpose: Template['purpose'];
  readonly brand: string;
  readonly languages: readonly string[];
  readonly data: JsonDocument;
  readonly master: string;
  readonly frames: readonly string[];
}): Template {
  const { master, frames, data, ...head } = it;
  const customer = propertiesOf(propertiesOf(data).customer);
  return {
    schema: 'posthorn/1',
    kind: 'template',
    ...head,
    ...(it.languages.length > 1 && customer.language !== undefined ? { language: 'customer.language' } : {}),
    data,
    subject: inLanguages(it.languages, it.name),
    letter: { master, ...(frames.includes('address') && isList(customer.address) ? { frames: { address: addressLines } } : {}) },
    body: [{ type: 'paragraph', id: 'n1', text: Object.fromEntries(it.languages.map((language) => [language, ''])) }],
  };
}

const addressLines: Template['body'] = [
  {
    type: 'repeat',
    id: 'address',
    each: 'customer.address',
    as: 'line',
    body: [{ type: 'paragraph', id: 'address-line', text: '{{ line }}' }],
  },
];

export function emptyBlock(
  id: string,
  name: Readonly<Record<string, string>>,
  parameters: readonly string[],
  body: readonly JsonDocument[],
): Block {
  const nodes =
    body.length > 0
      ? body
      : [{ type: 'paragraph', id: 'n1', text: Object.fromEntries(Object.keys(name).map((language) => [language, ''])) }];
  return {
    schema: 'posthorn/1',
    kind: 'block',
    id,
    name,
    ...(parameters.length > 0 ? { parameters } : {}),
    body: nodes as unknown as Block['body'],
  };
}

/** A text for every language, that of the first language where one lacks it. */
function inLanguages(languages: readonly string[], texts: Readonly<Record<string, string>>): Record<string, string> {
  const any = texts[languages[0]!] ?? Object.values(texts)[0]!;
  return Object.fromEntries(languages.map((language) => [language, texts[language] ?? any]));
}

/** An id from a name: `Mahnung, 2. Stufe` is `mahnung-2-stufe`. '' when nothing is left. */
export function idFromName(name: string): string {
  const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', å: 'aa' };
  const plain = name
    .toLowerCase()
    .replace(/[äöüßæøå]/g, (letter) => letters[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 70)
    .replace(/^-+|-+$/g, '');
}

const propertiesOf = (schema: unknown): JsonDocument =>
  ((schema as { properties?: JsonDocument } | undefined)?.properties ?? {}) as JsonDocument;
const isList = (schema: unknown): boolean => (schema as { type?: unknown } | undefined)?.type === 'array';
