/** ISO 19005-2 and -3, 6.1.2 to 6.1.9: how the file is written. */
import { bytesToText, filtersOf, PdfString, type StreamSyntax } from '../../read/index.ts';
import type { Rule } from '../../rule.ts';
import { colourantsOf, colourSpaces } from './colour-facts.ts';
import { at, everyLevel, shown } from './common.ts';
import { objectFacts } from './object-facts.ts';

const header: readonly Rule[] = [
  {
    clause: '6.1.2',
    test: 1,
    profiles: everyLevel,
    title: 'The file begins with %PDF-1.n, n from 0 to 7, and a single end-of-line marker.',
    hint: 'Write the header at the very beginning of the file; move whatever stands before it.',
    *check({ file }) {
      if (file.header === undefined) yield { what: 'The file has no header.' };
      else if (file.header.offset !== 0) yield { what: `The header begins at byte ${file.header.offset}.` };
      else if (!/^1\.[0-7]$/.test(file.header.version) || file.header.eolLength === 0)
        yield { what: `The header says “%PDF-${shown(file.header.version)}”.` };
    },
  },
  {
    clause: '6.1.2',
    test: 2,
    profiles: everyLevel,
    title: 'The line after the header is a comment that begins with four bytes above 127.',
    hint: 'Write a comment such as %âãÏÓ directly after the header, so that transfers treat the file as binary.',
    *check({ file }) {
      const comment = file.header?.comment;
      if (comment === undefined) yield { what: 'There is no comment directly after the header.' };
      else if (comment.length < 4 || comment.subarray(0, 4).some((byte) => byte <= 127))
        yield { what: `The comment after the header is “%${shown(bytesToText(comment))}”.` };
    },
  },
];

const trailer: readonly Rule[] = [
  {
    clause: '6.1.3',
    test: 1,
    profiles: everyLevel,
    title: 'The trailer has an ID of two strings.',
    hint: 'Write an ID entry of two byte strings into the trailer; a linearised file has it in the first-page trailer.',
    *check({ file }) {
      const id = file.trailer.array('ID');
      const parts = id === undefined ? [] : [...id];
      const good = parts.length === 2 && parts.every((part) => part instanceof PdfString && part.bytes.length > 0);
      if (!good) yield { what: id === undefined ? 'The trailer has no ID.' : 'The ID of the trailer is not made of two strings.' };
    },
  },
  {
    clause: '6.1.3',
    test: 2,
    profiles: everyLevel,
    title: 'The file is not encrypted.',
    hint: 'Save the file without password and permissions.',
    *check({ file }) {
      if (file.encrypted) yield { what: 'The trailer has an Encrypt entry.' };
    },
  },
  {
    clause: '6.1.3',
    test: 3,
    profiles: everyLevel,
    title: 'Nothing follows the last %%EOF but one end-of-line marker.',
    hint: 'Cut off what follows the last %%EOF.',
    *check({ file }) {
      if (file.bytesAfterEof === undefined) yield { what: 'The file does not end with %%EOF.' };
      else if (file.bytesAfterEof > 0) yield { what: `${file.bytesAfterEof} bytes follow the last %%EOF.` };
    },
  },
  {
    clause: '6.1.4',
    test: 1,
    profiles: everyLevel,
    title: 'The numbers that begin a cross-reference subsection are separated by one blank.',
    hint: 'Write the cross-reference table as “xref”, end of line, “0 n”, end of line.',
    *check({ file }) {
      for (const { syntax, offset } of file.revisions)
        if (syntax !== undefined && !syntax.headersComply)
          yield { what: `A subsection header of the table at byte ${offset} is not “first count”.` };
    },
  },
  {
    clause: '6.1.4',
    test: 2,
    profiles: everyLevel,
    title: 'The keyword xref and the cross-reference subsection header are separated by a single end-of-line marker.',
    hint: 'Write the cross-reference table as “xref”, end of line, “0 n”, end of line.',
    *check({ file }) {
      for (const { syntax, offset } of file.revisions)
        if (syntax !== undefined && !/^(?:\r\n|\r|\n)$/.test(syntax.gapAfterKeyword))
          yield { what: `More or less than an end-of-line marker follows the keyword xref at byte ${offset}.` };
    },
  },
  {
    clause: '6.1.4',
    test: 3,
    profiles: everyLevel,
    title: 'The cross-references lead to the objects.',
    hint: 'Save the file anew with a program that writes its cross-references right.',
    *check({ file }) {
      for (const { kind, message, ref } of file.faults) if (kind === 'references') yield at(`In this file ${message}.`, ref);
    },
  },
];

const strings: readonly Rule[] = [
  {
    clause: '6.1.6',
    test: 1,
    profiles: everyLevel,
    title: 'Hexadecimal strings have an even number of digits.',
    hint: 'Write both digits of the last byte.',
    *check(subject) {
      for (const { note, ref } of objectFacts(subject).notes)
        if (note.kind === 'hex-odd') yield at(`A hexadecimal string has ${note.detail} digits.`, ref);
    },
  },
  {
    clause: '6.1.6',
    test: 2,
    profiles: everyLevel,
    title: 'Hexadecimal strings are made of the digits 0 to 9 and A to F or a to f.',
    hint: 'Write nothing but digits and white space between < and >.',
    *check(subject) {
      for (const { note, ref } of objectFacts(subject).notes)
        if (note.kind === 'hex-digit') yield at(`A hexadecimal string has the character “${note.detail}”.`, ref);
    },
  },
];

