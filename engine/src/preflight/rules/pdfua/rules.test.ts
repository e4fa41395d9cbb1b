import { describe, expect, test } from 'vitest';
import { openPdf } from '../../read/index.ts';
import { Subject } from '../../subject.ts';
import { type TaggedPdf, taggedPdf } from '../../testing/tagged-pdf.ts';
import { tinyType1 } from '../../testing/tiny-fonts.ts';
import { pdfuaRules } from './index.ts';

const metadata = (part: string): string =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">${part}<dc:title><rdf:Alt><rdf:li xml:lang="x-default">T</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>`;

const scope = '/A << /O /Table /Scope /Column >>';

/** A document with a little of everything, as PDF/UA-1 wants it. */
const good: TaggedPdf = {
  catalog:
    '/Lang (en) /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >> /Metadata 5 0 R /AcroForm << /Fields [9 0 R] >> /OCProperties << /D << /Name (Layers) >> >>',
  page: '/Tabs /S /Annots [8 0 R 9 0 R 10 0 R] /Resources << /Font << /F1 6 0 R >> /XObject << /X1 11 0 R >> >>',
  content: [
    '/H1 << /MCID 0 >> BDC BT /F1 9 Tf (A) Tj ET EMC /P << /MCID 1 >> BDC BT /F1 9 Tf (AB) Tj ET EMC',
    '/Figure << /MCID 2 >> BDC 0 0 9 9 re f EMC /Artifact BMC /X1 Do EMC',
  ].join('\n'),
  objects: [
    { dict: '/Type /Metadata /Subtype /XML', data: metadata('<pdfuaid:part>1</pdfuaid:part>') },
    '<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Tiny /Encoding /WinAnsiEncoding /FirstChar 65 /LastChar 66 /Widths [722 300] /FontDescriptor << /Flags 32 /FontFile 7 0 R /CharSet (/A/B) >> >>',
    { dict: '', data: String.fromCharCode(...tinyType1({ A: 722, B: 300 })) },
    '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /StructParent 1 /Contents (Our page) /A << /S /URI /URI (https://a.example) >> >>',
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /TU (Your name) /Rect [0 0 9 9] /StructParent 2 >>',
    '<< /Type /Annot /Subtype /Text /Contents (A note) /Rect [0 0 9 9] /StructParent 3 >>',
    { dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]', data: '0 0 5 5 re S' },
  ],
  tree: [
    'Document',
    '',
    ['H1', '', 0],
    ['P', '/Lang (de-DE)', 1, ['Link', '', { object: '8 0 R', key: 1 }], ['Note', '/ID (n1)']],
    ['L', '', ['LI', '', ['Lbl', ''], ['LBody', '']]],
    [
      'Table',
      '',
      ['THead', '', ['TR', '', ['TH', scope], ['TH', scope]]],
      ['TBody', '', ['TR', '', ['TD', ''], ['TD', '']], ['TR', '', ['TD', '/A << /O /Table /ColSpan 2 >>']]],
    ],
    ['Figure', '/Alt (A square)', 2],
    ['Formula', '/ActualText (a + b)'],
    ['Form', '', { object: '9 0 R', key: 2 }],
    ['Annot', '', { object: '10 0 R', key: 3 }],
  ],
};

/** Clauses and numbers of the rules that a document breaks. */
function broken(bytes: Uint8Array): string[] {
  const subject = new Subject(openPdf(bytes));
  return pdfuaRules.filter(({ check }) => [...check(subject)].length > 0).map(({ clause, test: number }) => `${clause}-${number}`);
}

