import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { claimedProfiles, preflight, profileNames, structureOf } from '../../engine/src/preflight/index.ts';
import { complaintsOfReaders, type NamedPdf } from '../../engine/test/independent-readers.ts';
import { mupdfReads, pdfjsReads, popplerReads } from '../../engine/test/reading-order.ts';
import { documentsOf, type ExampleDocument, printStreamOf } from './documents.ts';

/** What all checkers say about the documents of an example. */
export interface Judgement {
  readonly example: string;
  readonly documents: number;
  readonly pages: number;
  readonly languages: readonly string[];
  /** What the letters claim to be, and are by our own preflight where it has nothing to say. */
  readonly claims: readonly string[];
  /** Findings and complaints by checker; what a checker has nothing to say about is an empty list. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
}

/** Samples that are judged where there is little time. */
const FEW = 2;

/** Judges the letters of an example, each and as a print stream, and its messages. */
export async function judgeExample(example: string, which: 'all' | 'few'): Promise<Judgement> {
  const documents = which === 'all' ? await documentsOf(example, true) : (await documentsOf(example, false)).slice(0, FEW);
  const stream = { name: `${example}/print-stream`, bytes: await printStreamOf(documents) };
  const letters: NamedPdf[] = documents.map(({ name, pdf }) => ({ name, bytes: pdf }));
  const readings = await Promise.all(documents.map((document, i) => disagreements(document, i === 0)));
  const files = [...letters, stream];
  return {
    example,
    documents: documents.length,
    pages: documents.reduce((sum, { renditions }) => sum + renditions.reduce((n, one) => n + (one.format === 'pdf' ? one.pages : 0), 0), 0),
    languages: [...new Set(documents.flatMap(({ renditions }) => renditions.map(({ language }) => language)))].sort(),
    claims: [...new Set(letters.flatMap(({ bytes }) => claimedProfiles(bytes).map((id) => profileNames[id])))],
    findings: {
      'posthorn preflight': files.flatMap(preflightFindings),
      ...(await complaintsOfReaders(files)),
      'text in reading order': readings.flat(),
      'e-mails and web pages': documents.flatMap(messageFindings),
    },
  };
}

function preflightFindings({ name, bytes }: NamedPdf): string[] {
  const archive = claimedProfiles(bytes).includes('3a') ? '3a' : '2a';
  return preflight(bytes, { profiles: ['ua1', archive] }).flatMap(({ profile, findings }) =>
    findings.map(({ clause, message, place }) => `${name}: ${profile} ${clause}: ${message} ${JSON.stringify(place)}`),
  );
}

/** Letters and digits alone: readers part words and undo hyphens at ends of lines each in their own way. */
const letters = (words: readonly string[]): string =>
  words
    .join('')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Where independent readers do not read the same text in the same order as our own. Poppler draws a page anew for each element. */
async function disagreements({ name, pdf }: ExampleDocument, withPoppler: boolean): Promise<string[]> {
  const own = letters(textsOf(structureOf(pdf)));
  const found = Object.entries({ ...(withPoppler ? { poppler: await popplerReads(pdf) } : {}), 'pdf.js': await pdfjsReads(pdf) }).flatMap(
    ([reader, words]) => {
      const read = letters(words);
      return read === own ? [] : [`${name}: ${reader} reads ${firstDifference(read, own)}`];
    },
  );
  const all = letters(await mupdfReads(pdf));
  const missing = textsOf(structureOf(pdf)).find((text) => text.split(' ').some((word) => !all.includes(letters([word]))));
  return missing === undefined ? found : [...found, `${name}: MuPDF does not read “${missing}”`];
}

/** The texts of an outline, without what is said of elements. */
const textsOf = (outline: string): string[] =>
  outline.split('\n').flatMap((line) => {
    const quoted = /^ *(?:\S+(?: [a-z]+="(?:[^"\\]|\\.)*")* )?("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
    return quoted === undefined ? [] : [JSON.parse(quoted) as string];
  });

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `“${a.slice(at, at + 30)}” instead of “${b.slice(at, at + 30)}” after “${a.slice(Math.max(0, at - 20), at)}”`;
}

/** What is wrong with the markup of messages: errors of parsing, pictures without alternatives, no language, anything that acts. */
function messageFindings({ name, renditions }: ExampleDocument): string[] {
  return renditions.flatMap((rendition) => {
    if (rendition.format !== 'email' && rendition.format !== 'html') return [];
    const errors: string[] = [];
    const onParseError = ({ code, startLine }: { readonly code: string; readonly startLine: number }): void => {
      errors.push(`${code} in line ${startLine}`);
    };
    const page = parse(rendition.html, { onParseError });
    return [...errors, ...elementsOf(page).flatMap(elementFindings)].map((finding) => `${name}: ${rendition.format}: ${finding}`);
  });
}

/** All elements of a page. */
export function elementsOf(node: Tree.Node): Tree.Element[] {
  const inner = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return 'tagName' in node ? [node, ...inner] : inner;
}

/** What is wrong with an element: it acts, leads to what acts, or says nothing to who cannot see. */
export function elementFindings({ tagName, attrs }: Tree.Element): string[] {
  const value = (name: string): string | undefined => attrs.find((attribute) => attribute.name === name)?.value;
  return [
    // Data for programs that read mail, which is not run.
    ...(['script', 'iframe', 'object', 'embed', 'base', 'form'].includes(tagName) && value('type') !== 'application/ld+json'
      ? [`an element ${tagName}`]
      : []),
    ...(tagName === 'img' && value('alt') === undefined ? ['an image without alternative text'] : []),
    ...(tagName === 'html' && !value('lang') ? ['no language'] : []),
    ...attrs.filter(({ name }) => /^on/i.test(name)).map(({ name }) => `a handler ${name}`),
    ...attrs
      .filter(
        ({ name, value }) =>
          ['href', 'src', 'action', 'xlink:href'].includes(name) && !/^(https?:|mailto:|tel:|sms:|cid:|#|data:image\/)/i.test(value),
      )
      .map(({ name, value }) => `${name} leads to ${value.slice(0, 80)}`),
  ];
}
