/** ISO 19005-2 and -3, 6.1.13: limits that every reader must be able to read. */
import { type LexicalNote, PdfArray } from '../../read/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import type { Subject } from '../../subject.ts';
import { colourantsOf, colourSpaces } from './colour-facts.ts';
import { at, everyLevel } from './common.ts';
import { objectFacts } from './object-facts.ts';

const MOST_OBJECTS = 8_388_607;
const DEEPEST_SAVE = 28;
const MOST_COLOURANTS = 32;
const HIGHEST_CID = 65_535;
const SMALLEST_PAGE = 3;
const LARGEST_PAGE = 14_400;

function* noted(subject: Subject, kind: LexicalNote['kind'], sentence: (detail: string) => string): Iterable<Fault> {
  for (const { note, ref, page } of objectFacts(subject).notes) if (note.kind === kind) yield at(sentence(note.detail), ref, page);
}

const numbers: readonly Rule[] = [
  {
    clause: '6.1.13',
    test: 1,
    profiles: everyLevel,
    title: 'Integers lie between −2147483648 and 2147483647.',
    hint: 'Write a number that fits into 32 bits.',
    check: (subject) => noted(subject, 'integer-range', (detail) => `There is the integer ${detail}.`),
  },
  {
    clause: '6.1.13',
    test: 2,
    profiles: everyLevel,
    title: 'Real numbers lie within ±3.403 × 10^38.',
    hint: 'Write a smaller number.',
    check: (subject) => noted(subject, 'real-range', (detail) => `There is the number ${detail}.`),
  },
  {
    clause: '6.1.13',
    test: 3,
    profiles: everyLevel,
    title: 'Strings have at most 32767 bytes.',
    hint: 'Divide the string, or put the text into a stream.',
    check: (subject) => noted(subject, 'string-length', (detail) => `A string has ${detail} bytes.`),
  },
  {
    clause: '6.1.13',
    test: 4,
    profiles: everyLevel,
    title: 'Names have at most 127 bytes.',
    hint: 'Choose a shorter name.',
    check: (subject) => noted(subject, 'name-length', (detail) => `A name has ${detail} bytes.`),
  },
  {
    clause: '6.1.13',
    test: 5,
    profiles: everyLevel,
    title: 'Real numbers other than 0 are not closer to it than 1.175 × 10^−38.',
    hint: 'Write 0.',
    check: (subject) => noted(subject, 'real-tiny', (detail) => `There is the number ${detail}.`),
  },
];

const sizes: readonly Rule[] = [
  {
    clause: '6.1.13',
    test: 7,
    profiles: everyLevel,
    title: 'The file has at most 8,388,607 indirect objects.',
    hint: 'Divide the document.',
    *check({ file }) {
      if (file.objectCount > MOST_OBJECTS) yield { what: `There are ${file.objectCount} objects.` };
    },
  },
  {
    clause: '6.1.13',
    test: 8,
    profiles: everyLevel,
    title: 'The operators q and Q are nested at most 28 deep.',
    hint: 'Close graphics states with Q before opening more.',
    *check({ content }) {
      for (const { deepestSave, ref, page } of content.streams)
        if (deepestSave > DEEPEST_SAVE) yield at(`q is nested ${deepestSave} deep.`, ref, page);
    },
  },
  {
    clause: '6.1.13',
    test: 9,
    profiles: everyLevel,
    title: 'DeviceN colour spaces have at most 32 colourants.',
    hint: 'Divide the colourants among several colour spaces.',
    *check(subject) {
      for (const { space, page } of colourSpaces(subject).inks) {
        const { length } = colourantsOf(space);
        if (length > MOST_COLOURANTS) yield at(`A DeviceN colour space has ${length} colourants.`, space.within, page);
      }
    },
  },
  {
    clause: '6.1.13',
    test: 10,
    profiles: everyLevel,
    title: 'CIDs are at most 65535.',
    hint: 'Correct the CMap.',
    *check({ content }) {
      for (const { font, codes } of content.fonts.values()) {
        if (!font.isComposite) continue;
        if ((font.encoding.file?.highestCid ?? 0) > HIGHEST_CID) {
          yield at(`The CMap leads to CID ${font.encoding.file!.highestCid}.`, font.encoding.stream?.ref ?? font.ref);
          continue;
        }
        for (const code of codes.values()) {
          const { cid } = font.glyph(code);
          if (cid !== undefined && cid > HIGHEST_CID) {
            yield at(`The CMap leads to CID ${cid}.`, font.ref, code.page);
            break;
          }
        }
      }
    },
  },
  {
    clause: '6.1.13',
    test: 11,
    profiles: everyLevel,
    title: 'Page boundaries are between 3 and 14,400 units wide and high.',
    hint: 'Scale the pages, or use UserUnit.',
    *check({ pages }) {
      for (const { number, dict, ref, mediaBox, cropBox } of pages) {
        const boxes: (readonly [string, readonly number[] | undefined])[] = [
          ['MediaBox', mediaBox],
          ['CropBox', cropBox],
        ];
        for (const key of ['BleedBox', 'TrimBox', 'ArtBox']) {
          const box = dict.get(key);
          boxes.push([key, box instanceof PdfArray ? box.numbers() : undefined]);
        }
        for (const [key, box] of boxes) {
          const wrong = box === undefined || box.length < 4 ? [] : [Math.abs(box[2]! - box[0]!), Math.abs(box[3]! - box[1]!)];
          const side = wrong.find((length) => length < SMALLEST_PAGE || length > LARGEST_PAGE);
          if (side !== undefined) yield at(`${key} measures ${side} units.`, ref, number);
        }
      }
    },
  },
];

export const limitRules: readonly Rule[] = [...numbers, ...sizes];
