import { expect, test } from 'vitest';
import { preflight } from '../../preflight.ts';
import { bytesToText } from '../../read/index.ts';
import type { ProfileId } from '../../rule.ts';
import { encryptedPdfs } from '../../testing/encrypted-pdfs.ts';
import { type TinyPdf, tinyPdf } from '../../testing/tiny-pdf.ts';
import { rules } from '../index.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const changed = (document: TinyPdf, from: string | RegExp, to: string): Uint8Array =>
  latin1(bytesToText(tinyPdf(document)).replace(from, to));

/** The rules that a file breaks, as `clause-test`. */
function broken(pdf: Uint8Array, profile: ProfileId = '2b'): Set<string> {
  return new Set(preflight(pdf, { profiles: [profile] })[0]!.findings.map(({ clause, test: number }) => `${clause}-${number}`));
}

const xmp = (properties: string): { dict: string; data: string } => ({
  dict: '/Type /Metadata /Subtype /XML',
  data: `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:e="urn:e"><rdf:Description rdf:about="">${properties}</rdf:Description></rdf:RDF><?xpacket end="w"?>`,
});
const identified = '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>';

/** An ICC header and nothing else. */
function icc(deviceClass: string, colorSpace: string): { dict: string; data: string } {
  const header = `\0\0\0\u0080\0\0\0\0\u0002\u0010\0\0${deviceClass}${colorSpace}XYZ \0\0\0\0\0\0\0\0\0\0\0\0acsp`.padEnd(128, '\0');
  return { dict: `/N ${{ GRAY: 1, 'RGB ': 3 }[colorSpace] ?? 4}`, data: header };
}
const intent = '/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile 5 0 R >>]';

/** What conforms to PDF/A-2b; all cases are changes of it. */
const good: TinyPdf = {
  catalog: `/Metadata 6 0 R ${intent}`,
  content: '1 0 0 rg 0 0 9 9 re f',
  objects: [icc('mntr', 'RGB '), xmp(identified)],
};
const id = '/Root 1 0 R /ID [<AB> <AB>]';
const withId = (document: TinyPdf): Uint8Array => changed(document, '/Root 1 0 R', id);

test('a small file with identification, output intent and metadata conforms', () => {
  expect(preflight(withId(good), { profiles: ['2b'] })).toEqual([{ profile: '2b', conforms: true, findings: [], omitted: 0 }]);
});

test.each<[string, string | RegExp, string]>([
  ['6.1.2-1', '%PDF-1.7', '%PDF-2.0'],
  ['6.1.2-2', '%\u00e2\u00e3\u00cf\u00d3', '%abcd'],
  ['6.1.3-1', id, '/Root 1 0 R'],
  ['6.1.3-3', /%%EOF\n$/, '%%EOF\nmore'],
  ['6.1.4-1', /xref\n0 (\d+)/, 'xref\n0  $1'],
  ['6.1.4-2', 'xref\n0', 'xref \n0'],
  ['6.1.4-3', /startxref\n\d+/, 'startxref\n7'],
  ['6.1.9-1', '3 0 obj\n', '3 0 obj '],
])('%s is found where %s is changed', (rule, from, to) => {
  const pdf = bytesToText(withId(good));
  expect(broken(latin1(pdf))).not.toContain(rule);
  expect(broken(latin1(pdf.replace(from, to)))).toContain(rule);
});

