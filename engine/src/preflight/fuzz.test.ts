import { expect, test } from 'vitest';
import { preflight } from './preflight.ts';
import { UnreadablePdfError } from './read/index.ts';
import { profileIds } from './rule.ts';
import { structureOf } from './structure/dump.ts';
import { tinyCff, tinyType1 } from './testing/tiny-fonts.ts';
import { tinyPdf } from './testing/tiny-pdf.ts';

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A document with a little of everything, uncompressed, so that any byte may be changed into another document. */
const rich = tinyPdf({
  catalog:
    '/Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R /AcroForm << /Fields [12 0 R] >> /Metadata 13 0 R /OCProperties << /D << /Name (D) >> >>',
  page: '/StructParents 0 /Tabs /S /Annots [12 0 R 14 0 R] /Resources << /Font << /F1 8 0 R /F2 10 0 R >> /XObject << /X1 15 0 R >> /ExtGState << /G1 << /SMask << /G 15 0 R >> /ca 0.5 >> >> >>',
  content:
    '/P << /MCID 0 /Lang (de) >> BDC BT /F1 12 Tf 10 10 Td (AB) Tj /F2 9 Tf <000A0014> Tj ET EMC /Artifact BMC q /G1 gs 1 0 0 rg /X1 Do Q EMC BI /W 1 /H 1 /BPC 8 /CS /G ID x EI',
  objects: [
    '<< /Type /StructTreeRoot /K [6 0 R] /ParentTree 7 0 R /RoleMap << /X /P >> /ClassMap << /C1 << /O /Table /Scope /Row >> >> >>',
    '<< /Type /StructElem /S /Table /P 5 0 R /Pg 3 0 R /K [<< /S /TR /P 6 0 R /K [<< /S /TH /C /C1 /P 6 0 R /K 0 >> << /S /TD /P 6 0 R /A << /O /Table /RowSpan 2 /ColSpan 3 >> >>] >>] >>',
    '<< /Nums [0 [6 0 R] 1 6 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Tiny /FirstChar 65 /LastChar 66 /Widths [722 300] /FontDescriptor << /Flags 32 /FontFile 9 0 R /CharSet (/A/B) >> >>',
    { dict: '', data: text(tinyType1({ A: 722, B: 300 })) },
    '<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType0 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /W [10 [1000] 20 20 250] /FontDescriptor << /FontFile3 11 0 R >> >>] /ToUnicode 16 0 R >>',
    { dict: '/Subtype /CIDFontType0C', data: text(tinyCff({ a: 1000, b: 250, cidKeyed: true })) },
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /TU (Name) /Rect [0 0 9 9] /StructParent 1 /AP << /N 15 0 R >> >>',
    { dict: '/Type /Metadata /Subtype /XML', data: '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>' },
    '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example) >> >>',
    { dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency >>', data: '0 0 1 1 re f /X1 Do' },
    { dict: '', data: '1 beginbfrange <000A> <0014> <0041> endbfrange' },
  ],
});

/** A sequence of numbers that looks random and is always the same. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

/** Changes a few bytes: into others, digits into digits, names into names, or copies a piece elsewhere. */
function broken(bytes: Uint8Array, random: Generator<number, never>): Uint8Array {
  const next = (below: number): number => random.next().value % below;
  const changed = Uint8Array.from(bytes);
  for (let change = next(6); change >= 0; change--) {
    const at = next(changed.length);
    const kind = next(4);
    const digit = changed.findIndex((byte, index) => index >= at && byte >= 0x30 && byte <= 0x39);
    const name = changed.indexOf(0x2f, at);
    if (kind === 0) changed[at] = next(256);
    else if (kind === 1 && digit >= 0) changed[digit] = 0x30 + next(10);
    else if (kind === 2 && name >= 0) changed[name + 1] = 0x41 + next(26);
    else changed.copyWithin(at, next(changed.length), Math.min(changed.length, at + next(80)));
  }
  return changed;
}

test('a file with a little of everything is judged', () => {
  const [verdict] = preflight(rich, { profiles: ['ua1'] });
  expect(verdict!.findings.map(({ clause }) => clause)).toContain('7.18.5');
  expect(structureOf(rich)).toContain('TH scope="Row" "AB');
});

test('broken files are judged or said to be unreadable, and never crash', { timeout: 60_000 }, () => {
  const random = numbers(20261122);
  for (let round = 0; round < 600; round++) {
    const bytes = broken(rich, random);
    for (const verdict of preflight(bytes, { profiles: profileIds })) expect(typeof verdict.conforms).toBe('boolean');
    try {
      structureOf(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadablePdfError);
    }
  }
});