const standardFilters = new Set([
  'ASCIIHexDecode',
  'ASCII85Decode',
  'FlateDecode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'JBIG2Decode',
  'DCTDecode',
  'JPXDecode',
  'Crypt',
]);

function lengthFault({ declaredLength, start, end }: StreamSyntax): string {
  if (declaredLength === 0 && end === start) return 'Empty data are not followed by an end-of-line marker before endstream.';
  if (declaredLength === end - start) return `Length (${declaredLength}) counts the end-of-line marker before endstream.`;
  return `Length is ${declaredLength ?? 'missing'}; there are ${end - start} bytes.`;
}

const streams: readonly Rule[] = [
  {
    clause: '6.1.7.1',
    test: 1,
    profiles: everyLevel,
    title: 'The Length of a stream is the number of its bytes.',
    hint: 'Save the file anew with a program that writes stream lengths right; some transfers change line ends and with them lengths.',
    *check(subject) {
      for (const { syntax, ref } of objectFacts(subject).streams) if (!syntax.lengthCorrect) yield at(lengthFault(syntax), ref);
    },
  },
  {
    clause: '6.1.7.1',
    test: 2,
    profiles: everyLevel,
    title: 'An end-of-line marker (line feed, or carriage return and line feed) follows stream, and one precedes endstream.',
    hint: 'Save the file anew with a program that writes streams as the standard says.',
    *check(subject) {
      for (const { syntax, ref } of objectFacts(subject).streams) {
        if (syntax.keywordEol === 'cr' || syntax.keywordEol === 'none')
          yield at('The keyword stream is not followed by a line feed, or a carriage return and a line feed.', ref);
        if (!syntax.endstreamAfterEol) yield at('The keyword endstream does not stand behind an end-of-line marker.', ref);
      }
    },
  },
  {
    clause: '6.1.7.1',
    test: 3,
    profiles: everyLevel,
    title: 'Streams have their data in this file: no F, FFilter or FDecodeParms.',
    hint: 'Take the data into the file.',
    *check(subject) {
      for (const { dict, ref } of objectFacts(subject).streams)
        for (const key of ['F', 'FFilter', 'FDecodeParms']) if (dict.has(key)) yield at(`The stream has the key ${key}.`, ref);
    },
  },
  {
    clause: '6.1.7.2',
    test: 1,
    profiles: everyLevel,
    title: 'Streams use the filters of ISO 32000-1, Table 6, but neither LZWDecode nor a Crypt filter other than Identity.',
    hint: 'Compress with FlateDecode instead of LZWDecode.',
    *check(subject) {
      for (const { dict, ref } of objectFacts(subject).streams) {
        for (const { name, parameters } of filtersOf(dict.get('Filter'), dict.get('DecodeParms'))) {
          const crypt = name === 'Crypt' && (parameters?.name('Name') ?? 'Identity') !== 'Identity';
          if (!standardFilters.has(name) || crypt) yield at(`The stream uses the filter ${shown(name)}.`, ref);
        }
      }
    },
  },
];

/** Whether the bytes of a name are UTF-8. */
export function isUtf8(name: string): boolean {
  let ascii = true;
  for (let i = 0; i < name.length; i++) ascii &&= name.charCodeAt(i) < 0x80;
  if (ascii) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(name, (character) => character.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}

const syntax: readonly Rule[] = [
  {
    clause: '6.1.8',
    test: 1,
    profiles: everyLevel,
    title: 'Names of fonts, colourants and structure types are valid UTF-8.',
    hint: 'Write these names in UTF-8, with # escapes for bytes above 126.',
    *check(subject) {
      for (const { font } of subject.content.fonts.values())
        for (const name of [font.baseFont, font.descriptor?.name('FontName')])
          if (name !== undefined && !isUtf8(name)) yield at('The name of a font is not valid UTF-8.', font.ref);
      for (const { space, page } of colourSpaces(subject).inks)
        for (const name of colourantsOf(space))
          if (!isUtf8(name)) yield at('The name of a colourant is not valid UTF-8.', space.within, page);
      const types = new Set(subject.structure.elements.map(({ type }) => type));
      for (const type of types) if (!isUtf8(type)) yield { what: 'The name of a structure type is not valid UTF-8.' };
    },
  },
  {
    clause: '6.1.9',
    test: 1,
    profiles: everyLevel,
    title: 'Indirect objects are written as “number generation obj”, end of line, the object, end of line, “endobj”, end of line.',
    hint: 'Save the file anew with a program that writes PDF/A.',
    *check(subject) {
      for (const { ref, syntax: written } of subject.file.objects()) {
        if (written === undefined) continue;
        if (!written.eolBeforeNumber) yield at('The object number does not stand at the beginning of a line.', ref);
        if (!written.oneSpaceAfterNumber || !written.oneSpaceAfterGeneration)
          yield at('Object number, generation number and obj are not separated by one white-space character each.', ref);
        if (!written.eolAfterObj) yield at('No end-of-line marker follows the keyword obj.', ref);
        if (!written.closed) yield at('The keyword endobj is missing.', ref);
        else if (!written.eolBeforeEndobj || !written.eolAfterEndobj)
          yield at('The keyword endobj does not stand in a line of its own.', ref);
      }
    },
  },
];

export const fileStructureRules: readonly Rule[] = [...header, ...trailer, ...strings, ...streams, ...syntax];