const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Nowhere /FirstChar 65 /LastChar 65 /Widths [500] >>';
const image = (entries: string): { dict: string; data: string } => ({
  dict: `/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB ${entries}`,
  data: 'abc',
});
const show = { content: '/X Do', page: '/Resources << /XObject << /X 7 0 R >> >>' };
const state = (entries: string): TinyPdf => ({ content: '/G gs', page: `/Resources << /ExtGState << /G << ${entries} >> >> >>` });
const annotation = (entries: string): TinyPdf => ({ page: `/Annots [<< /Type /Annot /Rect [0 0 9 9] ${entries} >>]` });
const form = (entries: string): TinyPdf => ({
  ...show,
  objects: [{ dict: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] ${entries}`, data: '' }],
});

test.each<[string, TinyPdf]>([
  ['6.1.6-1', { objects: ['<ABC>'] }],
  ['6.1.6-2', { objects: ['<AX>'] }],
  ['6.1.7.1-3', { objects: [{ dict: '/F (outside)', data: '' }] }],
  ['6.1.7.2-1', { objects: [{ dict: '/Filter /LZWDecode', data: '\u0080\u0000' }] }],
  ['6.1.10-1', { content: 'BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID x EI' }],
  ['6.1.12-1', { catalog: '/Perms << /Other 1 0 R >>' }],
  ['6.1.13-1', { objects: ['2147483648'] }],
  ['6.1.13-3', { objects: [`(${'x'.repeat(32768)})`] }],
  ['6.1.13-4', { objects: [`/${'x'.repeat(128)}`] }],
  ['6.1.13-8', { content: `${'q '.repeat(29)}${'Q '.repeat(29)}` }],
  ['6.1.13-11', { page: '/CropBox [0 0 2 200]' }],
  ['6.2.2-1', { content: 'BX dance EX' }],
  ['6.2.2-2', { content: '/X Do' }],
  ['6.2.4.3-3', { content: '0 0 0 1 k' }],
  [
    '6.2.4.4-3',
    {
      content: '/S cs 1 scn 0 0 9 9 re f',
      page: '/Resources << /ColorSpace << /S [/Separation /Ink /DeviceCMYK << /FunctionType 2 >>] >> >>',
    },
  ],
  ['6.2.4.5-1', { content: '/S cs 1 scn 0 0 9 9 re f', page: '/Resources << /ColorSpace << /S [/Indexed /DeviceCMYK 0 <00000000>] >> >>' }],
  ['6.2.5-1', state('/TR /Identity')],
  ['6.2.5-2', state('/TR2 /Identity')],
  ['6.2.5-3', state('/HTP [0 0]')],
  ['6.2.5-4', state('/HT << /HalftoneType 6 >>')],
  ['6.2.5-5', state('/HT << /HalftoneType 1 /HalftoneName (x) >>')],
  ['6.2.6-1', { content: '/Custom ri' }],
  ['6.2.8.1-1', { ...show, objects: [image('/Alternates []')] }],
  ['6.2.8.1-2', { ...show, objects: [image('/OPI << >>')] }],
  ['6.2.8.1-3', { ...show, objects: [image('/Interpolate true')] }],
  ['6.2.8.3-1', { ...show, objects: [image('/Filter /JPXDecode')] }],
  ['6.2.9.1-1', form('/PS null /OPI << >>')],
  ['6.2.9.2-1', form('/Ref << >>')],
  ['6.2.9.3-1', { ...show, objects: [{ dict: '/Type /XObject /Subtype /PS', data: '' }] }],
  ['6.2.10-1', state('/BM /Shine')],
  ['6.2.11.2-4', { content: 'BT /F 9 Tf (A) Tj ET', page: `/Resources << /Font << /F ${font.replace('/FirstChar 65', '')} >> >>` }],
  ['6.2.11.2-6', { content: 'BT /F 9 Tf (A) Tj ET', page: `/Resources << /Font << /F ${font.replace('[500]', '[]')} >> >>` }],
  ['6.2.11.4.1-1', { content: 'BT /F 9 Tf (A) Tj ET', page: `/Resources << /Font << /F ${font} >> >>` }],
  ['6.3.1-1', annotation('/Subtype /Movie /F 4')],
  ['6.3.2-1', annotation('/Subtype /Link')],
  ['6.3.2-2', annotation('/Subtype /Link /F 6')],
  ['6.3.3-1', annotation('/Subtype /Square /F 4')],
  ['6.3.3-2', annotation('/Subtype /Square /F 4 /AP << /N 4 0 R /D 4 0 R >>')],
  ['6.4.1-1', annotation('/Subtype /Widget /F 4 /A << /S /GoTo >>')],
  ['6.4.1-2', { catalog: '/AcroForm << /Fields [<< /T (a) /AA << >> >>] >>' }],
  ['6.4.1-3', { catalog: '/AcroForm << /Fields [] /NeedAppearances true >>' }],
  ['6.4.2-1', { catalog: '/AcroForm << /Fields [] /XFA [] >>' }],
  ['6.4.2-2', { catalog: '/NeedsRendering true' }],
  ['6.4.3-1', { catalog: '/AcroForm << /Fields [<< /FT /Sig /V << /Contents <00> /ByteRange [0 1 2 3] >> >>] >>' }],
  ['6.4.3-2', { catalog: '/AcroForm << /Fields [<< /FT /Sig /V << /SubFilter /adbe.pkcs7.detached /Contents <00> >> >>] >>' }],
  ['6.5.1-1', { catalog: '/OpenAction << /S /JavaScript /JS (1) >>' }],
  ['6.5.1-1', { catalog: '/OpenAction << /S /GoTo /Next [<< /S /Launch >>] >>' }],
  ['6.5.1-2', { catalog: '/OpenAction << /S /Named /N /Print >>' }],
  ['6.5.2-1', { catalog: '/AA << >>' }],
  ['6.5.2-2', { page: '/AA << >>' }],
  ['6.8-2', { objects: ['<< /Type /Filespec /F (a) /EF << /F 4 0 R >> >>'] }],
  ['6.8-5', { objects: ['<< /Type /Filespec /F (a) /UF (a) /EF << /F 4 0 R >> >>'] }],
  ['6.9-1', { catalog: '/OCProperties << /OCGs [] /D << >> >>' }],
  ['6.9-2', { catalog: '/OCProperties << /OCGs [] /D << /Name (a) >> /Configs [<< /Name (a) >>] >>' }],
  ['6.9-3', { catalog: '/OCProperties << /OCGs [7 0 R] /D << /Name (a) /Order [] >> >>', objects: ['<< /Type /OCG /Name (b) >>'] }],
  ['6.9-4', { catalog: '/OCProperties << /OCGs [] /D << /Name (a) /AS [] >> >>' }],
  ['6.10-1', { catalog: '/Names << /AlternatePresentations << >> >>' }],
  ['6.10-2', { page: '/PresSteps << >>' }],
  ['6.11-1', { catalog: '/Requirements []' }],
])('%s is found in a file that breaks it', (rule, { catalog = '', page = '', content, objects = [] }) => {
  expect(rules.some(({ clause, test: number }) => `${clause}-${number}` === rule)).toBe(true);
  const bad = { catalog: `${good.catalog} ${catalog}`, page, content: content ?? good.content!, objects: [...good.objects!, ...objects] };
  expect(broken(withId(bad))).toContain(rule);
});

test.each<[string, string]>([
  ['6.6.2.1-4', '<dc:title>'],
  ['6.6.2.3.1-1', `${identified}<dc:title>no choice by language</dc:title>`],
  ['6.6.2.3.2-1', `${identified}<e:own>1</e:own>`],
  ['6.6.4-1', ''],
  ['6.6.4-2', identified.replace('2<', '1<')],
  ['6.6.4-3', identified.replace('B<', 'X<')],
])('%s is found in metadata that break it', (rule, properties) => {
  expect(broken(withId({ ...good, objects: [icc('mntr', 'RGB '), xmp(properties)] }))).toContain(rule);
});

test('an output intent must fit its profile and the colours', () => {
  expect(broken(withId({ ...good, objects: [icc('scnr', 'RGB '), xmp(identified)] }))).toContain('6.2.3-1');
  expect(broken(withId({ ...good, objects: [icc('mntr', 'GRAY'), xmp(identified)] }))).toEqual(new Set(['6.2.4.3-2']));
  expect(broken(withId({ ...good, catalog: '/Metadata 6 0 R' }))).toContain('6.2.4.3-2');
});

test('level A wants structure, PDF/A-3 the relationship of its attachments', () => {
  const found = broken(withId({ ...good, objects: [...good.objects!, '<< /F (a) /UF (a) /EF << /F 4 0 R >> >>'] }), '3a');
  for (const rule of ['6.7.2.2-1', '6.7.3.3-1', '6.8-1', '6.8-3', '6.8-4', '6.6.4-2', '6.6.4-3']) expect(found).toContain(rule);
});

test('an encrypted file does not conform; one that cannot be opened is said to be so', () => {
  expect(broken(Buffer.from(encryptedPdfs['AES, 128 bits']!, 'base64'))).toContain('6.1.3-2');
  expect(broken(Buffer.from(encryptedPdfs.locked!, 'base64'))).toContain('0-1');
});

test('what is no PDF has one finding that says so', () => {
  const [verdict] = preflight(latin1('Dear Sir'), { profiles: ['3b'] });
  expect(verdict).toMatchObject({ conforms: false, findings: [{ message: expect.stringContaining('cannot be read as PDF') }] });
});
