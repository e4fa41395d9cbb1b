import { indexOf, isDigit, isRegular, isSpace } from './characters.ts';
import { Lexer } from './lexer.ts';
import { type ObjectContext, readStart } from './object-reader.ts';
import { PdfDict } from './values.ts';

/** What searching the whole file finds, for files whose cross-references are wrong. */
export interface Scan {
  /** Offset of the last object of each number. */
  readonly objects: ReadonlyMap<number, { readonly offset: number; readonly gen: number }>;
  /** Trailers in the order of the file. */
  readonly trailers: readonly PdfDict[];
}

/** Trailers that overlap are read so often the length of the file, and no more. */
const READ_OVER = 4;

/** Looks for everything that begins like an object, and for trailers. */
export function scanFile(context: ObjectContext): Scan {
  const { bytes } = context;
  const objects = new Map<number, { offset: number; gen: number }>();
  for (let at = indexOf(bytes, 'obj', 0); at >= 0; at = indexOf(bytes, 'obj', at + 3)) {
    const offset = beginning(bytes, at);
    const start = offset === undefined ? undefined : readStart(bytes, offset);
    if (start !== undefined) objects.set(start.ref.num, { offset: start.syntax.offset, gen: start.ref.gen });
  }
  const trailers: PdfDict[] = [];
  let cost = 0;
  for (let at = indexOf(bytes, 'trailer', 0); at >= 0 && cost <= READ_OVER * bytes.length; at = indexOf(bytes, 'trailer', at + 7)) {
    const lexer = new Lexer(bytes, { resolver: context, references: true }, at + 7);
    const dict = lexer.next();
    cost += lexer.pos - at;
    if (dict instanceof PdfDict) trailers.push(dict);
  }
  return { objects, trailers };
}

/** Goes back over `num gen ` before `obj`. */
function beginning(bytes: Uint8Array, keyword: number): number | undefined {
  let at = keyword;
  for (let i = 0; i < 2; i++) {
    const before = at;
    while (at > 0 && isSpace(bytes[at - 1])) at--;
    if (at === before) return undefined;
    const end = at;
    while (at > 0 && isDigit(bytes[at - 1]) && end - at < 10) at--;
    if (at === end) return undefined;
  }
  return at > 0 && isRegular(bytes[at - 1]) && !isDigit(bytes[at - 1]) ? undefined : at;
}
