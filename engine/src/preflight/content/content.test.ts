import { expect, test } from 'vitest';
import { openPdf } from '../read/index.ts';
import { Subject } from '../subject.ts';
import { type TinyPdf, tinyPdf } from '../testing/tiny-pdf.ts';
import type { ContentFacts } from './facts.ts';

const subjectOf = (parts: TinyPdf): Subject => new Subject(openPdf(tinyPdf(parts)));
const contentOf = (parts: TinyPdf): ContentFacts => subjectOf(parts).content;

/** A structure of one paragraph that owns MCID 0 of the page; objects 5 to 7. */
const tagged = {
  catalog: '/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>',
  page: '/StructParents 0 /Resources << /Font << /F1 8 0 R >> /XObject << /X1 9 0 R >> /Properties << /P1 << /Lang (fr) >> >> >>',
  objects: [
    '<< /Type /StructTreeRoot /K 6 0 R /ParentTree 7 0 R >>',
    '<< /Type /StructElem /S /P /P 5 0 R /K 0 /Pg 3 0 R >>',
    '<< /Nums [0 [6 0 R]] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ],
} as const;

test('content that is neither tagged nor an artifact is found, other content not', () => {
  const content = '/P << /MCID 0 >> BDC BT /F1 12 Tf (in) Tj ET EMC /Artifact BMC 0 0 9 9 re f EMC 0 0 5 5 re S';
  expect(contentOf({ ...tagged, content }).loose.map(({ what, page }) => [what, page])).toEqual([['path', 1]]);
});

test('an MCID that the structure does not know tags nothing', () => {
  expect(contentOf({ ...tagged, content: '/P << /MCID 7 >> BDC 0 0 9 9 re f EMC' }).loose).toHaveLength(1);
});

test('artifacts within tagged content and tagged content within artifacts are told apart', () => {
  const facts = contentOf({
    ...tagged,
    content: '/P << /MCID 0 >> BDC /Artifact BMC EMC EMC /Artifact << /Type /Pagination >> BDC /P << /MCID 0 >> BDC EMC EMC',
  });
  expect([facts.artifactsInTagged.length, facts.taggedInArtifacts.length]).toEqual([1, 1]);
});

test('a form inherits what is around it, and is run for each place', () => {
  const form = { dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]', data: '0 0 1 1 re f' };
  const content = '/P << /MCID 0 >> BDC /X1 Do EMC /X1 Do';
  const facts = contentOf({ ...tagged, objects: [...tagged.objects, form], content });
  expect(facts.loose).toHaveLength(1);
  expect(facts.streams.find(({ kind }) => kind === 'form')?.uses).toBe(2);
});

test('forms that run themselves come to an end', () => {
  const form = {
    dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 9 0 R >> >>',
    data: '/X1 Do q /X1 Do Q',
  };
  const facts = contentOf({ ...tagged, objects: [...tagged.objects, form], content: '/X1 Do' });
  expect(facts.streams.map(({ kind, uses }) => [kind, uses])).toEqual([
    ['page', 1],
    ['form', 3],
  ]);
});

test('language is that of marks and structure', () => {
  const show = 'BT /F1 12 Tf (text) Tj ET';
  expect(contentOf({ ...tagged, content: `/P << /MCID 0 >> BDC ${show} EMC` }).textWithoutLanguage).toHaveLength(1);
  expect(contentOf({ ...tagged, content: `/P << /MCID 0 >> BDC /Span /P1 BDC ${show} EMC EMC` }).textWithoutLanguage).toHaveLength(0);
});

test('text goes to its sequence, with blanks where it stands apart', () => {
  const subject = subjectOf({
    ...tagged,
    content: '/P << /MCID 0 >> BDC BT /F1 10 Tf 20 100 Td [(Ta) 80 (ble) -900 (one)] TJ 0 -12 Td (next) Tj ET EMC',
  });
  expect(subject.content.textOf(subject.pages[0]!.dict, 0)).toBe('Table one next');
});

test('codes are known with how they are shown', () => {
  const facts = contentOf({ ...tagged, content: 'BT /F1 12 Tf 3 Tr (ab) Tj 0 Tr (b) Tj ET' });
  const [use] = facts.fonts.values();
  expect([...use!.codes.values()].map(({ code, rendered }) => [code, rendered])).toEqual([
    [97, false],
    [98, true],
  ]);
});

test('inline images end where they end, whatever is in them', () => {
  const facts = contentOf({ ...tagged, content: 'BI /W 2 /H 2 /BPC 8 /CS /G ID \u0001 EI \u0002\u0003\nEI 0 g 0 0 1 1 re f' });
  expect(facts.streams[0]!.inlineImages).toHaveLength(1);
  expect([...facts.streams[0]!.undefinedOperators]).toEqual([]);
  expect(facts.loose.map(({ what }) => what)).toEqual(['image', 'path']);
});

test('undefined operators, missing resources and unbalanced states are told', () => {
  const [page] = contentOf({ ...tagged, content: 'BX foo EX /F9 1 Tf /X9 Do q q Q Q Q EMC' }).streams;
  expect([...page!.undefinedOperators]).toEqual(['foo']);
  expect([...page!.missingResources]).toEqual(['Font/F9', 'XObject/X9']);
  expect([page!.deepestSave, page!.unbalancedRestore, page!.unbalancedMarks]).toEqual([2, true, true]);
});

test('colours are told where they are painted with, device colours also where they are chosen, with overprint and stand-ins', () => {
  const facts = contentOf({
    page: '/Resources << /ColorSpace << /DefaultRGB [/CalRGB << >>] /C1 [/Separation /Spot /DeviceCMYK 9 0 R] >> /ExtGState << /G1 << /op true /OPM 1 >> >> >>',
    content: '/G1 gs 1 0 0 rg 0 0 9 9 re f /C1 CS 1 SCN 0 0 m 9 9 l S 1 0 0 0 k /C1 cs',
  });
  expect(facts.colours.map(({ usage, overprint, overprintMode, standIn }) => [usage, overprint, overprintMode, standIn !== null])).toEqual([
    ['fill', true, 1, true],
    ['stroke', false, 1, false],
    ['fill', true, 1, false],
  ]);
});
