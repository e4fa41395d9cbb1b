import { dictOf, openPdf, PdfArray, type PdfFile, PdfStream, UnreadablePdfError } from '../../../preflight/read/index.ts';
import type { ClaimFacts } from '../claims.ts';
import { lookOf } from './flatten-annotations.ts';
import { annotationsOf, type ForeignPage, pagesIn } from './page-list.ts';

/** A given PDF, opened to be enclosed. */
export interface Enclosed {
  readonly file: PdfFile;
  readonly pages: readonly ForeignPage[];
  /** Whether its structure tree can become part of the document's. */
  readonly tagged: boolean;
  /** What the document can still claim with it. */
  readonly claims: ClaimFacts['enclosed'];
  /** The claims were tested. */
  readonly judged?: boolean;
  readonly language: string | undefined;
}

/** Why a PDF cannot be enclosed. */
export interface Refusal {
  readonly refused: string;
  readonly hint: string;
}

/** What has been read, and what was made of its claims, by the bytes. */
const read = new WeakMap<Uint8Array, Enclosed | Refusal>();

/** Opens a PDF that is to be enclosed, once. */
export function readEnclosure(bytes: Uint8Array): Enclosed | Refusal {
  let result = read.get(bytes);
  if (result === undefined) {
    result = open(bytes);
    read.set(bytes, result);
  }
  return result;
}

/** Replaces what a PDF says of itself by what was found. */
export function judged(bytes: Uint8Array, enclosed: Enclosed, claims: Enclosed['claims']): void {
  read.set(bytes, { ...enclosed, claims, judged: true });
}

function open(bytes: Uint8Array): Enclosed | Refusal {
  try {
    const file = openPdf(bytes);
    if (file.encrypted) return { refused: 'it is encrypted', hint: 'Save it without a password and without restrictions.' };
    const pages = pagesIn(file);
    if (pages === undefined || pages.length === 0) {
      return { refused: pages === undefined ? 'it has too many pages' : 'it has no pages', hint: 'Check the file.' };
    }
    if (hidesLayers(file)) return { refused: 'it has layers that are hidden', hint: 'Save it without layers, as it should look.' };
    const tagged = isTagged(file);
    return { file, pages, tagged, claims: claimsIn(file, pages, tagged), language: file.catalog.string('Lang')?.text };
  } catch (error) {
    if (error instanceof UnreadablePdfError || error instanceof RangeError) {
      return { refused: 'it cannot be read', hint: 'Open it in a viewer and save it anew as PDF.' };
    }
    throw error;
  }
}

/** Copied pages know nothing of layers: what is hidden would come to light. */
function hidesLayers(file: PdfFile): boolean {
  const layers = file.catalog.dict('OCProperties')?.dict('D');
  return layers !== undefined && ((layers.array('OFF')?.length ?? 0) > 0 || layers.name('BaseState') === 'OFF');
}

function isTagged(file: PdfFile): boolean {
  return file.catalog.dict('MarkInfo')?.boolean('Marked') === true && file.catalog.dict('StructTreeRoot')?.has('K') === true;
}

/** What the file says of itself, as far as that can be true inside of a document of ours. */
function claimsIn(file: PdfFile, pages: readonly ForeignPage[], tagged: boolean): ClaimFacts['enclosed'] {
  const stream = file.catalog.stream('Metadata');
  const xmp = stream === undefined ? '' : new TextDecoder().decode(stream.decode().bytes);
  const property = (name: string): string | undefined =>
    new RegExp(`${name}\\s*=\\s*["']\\s*(\\w+)`).exec(xmp)?.[1] ?? new RegExp(`<${name}\\s*>\\s*(\\w+)`).exec(xmp)?.[1];
  // What fields and stamps show becomes part of the page's picture.
  const flattened = pages.some((page) => annotationsOf(page).some(({ dict }) => lookOf(dict) !== undefined));
  const accessible = tagged && !flattened && property('pdfuaid:part') === '1';
  const part = property('pdfaid:part');
  if (part === undefined || !/^[123]$/.test(part) || !fitsOurColors(file)) return { archive: 'none', accessible };
  return { archive: tagged && property('pdfaid:conformance')?.toUpperCase() === 'A' ? 'A' : 'B', accessible };
}

/** Colours of devices other than screens need an output intent of their own, and a document has one. */
function fitsOurColors(file: PdfFile): boolean {
  const intents = file.catalog.get('OutputIntents');
  if (!(intents instanceof PdfArray)) return true;
  return [...intents].every((intent) => {
    const profile = dictOf(intent)?.get('DestOutputProfile');
    return !(profile instanceof PdfStream) || profile.dict.number('N') !== 4;
  });
}
