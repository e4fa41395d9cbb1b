import { beforeAll, describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../../test/bundles.ts';
import { complaintsOfReaders } from '../../../../test/independent-readers.ts';
import { type ComposeOptions, compile, type Program } from '../../../compose.ts';
import { preflight } from '../../../preflight/preflight.ts';
import type { Node } from '../../../template/model.ts';
import { concat } from '../objects.ts';
import { createPrintStream } from '../print-stream.ts';
import { encryptPdf } from '../secure/encrypt-pdf.ts';
import { splitPrintStream } from '../split-print-stream.ts';
import { facturX } from './xmp-extension.ts';

// All rules of two standards, several times over, take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A letter with all that a PDF can have. */
const BODY: readonly Node[] = [
  { type: 'heading', level: 1, text: 'Everything' },
  {
    type: 'paragraph',
    text: [
      { type: 'text', text: 'Łódź: ' },
      { type: 'text', text: 'a link', marks: [{ type: 'link', href: 'https://a.example/ä' }] },
    ],
  },
  { type: 'list', items: [[{ type: 'paragraph', text: 'One' }], [{ type: 'paragraph', text: 'Two' }]] },
  { type: 'table', each: 'items', as: 'item', columns: [{ header: 'Item', width: 'auto', cell: '{{ item.title }}' }], summary: 'Items' },
  { type: 'image', asset: 'dot', alt: 'A dot', width: 10 },
  { type: 'field', kind: 'text', name: 'a', label: 'Field', value: "'Ørsted'" },
  { type: 'field', kind: 'checkbox', name: 'b', label: 'Tick', value: 'vip' },
  {
    type: 'field',
    kind: 'radio',
    name: 'c',
    label: 'Choose',
    options: [
      { value: 'y', label: 'Yes' },
      { value: 'n', label: 'No' },
    ],
  },
  { type: 'field', kind: 'choice', name: 'd', label: 'Pick', options: [{ value: 'y', label: 'Yes' }] },
  { type: 'field', kind: 'signature', name: 'e', label: 'Sign' },
  { type: 'enclosure', asset: 'given', title: 'Terms' },
];
const FOOT: readonly Node[] = [
  { type: 'paragraph', text: [{ type: 'text', text: 'www.plain.example', marks: [{ type: 'link', href: 'https://plain.example/' }] }] },
];
const OPTIONS: ComposeOptions = {
  now: '2026-11-22T10:00:00Z',
  attachments: [
    { name: 'factur-x.xml', mediaType: 'text/xml', relationship: 'Alternative', description: 'The same', bytes: new Uint8Array([60]) },
  ],
  metadata: [facturX('EN 16931')],
};

async function programOf(): Promise<Program> {
  const terms = await compile(smallBundle([{ type: 'heading', level: 1, text: 'Terms' }, BODY[1]!, BODY[3]!]), { formats: ['pdf'] });
  const given = terms.compose(smallRecord, 'pdf');
  const bundle = smallBundle(BODY);
  const [first] = Object.values(bundle.brand.masters);
  const frames = [{ name: 'foot', x: 25, y: 270, width: 100, height: 20, artifact: true, content: FOOT }];
  const brand = { ...bundle.brand, masters: { letter: { ...first!, first: { ...first!.first, frames } } } };
  const assets = { ...bundle.assets, ...(given.format === 'pdf' ? { given: given.bytes } : {}) };
  return await compile({ ...bundle, brand, assets }, { formats: ['pdf'] });
}

let program: Program;
let letter: Uint8Array;

beforeAll(async () => {
  program = await programOf();
  letter = write(program);
});

function write(of: Program): Uint8Array {
  const rendition = of.compose({ ...smallRecord }, 'pdf', OPTIONS);
  if (rendition.format !== 'pdf') throw new Error('no PDF');
  return rendition.bytes;
}

const findings = (pdf: Uint8Array, ...profiles: ('ua1' | '2a' | '3a')[]): string[] =>
  preflight(pdf, { profiles }).flatMap((verdict) => verdict.findings.map((f) => `${verdict.profile} ${f.clause}-${f.test}: ${f.message}`));

async function stream(...pieces: Uint8Array[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const join = createPrintStream((chunk) => void chunks.push(chunk), { title: 'Run', language: 'en', duplex: true });
  for (const piece of pieces) await join.append(piece);
  await join.finish();
  return concat(chunks);
}

describe('a letter with all that a PDF can have', () => {
  it('is PDF/UA-1 and PDF/A-3a to our own preflight', () => {
    expect(findings(letter, 'ua1', '3a')).toEqual([]);
  });

  it('is PDF/UA-1 and PDF/A-2a in a print stream, and split out of it again', async () => {
    const joined = await stream(letter, letter);
    expect(findings(joined, 'ua1', '2a')).toEqual([]);
    for (const { pdf } of splitPrintStream(joined)) expect(findings(pdf, 'ua1', '2a')).toEqual([]);
  });

  it('is drawn without a complaint in a print stream, where fields have left their form', async () => {
    const said = await complaintsOfReaders([{ name: 'stream', bytes: await stream(letter, letter) }]);
    expect(said).toEqual({ qpdf: [], MuPDF: [], poppler: [], Ghostscript: [] });
  });

  it('is the same bytes from the same program, from another, in a stream, split and encrypted', async () => {
    const same = (a: Uint8Array, b: Uint8Array) => expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
    same(write(program), letter);
    same(write(await programOf()), letter);
    const joined = await stream(letter, letter);
    same(await stream(letter, letter), joined);
    const split = () => concat([...splitPrintStream(joined)].map(({ pdf }) => pdf));
    same(split(), split());
    const secret = () => encryptPdf(letter, { ownerPassword: 'o', seed: new Uint8Array(16).fill(3) });
    same(secret(), secret());
  });
});
