import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../../test/bundles.ts';
import { check, compile, type Format, type Program } from '../../../compose.ts';
import type { Node } from '../../../template/model.ts';
import { findFaults } from '../testing/conformance.ts';
import { ghostscriptComplaints, mupdfText, popplerStructure, popplerText, qpdfCheck, qpdfObjects } from '../testing/readers.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const FORM: readonly Node[] = [
  { type: 'heading', level: 1, text: 'Change of address' },
  { type: 'field', kind: 'text', name: 'surname', label: 'Surname', value: "'Łucja Ørsted'", required: true, maxLength: 40 },
  { type: 'field', kind: 'text', name: 'iban', label: 'IBAN', comb: true, maxLength: 22, value: "'DE8937040044'" },
  { type: 'field', kind: 'date', name: 'from', label: 'Valid from', value: "'2026-03-31'", width: 50 },
  {
    ...{ type: 'field', kind: 'choice', name: 'country', label: 'Country', value: "'de'" },
    options: [
      { value: 'de', label: 'Germany' },
      { value: 'fr', label: 'France (main land)' },
    ],
  },
  { type: 'field', kind: 'multiline', name: 'note', label: 'Anything else?' },
  { type: 'field', kind: 'checkbox', name: 'news', label: 'Tell me news', value: 'vip' },
  { type: 'field', kind: 'checkbox', name: 'news', label: 'Tell me more' },
  {
    ...{ type: 'field', kind: 'radio', name: 'pay', label: 'How do you pay?', value: "'transfer'" },
    options: [
      { value: 'debit', label: 'Direct debit' },
      { value: 'transfer', label: 'Bank transfer' },
    ],
  },
  { type: 'field', kind: 'signature', name: 'sign', label: 'Signature', width: 90 },
];

let program: Program;
let pdf: Uint8Array;

beforeAll(async () => {
  program = await compile(smallBundle(FORM));
  pdf = bytesOf(program);
});

function bytesOf(of: Program): Uint8Array {
  const rendition = of.compose(smallRecord, 'pdf');
  if (rendition.format !== 'pdf') throw new Error('no PDF');
  return rendition.bytes;
}

/** The form as pdf.js writes it when somebody has typed into a field. */
async function filledIn(name: string, value: string): Promise<Uint8Array> {
  const document = await getDocument({ data: Uint8Array.from(pdf), verbosity: 0 }).promise;
  const annotations = await (await document.getPage(1)).getAnnotations();
  const { id } = annotations.find(({ fieldName }) => fieldName === name) as { readonly id: string };
  document.annotationStorage.setValue(id, { value });
  const saved = await document.saveDocument();
  await document.loadingTask.destroy();
  return saved;
}

const textOf = (format: Format): string => JSON.stringify(program.compose(smallRecord, format)).replaceAll('\\"', '"');

