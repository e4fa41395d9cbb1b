import type { PreviewFormat, ProofFinding } from '@posthorn/contract';
import { CompositionError, type Program, type Rendition } from '@posthorn/engine';
import { pageDifferences } from '@posthorn/engine/preview';
import { type TextPiece, wordDiff } from '../compare/word-diff.ts';

type DataRecord = Readonly<Record<string, unknown>>;

export interface ComparedPrograms {
  /** Absent for a first version. */
  readonly before: Program | undefined;
  readonly after: Program;
}

/** What a record becomes with both versions in one format and language; in its own if none is given. */
export async function compareRenditions(
  { before, after }: ComparedPrograms,
  record: DataRecord,
  format: PreviewFormat,
  language: string | undefined,
): Promise<ProofFinding> {
  const place = { format, language: language ?? '' };
  const newer = composed(after, record, format, language);
  const older = before && composed(before, record, format, language);
  if (typeof newer === 'string') {
    // What neither can compose is a record that does not fit, and no difference.
    const outcome = typeof older === 'string' ? 'same' : 'fails';
    return { ...place, outcome, problem: newer };
  }
  if (older === undefined) return { ...place, outcome: 'same' };
  if (typeof older === 'string') return { ...place, outcome: 'mends', problem: older };
  return { ...place, ...(await differences(older, newer)) };
}

/** The rendition, or why there is none. */
function composed(program: Program, record: DataRecord, format: PreviewFormat, language: string | undefined): Rendition | string {
  try {
    return program.compose(record, format, { draft: true, ...(language === undefined ? {} : { language }) });
  } catch (error) {
    if (error instanceof CompositionError) return error.message;
    throw error;
  }
}

async function differences(older: Rendition, newer: Rendition): Promise<Omit<ProofFinding, 'format' | 'language'>> {
  if (older.format === 'pdf' && newer.format === 'pdf') return await lettersCompared(older.bytes, newer.bytes);
  const same = JSON.stringify(contentOf(older)) === JSON.stringify(contentOf(newer));
  if (same) return { outcome: 'same' };
  return { outcome: 'different', ...changedText(textOf(older), textOf(newer)) };
}

/** Same input gives the same bytes: only where they are not the same pages are drawn and compared. */
async function lettersCompared(older: Uint8Array, newer: Uint8Array): Promise<Omit<ProofFinding, 'format' | 'language'>> {
  if (Buffer.compare(older, newer) === 0) return { outcome: 'same' };
  const found = await pageDifferences(older, newer).catch((error: Error) => error.message);
  if (typeof found === 'string') return { outcome: 'different', problem: found };
  const { pages, different, text } = found;
  const words = changedText(blanksAlike(text[0]), blanksAlike(text[1]));
  if (different.length === 0 && words.text === undefined) return { outcome: 'same' };
  const changedPages = different.map(({ page, share }) => ({ page, share: Math.ceil(share * 10_000) / 10_000 }));
  return { outcome: 'different', pagesBefore: pages[0], pagesAfter: pages[1], changedPages, ...words };
}

const blanksAlike = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What a reader gets: without what only transports it. */
function contentOf(rendition: Rendition): unknown {
  switch (rendition.format) {
    case 'email':
      return [rendition.subject, rendition.html, rendition.text];
    case 'html':
      return rendition.html;
    case 'chat':
      return rendition.message;
    case 'push':
      return [rendition.title, rendition.text, rendition.link];
    case 'text':
    case 'sms':
      return rendition.text;
    default:
      return rendition.bytes;
  }
}

function textOf(rendition: Rendition): string {
  switch (rendition.format) {
    case 'email':
      return `${rendition.subject}\n${rendition.text}`;
    case 'html':
      return wordsOfPage(rendition.html);
    case 'chat':
      return textsIn(rendition.message).join('\n');
    case 'push':
      return [rendition.title, rendition.text, rendition.link ?? ''].join('\n');
    case 'text':
    case 'sms':
      return rendition.text;
    default:
      return '';
  }
}

const wordsOfPage = (html: string): string =>
  html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Letters before and after a change that are told with it. */
const CONTEXT = 60;
/** Pieces that are kept of one rendition: who changed everything sees it in the pictures. */
const MOST_PIECES = 60;

function changedText(older: string, newer: string): { text?: TextPiece[] } {
  if (older === newer) return {};
  const pieces = wordDiff(older, newer);
  const short = pieces.map((piece, i): TextPiece => {
    if (piece.kind !== 'same' || piece.text.length <= 2 * CONTEXT) return piece;
    const head = i === 0 ? '' : piece.text.slice(0, CONTEXT);
    const tail = i === pieces.length - 1 ? '' : piece.text.slice(-CONTEXT);
    return { kind: 'same', text: `${head}…${tail}` };
  });
  return { text: short.slice(0, MOST_PIECES) };
}
