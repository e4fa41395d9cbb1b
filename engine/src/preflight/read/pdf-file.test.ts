import { createCipheriv } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encryptedPdfs } from '../testing/encrypted-pdfs.ts';
import { tinyPdf } from '../testing/tiny-pdf.ts';
import { decryptCbc, encryptCbc } from './aes.ts';
import { bytesToText, openPdf, PdfRef, PdfStream, UnreadablePdfError } from './index.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const changed = (pdf: Uint8Array, from: string | RegExp, to: string): Uint8Array => bytes(bytesToText(pdf).replace(from, to));

const plain = tinyPdf({ content: 'BT ET', catalog: '/Lang (en)' });

function contentOf(pdf: Uint8Array): string {
  const page = openPdf(pdf).catalog.dict('Pages')!.array('Kids')!.at(0);
  const content = page !== null && typeof page === 'object' && 'stream' in page ? page.stream('Contents') : undefined;
  return bytesToText(content!.decode().bytes);
}

test('a plain file: header, trailer, objects with their place', () => {
  const file = openPdf(plain);
  expect(file.header).toMatchObject({ offset: 0, version: '1.7', eolLength: 1 });
  expect([...file.header!.comment!]).toEqual([0xe2, 0xe3, 0xcf, 0xd3]);
  expect(file.bytesAfterEof).toBe(0);
  expect(file.revisions).toMatchObject([{ kind: 'table', syntax: { gapAfterKeyword: '\n', headersComply: true, oddEntries: 0 } }]);
  expect([...file.objects()].map(({ ref }) => ref.num)).toEqual([1, 2, 3, 4]);
  expect(file.object(1)!.syntax).toEqual({
    offset: 15,
    eolBeforeNumber: true,
    oneSpaceAfterNumber: true,
    oneSpaceAfterGeneration: true,
    eolAfterObj: true,
    eolBeforeEndobj: true,
    eolAfterEndobj: true,
    closed: true,
  });
  expect(file.faults).toEqual([]);
  expect(contentOf(plain)).toBe('BT ET');
});

test('bytes around the file are seen', () => {
  const file = openPdf(bytes(`junk\n${bytesToText(plain)}\nmore`));
  expect(file.header!.offset).toBe(5);
  expect(file.bytesAfterEof).toBe(5);
  expect(file.catalog.string('Lang')?.text).toBe('en');
});

test('how objects and streams are written is kept', () => {
  const file = openPdf(changed(plain, '2 0 obj\n', '2  0 obj '));
  expect(file.object(2)!.syntax).toMatchObject({ oneSpaceAfterNumber: false, eolAfterObj: false });
  const carriage = openPdf(changed(plain, 'stream\nBT ET\nendstream', 'stream\rBT ETendstream')).object(4)!.value;
  expect((carriage as PdfStream).syntax).toMatchObject({ keywordEol: 'cr', endstreamAfterEol: false });
  const long = openPdf(changed(plain, '/Length 5', '/Length 3')).object(4)!.value as PdfStream;
  expect(long.syntax).toMatchObject({ declaredLength: 3, lengthCorrect: false });
  expect(bytesToText(long.raw)).toBe('BT ET');
});

test('a length that is an object of its own is followed, also in a circle', () => {
  expect(contentOf(tinyPdf({ content: '', objects: ['5'], page: '' }))).toBe('');
  const circle = openPdf(changed(plain, '/Length 5', '/Length 4 0 R')).object(4)!.value as PdfStream;
  expect(bytesToText(circle.raw)).toBe('BT ET');
});

test('objects are read from object streams by way of a cross-reference stream', () => {
  const inner = '1 0 2 44 << /Type /Catalog /Pages 2 0 R /Lang (fr) >>   << /Type /Pages /Kids [] /Count 0 >>';
  const first = inner.indexOf('<<');
  const packed = deflateSync(bytes(inner.replace('2 44', `2 ${inner.lastIndexOf('<<') - first}`)));
  let text = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const container = text.length;
  text += `3 0 obj\n<< /Type /ObjStm /N 2 /First ${first} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${bytesToText(packed)}\nendstream\nendobj\n`;
  const xref = text.length;
  const rows = bytesToText(
    Uint8Array.of(0, 0, 0, 0, 2, 0, 3, 0, 2, 0, 3, 1, 1, container >> 8, container & 255, 0, 1, xref >> 8, xref & 255, 0),
  );
  text += `4 0 obj\n<< /Type /XRef /Size 5 /W [1 2 1] /Root 1 0 R /Length ${rows.length} >>\nstream\n${rows}\nendstream\nendobj\nstartxref\n${xref}\n%%EOF\n`;
  const file = openPdf(bytes(text));
  expect(file.catalog.string('Lang')?.text).toBe('fr');
  expect(file.object(2)).toMatchObject({ container: 3, syntax: undefined });
  expect(file.revisions[0]!.kind).toBe('stream');
});