/** The fields as qpdf reads them: name, value, kind, description. */
function fieldsOf(file: Uint8Array): { fullname: string; value: unknown; fieldtype: string; alternativename: string }[] {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-fields-'));
  try {
    writeFileSync(join(folder, 'form.pdf'), file);
    const json = execFileSync('qpdf', ['--json', '--json-key=acroform', join(folder, 'form.pdf')], { maxBuffer: 1 << 26 });
    return JSON.parse(json.toString()).acroform.fields;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a form', () => {
  it('keeps to PDF/A-2a and PDF/UA-1', async () => {
    expect(await findFaults(pdf)).toEqual([]);
  });

  it('is found clean by qpdf, MuPDF and Ghostscript', async () => {
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
    expect((await mupdfText(pdf)).complaints).toBe('');
    expect(await ghostscriptComplaints(pdf)).toBe('');
  });

  it('has its fields with names, values and descriptions; equal names are numbered', () => {
    const fields = fieldsOf(pdf).map(({ fullname, value, fieldtype }) => [fullname, fieldtype, value]);
    expect(fields).toEqual([
      ['surname', '/Tx', 'u:Łucja Ørsted'],
      ['iban', '/Tx', 'u:DE8937040044'],
      ['from', '/Tx', 'u:2026-03-31'],
      ['country', '/Ch', 'u:de'],
      ['note', '/Tx', null],
      ['news', '/Btn', '/on'],
      ['news-2', '/Btn', '/Off'],
      ['pay', '/Btn', '/transfer'],
      ['pay', '/Btn', '/transfer'],
      ['sign', '/Sig', null],
    ]);
    expect(fieldsOf(pdf)[0]!.alternativename).toBe('Surname');
  });

  it('shows what its fields hold', async () => {
    const text = await popplerText(pdf);
    for (const shown of ['Łucja Ørsted', '31 Mar 2026', 'Germany']) expect(text).toContain(shown);
    expect(text).not.toContain('France');
  });

  it('reads each label before its field', async () => {
    const structure = (await popplerStructure(pdf)).replace(/\s+/g, ' ');
    expect(structure).toMatch(/"Surname \*" Form Object/);
    expect(structure).toMatch(/Form Object \d+ 0 P \(block\) "Tell me news"/);
  });

  it('embeds a font that people of all Europe can type with', async () => {
    expect(await qpdfObjects(pdf)).toMatch(/\/DA \(\/T1 10 Tf 0 g\)/);
    expect(await popplerText(await filledIn('surname', 'Zażółć Ωμέγα Жук Đặng'))).toContain('Zażółć Ωμέγα Жук Đặng');
  });

  it('costs a letter without fields nothing', async () => {
    const plain = bytesOf(await compile(smallBundle([{ type: 'paragraph', text: 'Plain' }]), { formats: ['pdf'] }));
    expect(await qpdfObjects(plain)).not.toMatch(/AcroForm/);
  });

  it('is the same bytes again', () => {
    expect(Buffer.from(bytesOf(program)).equals(Buffer.from(pdf))).toBe(true);
  });
});

describe('a field in messages', () => {
  it('is a labelled input on the web page', () => {
    const html = textOf('html');
    expect(html).toContain(
      '<label>Surname <span aria-hidden="true">*</span><br><input type="text" name="surname" required value="Łucja Ørsted" maxlength="40"></label>',
    );
    expect(html).toContain('<input type="date" name="from" value="2026-03-31">');
    expect(html).toContain('<option value="de" selected>Germany</option>');
    expect(html).toContain('<legend>How do you pay?</legend>');
    expect(html).not.toContain('<form');
  });

  it('is a line to write on in plain text and e-mail', () => {
    const text = textOf('text');
    expect(text).toContain('Surname: Łucja Ørsted');
    expect(text).toContain('Anything else?: ________');
    expect(text).toContain('( ) Direct debit  (x) Bank transfer');
    expect(textOf('email')).toContain('[x] Tell me news');
  });
});

describe('a field that is wrong', () => {
  const codes = (node: object) => check(smallBundle([node as Node])).map(({ code }) => code);
  it('is found when the template is checked', () => {
    const field = { type: 'field', name: 'a', label: 'A' };
    expect(codes({ ...field, kind: 'radio' })).toContain('field.options');
    expect(codes({ ...field, kind: 'text', options: [{ value: 'a', label: 'A' }] })).toContain('field.options');
    expect(codes({ ...field, kind: 'text', comb: true })).toContain('field.comb');
    expect(codes({ ...field, kind: 'checkbox', value: 'name' })).toContain('expression.wrong-result');
    expect(codes({ ...field, kind: 'text', name: 'a.b' })).toContain('structure.not-allowed');
  });

  it('or too full for its box is a warning, and its value is whole', async () => {
    const long = 'word '.repeat(60).trim();
    const full = await compile(smallBundle([{ type: 'field', kind: 'text', name: 'a', label: 'A', value: 'name' }]), { formats: ['pdf'] });
    const rendition = full.compose({ ...smallRecord, name: long }, 'pdf');
    expect(rendition.diagnostics.map(({ code }) => code)).toEqual(['field.overflow']);
    if (rendition.format === 'pdf') expect(fieldsOf(rendition.bytes)[0]!.value).toBe(`u:${long}`);
  });
});
