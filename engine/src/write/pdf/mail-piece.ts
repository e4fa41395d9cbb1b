import { latin1 } from '#runtime';
import { concat } from './objects.ts';
import { ForeignPdfError } from './read-own-pdf.ts';

/**
 * A mail piece on its way from the thread that composed it into a print stream: what belongs to one document alone, its objects
 * numbered from 1, and the name of the resources that it shares with others. Packed into bytes, which go from thread to thread at no
 * cost.
 */
export interface MailPiece {
  /** Names the shared resources. */
  readonly resources: string;
  readonly language: string;
  /** Pages have the first numbers, then come as many for their contents. */
  readonly pages: readonly PiecePage[];
  /** How many numbers the piece takes. */
  readonly count: number;
  /** The number that the elements take for the root of the structure. */
  readonly root: number;
  /** The number of the piece's part of the parent tree. */
  readonly tree: number;
  /** The topmost element of the structure. */
  readonly top: number;
  /** Structure elements and annotations: their numbers, and one dictionary after the other. */
  readonly numbers: readonly number[];
  readonly objects: Texts;
  /** Values of the parent tree, whose keys are those from 0: `[7 0 R 8 0 R ]` for a page, `9 0 R` for an annotation. */
  readonly parents: Texts;
  /** Fonts of the piece's own, for glyphs that those of the program lack. */
  readonly fonts: readonly PieceFont[];
}

/** Several texts one after the other, with the index where each ends. */
export interface Texts {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
}

export interface PiecePage {
  readonly width: number;
  readonly height: number;
  /** Numbers of its annotations. */
  readonly annotations: readonly number[];
  /** Its content, compressed. */
  readonly content: Uint8Array;
}

/** A font's objects, numbered in their order; `data` where they are streams. */
export interface PieceFont {
  readonly resource: string;
  readonly first: number;
  readonly objects: readonly { readonly text: Uint8Array; readonly data?: Uint8Array }[];
}

/** The first bytes: no PDF begins like this. */
const MAGIC = latin1('\x00mail-piece-1\n');

/** What comes before the bytes, as JSON. */
interface Head extends Pick<MailPiece, 'resources' | 'language' | 'count' | 'root' | 'tree' | 'top' | 'numbers'> {
  /** Width, height, length of the content, annotations. */
  readonly pages: readonly (readonly number[])[];
  readonly objects: readonly number[];
  readonly parents: readonly number[];
  /** Lengths of text and data in turn, -1 where there is no data. */
  readonly fonts: readonly { readonly resource: string; readonly first: number; readonly lengths: readonly number[] }[];
}

export const isMailPiece = (bytes: Uint8Array): boolean => bytes[0] === 0;

export function packPiece(piece: MailPiece): Uint8Array {
  const parts: Uint8Array[] = [];
  const put = (bytes: Uint8Array): number => {
    parts.push(bytes);
    return bytes.length;
  };
  put(piece.objects.bytes);
  put(piece.parents.bytes);
  const { resources, language, count, root, tree, top, numbers, objects, parents } = piece;
  const head: Head = {
    ...{ resources, language, count, root, tree, top, numbers },
    ...{ objects: objects.ends, parents: parents.ends },
    pages: piece.pages.map(({ width, height, content, annotations }) => [width, height, put(content), ...annotations]),
    fonts: piece.fonts.map((font) => ({
      ...{ resource: font.resource, first: font.first },
      lengths: font.objects.flatMap(({ text, data }) => [put(text), data === undefined ? -1 : put(data)]),
    })),
  };
  return concat([MAGIC, latin1(`${JSON.stringify(head)}\n`), ...parts]);
}

const decoder = new TextDecoder('latin1');

/** @throws ForeignPdfError when the bytes are none of `packPiece`, or cut off. */
export function readPiece(bytes: Uint8Array): MailPiece {
  const end = bytes.indexOf(NEW_LINE, MAGIC.length);
  if (end < 0 || MAGIC.some((byte, i) => bytes[i] !== byte)) throw new ForeignPdfError('it is no mail piece of this version');
  const head = JSON.parse(decoder.decode(bytes.subarray(MAGIC.length, end))) as Head;
  let at = end + 1;
  const take = (length: number): Uint8Array => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const objects = { ends: head.objects, bytes: take(head.objects.at(-1) ?? 0) };
  const parents = { ends: head.parents, bytes: take(head.parents.at(-1) ?? 0) };
  const pages = head.pages.map(([width, height, length, ...annotations]) => ({
    ...{ width: width!, height: height!, annotations },
    content: take(length!),
  }));
  const fonts = head.fonts.map(({ resource, first, lengths }) => ({
    ...{ resource, first },
    objects: pairs(lengths).map(([text, data]) => ({ text: take(text), ...(data < 0 ? undefined : { data: take(data) }) })),
  }));
  if (at !== bytes.length) throw new ForeignPdfError('it is cut off');
  const { resources, language, count, root, tree, top, numbers } = head;
  return { resources, language, count, root, tree, top, numbers, pages, objects, parents, fonts };
}

function pairs(list: readonly number[]): [number, number][] {
  return Array.from({ length: list.length / 2 }, (_, i) => [list[i * 2]!, list[i * 2 + 1]!]);
}

const NEW_LINE = 0x0a;