test('of an updated file the newest objects count', () => {
  const text = bytesToText(plain);
  const start = /startxref\n(\d+)/.exec(text)![1];
  const object = text.length;
  const update = `1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Lang (it) >>\nendobj\n`;
  const xref = object + update.length;
  const entry = `${String(object).padStart(10, '0')} 00000 n \n`;
  const file = openPdf(
    bytes(`${text}${update}xref\n1 1\n${entry}trailer\n<< /Size 5 /Root 1 0 R /Prev ${start} >>\nstartxref\n${xref}\n%%EOF\n`),
  );
  expect(file.revisions).toHaveLength(2);
  expect(file.catalog.string('Lang')?.text).toBe('it');
});

test('objects that a hybrid file hides from old readers are found', () => {
  const start = '%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n';
  const objects = ['1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n', '2 0 obj\n<< /Kids [] /Count 0 /Hidden true >>\nendobj\n'];
  const [catalog, hidden] = [start.length, start.length + objects[0]!.length] as const;
  const stream = hidden + objects[1]!.length;
  const rows = bytesToText(Uint8Array.of(1, hidden >> 8, hidden & 255, 0));
  const xrefStream = `3 0 obj\n<< /Type /XRef /Size 4 /W [1 2 1] /Index [2 1] /Length 4 >>\nstream\n${rows}\nendstream\nendobj\n`;
  const entry = (offset: number, kind: string): string =>
    `${String(offset).padStart(10, '0')} ${kind === 'f' ? '65535' : '00000'} ${kind} \n`;
  const table = `xref\n0 3\n${entry(0, 'f')}${entry(catalog, 'n')}${entry(0, 'f')}`;
  const xref = stream + xrefStream.length;
  const trailer = `trailer\n<< /Size 4 /Root 1 0 R /XRefStm ${stream} >>\nstartxref\n${xref}\n%%EOF\n`;
  const file = openPdf(bytes(`${start}${objects.join('')}${xrefStream}${table}${trailer}`));
  expect(file.catalog.dict('Pages')?.get('Hidden')).toBe(true);
  expect(file.faults).toEqual([]);
});

test('a broken cross-reference is made good by searching, and said', () => {
  const file = openPdf(changed(plain, /startxref\n\d+/, 'startxref\n99999'));
  expect(file.catalog.string('Lang')?.text).toBe('en');
  expect(file.faults).toMatchObject([{ message: expect.stringContaining('cross-references') }]);
  const moved = openPdf(changed(plain, /(\d{10}) 00000 n \n(?=trailer)/, '0000000003 00000 n \n'));
  expect(moved.get(new PdfRef(4, 0))!.value).toBeInstanceOf(PdfStream);
  expect(moved.faults).toMatchObject([{ ref: { num: 4 } }]);
});

test('cross-references in a circle and references in a circle end', () => {
  const xref = /startxref\n(\d+)/.exec(bytesToText(plain))![1];
  const file = openPdf(changed(plain, '/Root 1 0 R', `/Root 1 0 R /Prev ${xref} /Loop 5 0 R`));
  expect(file.revisions).toHaveLength(1);
  const loop = openPdf(tinyPdf({ objects: ['6 0 R', '5 0 R'] }));
  expect(loop.resolve(new PdfRef(5, 0))).toBeNull();
});

test.each(['', 'no PDF at all', '%PDF-1.7\n', '%PDF-1.7\n1 0 obj\n42\nendobj\n'])('%j is refused with a reason', (text) => {
  expect(() => openPdf(bytes(text))).toThrow(UnreadablePdfError);
});

test.each(Object.keys(encryptedPdfs).filter((name) => name !== 'locked'))(
  'a file encrypted by %s opens with the empty password',
  (name) => {
    const pdf = Buffer.from(encryptedPdfs[name]!, 'base64');
    const file = openPdf(pdf);
    expect([file.encrypted, file.locked]).toEqual([true, false]);
    expect(file.catalog.string('Lang')?.text).toBe('en-GB');
    expect(contentOf(pdf)).toBe('BT (Hello) Tj ET');
  },
);

test('a file that wants a password is locked', () => {
  expect(openPdf(Buffer.from(encryptedPdfs.locked!, 'base64')).locked).toBe(true);
});

test.each([16, 32])('AES with keys of %i bytes is that of Node', (length) => {
  const key = Uint8Array.from({ length }, (_, i) => i * 7 + 1);
  const iv = Uint8Array.from({ length: 16 }, (_, i) => 255 - i);
  const text = Uint8Array.from({ length: 64 }, (_, i) => i * i);
  const cipher = createCipheriv(`aes-${length * 8}-cbc`, key, iv).setAutoPadding(false);
  const encrypted = Buffer.concat([cipher.update(text), cipher.final()]);
  expect(Buffer.from(encryptCbc(text, key, iv)).equals(encrypted)).toBe(true);
  expect([...decryptCbc(encrypted, key, iv)]).toEqual([...text]);
});
