/** ISO 19005-2 and -3, 6.8: embedded files. */
import { openPdf, type PdfDict, type PdfStream, UnreadablePdfError } from '../../read/index.ts';
import type { Rule } from '../../rule.ts';
import { Subject } from '../../subject.ts';
import { claimOf } from '../../xmp/claim.ts';
import { rules } from '../index.ts';
import { at, everyLevel, part2, part3, shown } from './common.ts';
import { objectFacts } from './object-facts.ts';

interface EmbeddedFile {
  readonly specification: PdfDict;
  readonly stream: PdfStream;
}

function* embeddedFiles(subject: Subject): Iterable<EmbeddedFile> {
  const seen = new Set<PdfStream>();
  for (const specification of objectFacts(subject).embedded) {
    const files = specification.dict('EF');
    for (const key of files?.keys() ?? []) {
      const stream = files!.stream(key);
      if (stream === undefined || seen.has(stream)) continue;
      seen.add(stream);
      yield { specification, stream };
    }
  }
}

/** Why an embedded file is no PDF/A-1 or PDF/A-2; undefined when it is. */
function archivalFault(bytes: Uint8Array): string | undefined {
  try {
    const file = openPdf(bytes);
    const { part } = claimOf(file);
    if (part !== 1 && part !== 2) return 'The embedded PDF does not say that it is PDF/A-1 or PDF/A-2.';
    // Of PDF/A-1 the claim is believed: its rules are others.
    const fault = part === 2 ? firstFault(new Subject(file)) : undefined;
    return fault === undefined ? undefined : `The embedded PDF breaks PDF/A-2: ${fault}`;
  } catch (error) {
    if (error instanceof UnreadablePdfError) return 'The embedded file is no PDF.';
    throw error;
  }
}

/** The first fault of an embedded file; files embedded in it are not opened in their turn. */
function firstFault(subject: Subject): string | undefined {
  for (const rule of rules) {
    if (!rule.profiles.includes('2b') || rule === embeddedArchives) continue;
    for (const { what } of rule.check(subject)) return what;
  }
  return undefined;
}

const mimeType = /^[-\w+.]+\/[-\w+.]+$/;

const embeddedArchives: Rule = {
  clause: '6.8',
  test: 5,
  profiles: part2,
  title: 'Embedded files are PDF/A-1 or PDF/A-2.',
  hint: 'Embed only PDF/A documents, or make the document PDF/A-3.',
  *check(subject) {
    for (const { stream } of embeddedFiles(subject)) {
      const fault = archivalFault(stream.decode().bytes);
      if (fault !== undefined) yield at(fault, stream);
    }
  },
};

export const embeddedFileRules: readonly Rule[] = [
  {
    clause: '6.8',
    test: 1,
    profiles: part3,
    title: 'The MIME type of an embedded file is known.',
    hint: 'Give the embedded file stream a Subtype such as text/xml, or application/octet-stream.',
    *check(subject) {
      for (const { stream } of embeddedFiles(subject)) {
        const type = stream.dict.name('Subtype');
        if (type === undefined || !mimeType.test(type)) yield at(`The MIME type of the embedded file is ${shown(type)}.`, stream);
      }
    },
  },
  {
    clause: '6.8',
    test: 2,
    profiles: everyLevel,
    title: 'The specification of an embedded file has its name in both F and UF.',
    hint: 'Write the name of the file into F and UF.',
    *check(subject) {
      for (const specification of objectFacts(subject).embedded)
        for (const key of ['F', 'UF']) if (!specification.has(key)) yield at(`The file specification has no ${key}.`, specification);
    },
  },
  {
    clause: '6.8',
    test: 3,
    profiles: part3,
    title: 'The specification of an embedded file says how it is related to the document.',
    hint: 'Give the file specification an AFRelationship: Source, Data, Alternative, Supplement or Unspecified.',
    *check(subject) {
      for (const specification of objectFacts(subject).embedded)
        if (!specification.has('AFRelationship')) yield at('The file specification has no AFRelationship.', specification);
    },
  },
  {
    clause: '6.8',
    test: 4,
    profiles: part3,
    title: 'Every embedded file is associated with the document or a part of it.',
    hint: 'Add the file specification to the AF array of the catalog, or of the page, annotation or structure element it belongs to.',
    *check(subject) {
      const { embedded, associated } = objectFacts(subject);
      for (const specification of embedded)
        if (!associated.has(specification)) yield at('No AF entry refers to the file specification.', specification);
    },
  },
  embeddedArchives,
];
