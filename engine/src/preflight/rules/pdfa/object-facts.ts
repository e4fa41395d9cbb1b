import { type LexicalNote, PdfArray, PdfDict, type PdfRef, PdfStream, type PdfValue } from '../../read/index.ts';
import { shared } from './common.ts';

/** What one walk over all objects of a file gathers. */
export interface ObjectFacts {
  /** How things are written, in objects and in the content that is used. */
  readonly notes: readonly { readonly note: LexicalNote; readonly ref: PdfRef | undefined; readonly page?: number }[];
  /** All streams that stand in the file. */
  readonly streams: readonly PdfStream[];
  /** Metadata streams that something refers to. */
  readonly metadata: ReadonlySet<PdfStream>;
  /** File specifications with an embedded file. */
  readonly embedded: readonly PdfDict[];
  /** File specifications that an `AF` entry of anything names. */
  readonly associated: ReadonlySet<PdfDict>;
}

/** Walks over all objects once. */
export const objectFacts = shared(({ file, content }): ObjectFacts => {
  const notes: { note: LexicalNote; ref: PdfRef | undefined; page?: number }[] = [];
  const streams: PdfStream[] = [];
  const metadata = new Set<PdfStream>();
  const embedded: PdfDict[] = [];
  const associated = new Set<PdfDict>();
  const addAssociated = (value: PdfValue): void => {
    for (const item of value instanceof PdfArray ? value : [value]) if (item instanceof PdfDict) associated.add(item);
  };
  for (const { ref, value, notes: own, container } of file.objects()) {
    for (const note of own) notes.push({ note, ref });
    if (value instanceof PdfStream && container === undefined) streams.push(value);
    for (const dict of dictsIn(value)) {
      if (dict.entries.has('AF')) addAssociated(dict.get('AF'));
      const described = dict.entries.has('Metadata') ? dict.get('Metadata') : null;
      if (described instanceof PdfStream) metadata.add(described);
      if (dict.get('EF') instanceof PdfDict) embedded.push(dict);
    }
  }
  for (const { notes: own, ref, page } of content.streams) for (const note of own) notes.push({ note, ref, page });
  return { notes, streams, metadata, embedded, associated };
});

/** The dictionaries that stand in an object itself, however deep. */
export function* dictsIn(value: PdfValue): IterableIterator<PdfDict> {
  if (value instanceof PdfStream) yield* dictsIn(value.dict);
  else if (value instanceof PdfDict) {
    yield value;
    for (const entry of value.entries.values()) if (entry instanceof PdfDict || entry instanceof PdfArray) yield* dictsIn(entry);
  } else if (value instanceof PdfArray) {
    for (const item of value.items) if (item instanceof PdfDict || item instanceof PdfArray) yield* dictsIn(item);
  }
}