/** The good document with some things written otherwise; offsets are mended by the reader. */
function changed(...changes: readonly (readonly [from: string | RegExp, to: string])[]): Uint8Array {
  let text = String.fromCharCode(...taggedPdf(good));
  for (const [from, to] of changes) {
    const other = text.replace(from, to);
    if (other === text) throw new Error(`${from} is not in the document`);
    text = other;
  }
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

test('a good document has no findings', () => {
  expect(broken(taggedPdf(good))).toEqual([]);
});

describe('each rule finds what it is there for', () => {
  test.each<readonly [rule: string, from: string | RegExp, to: string]>([
    ['5-1', '<pdfuaid:part>1</pdfuaid:part>', ''],
    ['5-2', '<pdfuaid:part>1', '<pdfuaid:part>2'],
    ['5-3', /pdfuaid/g, 'ua'],
    ['6.1-1', '%PDF-1.7', '%PDF-2.0'],
    ['6.2-1', '/Marked true', '/Marked false'],
    ['7.1-1', '/P << /MCID 1 >> BDC', '/P << /MCID 1 >> BDC /Artifact BMC EMC'],
    ['7.1-2', '/Figure << /MCID 2 >> BDC', '/Artifact BMC /P << /MCID 2 >> BDC EMC EMC /Figure << /MCID 2 >> BDC'],
    ['7.1-3', '/Artifact BMC /X1 Do EMC', '/X1 Do'],
    ['7.1-4', '/Marked true', '/Marked true /Suspects true'],
    ['7.1-5', '/S /Formula', '/S /Sum'],
    ['7.1-6', '/ParentTree', '/RoleMap << /Note /Note >> /ParentTree'],
    ['7.1-7', '/ParentTree', '/RoleMap << /Note /P >> /ParentTree'],
    ['7.1-8', '/Metadata 5 0 R', ''],
    ['7.1-9', /<dc:title>.*<\/dc:title>/, ''],
    ['7.1-10', '/DisplayDocTitle true', '/DisplayDocTitle false'],
    ['7.1-11', /\/StructTreeRoot \d+ 0 R/, ''],
    ['7.1-12', /\/S \/Formula \/P \d+ 0 R/, '/S /Formula'],
    ['7.2-3', '/S /TBody', '/S /P'],
    ['7.2-4', '/S /TBody', '/S /Sect'],
    ['7.2-5', '/S /Table', '/S /Sect'],
    ['7.2-8', '/S /TR', '/S /P'],
    ['7.2-10', /\/S \/TD/, '/S /P'],
    ['7.2-14', '/S /TBody', '/S /TFoot'],
    ['7.2-17', /\/S \/L /, '/S /Div '],
    ['7.2-19', /\/S \/LI /, '/S /P '],
    ['7.2-20', '/S /LBody', '/S /P'],
    ['7.2-21', '/Lang (en)', ''],
    ['7.2-22', '/Lang (en)', ''],
    ['7.2-24', '/Lang (en)', ''],
    ['7.2-25', '/Lang (en)', ''],
    ['7.2-29', '/Lang (de-DE)', '/Lang (deutsch-DE!)'],
    ['7.2-33', '/Lang (en)', ''],
    ['7.2-34', '/Lang (en)', ''],
    ['7.2-42', '/ColSpan 2', '/ColSpan 3'],
    ['7.2-41', '/ColSpan 2', '/ColSpan 2 /RowSpan 2'],
    ['7.3-1', '/Alt (A square)', '/Alt ()'],
    ['7.4.2-1', '/S /H1', '/S /H2'],
    ['7.4.4-3', /\/S \/LBody/, '/S /H'],
    ['7.5-1', /\/Scope \/Column/, '/Scope /None'],
    ['7.7-1', '/ActualText (a + b)', ''],
    ['7.9-1', '/ID (n1)', ''],
    ['7.10-1', '/Name (Layers)', ''],
    ['7.10-2', '/Name (Layers)', '/Name (Layers) /AS []'],
    ['7.11-1', '/Name (Layers)', '/Name (Layers) /X << /EF << >> /F (a) >>'],
    ['7.18.1-1', '/StructParent 3', ''],
    ['7.18.1-2', '/Contents (A note)', ''],
    ['7.18.1-3', '/TU (Your name)', ''],
    ['7.18.3-1', '/Tabs /S', '/Tabs /R'],
    ['7.18.4-1', '/StructParent 2', ''],
    ['7.18.5-1', '/StructParent 1', '/StructParent 2'],
    ['7.18.5-2', '/Contents (Our page)', '/Contents ()'],
    ['7.18.8-1', '/Subtype /Text', '/Subtype /PrinterMark'],
    ['7.20-1', '/Subtype /Form', '/Subtype /Form /Ref << >>'],
    ['7.21.4.1-1', '/FontFile 7 0 R', ''],
    ['7.21.4.1-2', '(AB) Tj', '(AC) Tj'],
    ['7.21.4.2-1', '/CharSet (/A/B)', '/CharSet (/A)'],
    ['7.21.5-1', '/Widths [722 300]', '/Widths [722 310]'],
    ['7.21.7-1', '/Encoding /WinAnsiEncoding', '/Encoding << /Differences [65 /g65] >>'],
    ['7.21.8-1', '(AB) Tj', '(A\\001) Tj'],
  ])('%s', (rule, from, to) => {
    expect(broken(changed([from, to]))).toContain(rule);
  });

  test('7.2-30', () => {
    const span = '/P << /MCID 1 >> BDC /Span << /ActualText (a) >> BDC EMC';
    expect(broken(changed(['/Lang (en)', ''], ['/Lang (de-DE)', ''], ['/P << /MCID 1 >> BDC', span]))).toContain('7.2-30');
  });

  test('7.5-2', () => {
    const nowhere = '/ColSpan 2 /Headers [(nowhere)]';
    expect(broken(changed([/\/Scope \/Column/g, ''], ['/ColSpan 2', nowhere]))).toContain('7.5-2');
    expect(broken(changed(['/ColSpan 2', nowhere]))).toEqual([]);
  });
});

test('a finding tells page, object and path', () => {
  const subject = new Subject(openPdf(changed(['/Alt (A square)', ''])));
  const [fault] = pdfuaRules.find(({ clause }) => clause === '7.3')!.check(subject);
  expect(fault).toMatchObject({ page: 1, path: 'Document > Figure', what: 'A Figure element has neither Alt nor ActualText.' });
  expect(fault!.object!.num).toBeGreaterThan(11);
});

test('hidden annotations and those outside the page need no place in the structure', () => {
  expect(broken(changed(['/StructParent 3', '/F 2']))).toEqual([]);
  expect(broken(changed(['/Rect [0 0 9 9] /StructParent 1', '/Rect [300 0 309 9]']))).toEqual([]);
});

test('elements that only group change nothing for what stands in what', () => {
  const list: TaggedPdf['tree'] = ['L', '', ['NonStruct', '', ['LI', '', ['NonStruct', '', ['LBody', '']]]]];
  const table: TaggedPdf['tree'] = ['Table', '', ['NonStruct', '', ['TR', '', ['TH', scope]]]];
  expect(broken(taggedPdf({ ...good, tree: [...good.tree, list, table] as TaggedPdf['tree'] }))).toEqual([]);
  const odd: TaggedPdf['tree'] = ['L', '', ['NonStruct', '', ['P', '']]];
  expect(broken(taggedPdf({ ...good, tree: [...good.tree, odd] as TaggedPdf['tree'] }))).toEqual(['7.2-19']);
});
