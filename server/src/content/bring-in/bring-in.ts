import { idFromName, type JsonDocument } from '../drafts/document.ts';
import { withNodeIds } from '../nodes.ts';
import { NodeBuilder } from './build-nodes.ts';
import { unreadable } from './docx/package.ts';
import { readDocx } from './docx/read-docx.ts';
import { FieldsOfRecord } from './fields/fields-of-record.ts';
import { readHtml } from './html/read-html.ts';
import { readText } from './read-text.ts';
import type { Finding, FoundDocument } from './types.ts';

/** Bytes of a file that is brought in. */
export const largestImport = 30_000_000;
/** Endings of files that can be brought in. */
export const importable = /\.(?:docx|html?|txt)$/i;

export interface ImportWishes {
  readonly brand: string;
  readonly master: string;
  /** Of the text, where the file does not say. */
  readonly language?: string | undefined;
  /** Ids that other files have taken: the next one gets a number. */
  readonly taken?: ReadonlySet<string>;
  readonly purpose?: 'contract' | 'service' | 'advertising' | undefined;
}

/** A template made of a file of another system, with blocks for what stood in its headers and footers. */
export interface Imported {
  readonly template: JsonDocument;
  readonly blocks: readonly JsonDocument[];
  readonly images: FoundDocument['images'];
  /** A record to look at. */
  readonly sample: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
}

/**
 * @param fileName with its folders, if there are any: one that is called as a language is says the language of what lies in it
 * @throws PosthornError `content.import-unreadable`
 */
export function bringIn(fileName: string, bytes: Uint8Array, wishes: ImportWishes): Imported {
  const found = read(fileName, bytes);
  const folders = fileName.split(/[/\\]/);
  const base = folders.pop()!.replace(importable, '');
  const folder = folders.findLast(isLanguage);
  const language = (found.language ?? folder ?? wishes.language ?? 'en').split('-')[0]!;
  const name = found.title ?? base.replace(/[_-]+/g, ' ').trim();
  // Where a folder is a language, the same names lie in all of them.
  const id = freeOf(idFromName(folder === undefined ? base : `${base}-${folder}`) || 'imported', wishes.taken ?? new Set());
  // The first time tells what the record is like.
  const first = new FieldsOfRecord();
  build(found, first, language);
  const findings: Finding[] = [...found.findings];
  const fields = new FieldsOfRecord(first.shape, findings);
  const { body, parts } = build(found, fields, language);
  const shape = fields.shape;
  const blocks = parts.map(({ name: part, nodes }) => {
    findings.push({ severity: 'changed', code: 'page-part', what: `${id}-${idFromName(part)}`, where: part });
    const block = {
      schema: 'posthorn/1',
      kind: 'block',
      id: `${id}-${idFromName(part)}`,
      name: { [language]: `${name}: ${part}` },
      body: nodes,
    };
    return withNodeIds(block) as unknown as JsonDocument;
  });
  const schema = shape.fields.size > 0 ? shape.schema() : { type: 'object', properties: {} };
  const template = {
    schema: 'posthorn/1',
    kind: 'template',
    id,
    name: { [language]: name },
    purpose: wishes.purpose ?? 'service',
    brand: wishes.brand,
    languages: [language],
    data: schema,
    subject: { [language]: escapedSubject(name) },
    letter: { master: wishes.master },
    body: body.length > 0 ? body : [{ type: 'paragraph', text: { [language]: '' } }],
  };
  const sample = shape.fields.size > 0 ? (shape.sample(id) as Record<string, unknown>) : {};
  return { template: withNodeIds(template) as unknown as JsonDocument, blocks, images: found.images, sample, findings };
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** `de`, `pt-BR`: a tag that is a known language's. */
const isLanguage = (folder: string): boolean => /^[a-z]{2}(-[A-Za-z]{2})?$/.test(folder) && languageNames.of(folder) !== undefined;

function freeOf(base: string, taken: ReadonlySet<string>): string {
  let id = base;
  for (let i = 2; taken.has(id); i++) id = `${base}-${i}`;
  return id;
}

const escapedSubject = (name: string): string => name.replace(/[\\*_{}]/g, (sign) => `\\${sign}`);

function read(fileName: string, bytes: Uint8Array): FoundDocument {
  if (bytes.length > largestImport) throw unreadable(`It has more than ${largestImport} bytes.`);
  if (/\.docx$/i.test(fileName)) return readDocx(bytes);
  if (/\.html?$/i.test(fileName)) return readHtml(new TextDecoder().decode(bytes));
  if (/\.txt$/i.test(fileName)) return readText(new TextDecoder().decode(bytes));
  throw unreadable('Its name must end in .docx, .html or .txt.');
}

function build(found: FoundDocument, fields: FieldsOfRecord, language: string) {
  const body = new NodeBuilder(fields, language).build(found.nodes, 'paragraph');
  const parts = found.parts.map(({ name, nodes }) => ({ name, nodes: new NodeBuilder(fields, language).build(nodes, name) }));
  return { body, parts: parts.filter(({ nodes }) => nodes.length > 0) };
}
