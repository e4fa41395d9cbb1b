import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../../test/bundles.ts';
import { type ComposeOptions, type CompositionError, compile, type DataRecord } from '../../../compose.ts';
import type { Template } from '../../../template/model.ts';
import { findFaults } from '../testing/conformance.ts';
import { ghostscriptComplaints, mupdfText, qpdfCheck, qpdfObjects } from '../testing/readers.ts';
import { facturX } from './xmp-extension.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const XML = '<?xml version="1.0"?>\n<Invoice><Buyer>Łucja & Söhne</Buyer></Invoice>\n';

async function letter(template: Partial<Template>, options: ComposeOptions = {}, record: DataRecord = smallRecord) {
  const program = await compile(smallBundle([{ type: 'paragraph', text: 'See the attached file.' }], template), { formats: ['pdf'] });
  const rendition = program.compose(record, 'pdf', options);
  if (rendition.format !== 'pdf') throw new Error('no PDF');
  return rendition.bytes;
}

/** The embedded files as poppler saves them. */
function detached(pdf: Uint8Array): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-detach-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    execFileSync('pdfdetach', ['-saveall', '-o', folder, join(folder, 'in.pdf')]);
    const files = readdirSync(folder).filter((file) => file !== 'in.pdf');
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const invoice: ComposeOptions = {
  now: '2026-11-22T10:00:00Z',
  attachments: [{ name: 'factur-x.xml', mediaType: 'text/xml', relationship: 'Alternative', bytes: new TextEncoder().encode(XML) }],
  metadata: [facturX('EN 16931')],
};

describe('a file attached to one record', () => {
  it('comes out as it went in', async () => {
    expect(detached(await letter({}, invoice))).toEqual({ 'factur-x.xml': XML });
  });

  it('makes the letter PDF/A-3a, and PDF/UA-1 as before', async () => {
    const pdf = await letter({}, invoice);
    expect(await findFaults(pdf)).toEqual([]);
    const objects = await qpdfObjects(pdf);
    expect(objects).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    expect(objects).toContain('/AFRelationship /Alternative');
    expect(objects).toMatch(/\/Subtype \/text#2fxml/);
    expect(objects).toContain('<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>');
    expect(objects).toContain('<pdfaProperty:name>ConformanceLevel</pdfaProperty:name>');
  });

  it('is found clean by qpdf, MuPDF and Ghostscript', async () => {
    const pdf = await letter({}, invoice);
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
    expect((await mupdfText(pdf)).complaints).toBe('');
    expect(await ghostscriptComplaints(pdf)).toBe('');
  });

  it('without a name or with a wrong media type is refused', async () => {
    const file = invoice.attachments![0]!;
    await expect(letter({}, { attachments: [{ ...file, name: '../' }] })).rejects.toThrow(/needs a name/);
    await expect(letter({}, { attachments: [{ ...file, mediaType: 'xml' }] })).rejects.toThrow(/no media type/);
  });
});

describe("a template's attached files", () => {
  const attachments: Template['letter']['attachments'] = [
    { name: '{{ name }}: terms.png', mediaType: 'image/png', relationship: 'Supplement', asset: 'dot', description: 'The terms' },
    { name: 'data.txt', mediaType: 'text/plain', relationship: 'Data', content: "'Owed by ' + name" },
    { name: 'never.txt', mediaType: 'text/plain', relationship: 'Data', content: 'name', when: '!vip' },
  ];

  it('are named and filled by the record, and left out where their condition says so', async () => {
    const files = detached(await letter({ letter: { master: 'letter', attachments } }));
    expect(Object.keys(files).sort()).toEqual(['Ada- terms.png', 'data.txt']);
    expect(files['data.txt']).toBe('Owed by Ada');
  });

  it('of the same name as one of the record get a number', async () => {
    const own: ComposeOptions = { attachments: [{ ...invoice.attachments![0]!, name: 'Data.txt' }] };
    const files = detached(await letter({ letter: { master: 'letter', attachments } }, own));
    expect(Object.keys(files)).toContain('Data-2.txt');
  });

  it('leave a letter without them as it was', async () => {
    const none: Partial<Template> = { letter: { master: 'letter', attachments: attachments.slice(2) } };
    expect(Buffer.from(await letter(none)).equals(Buffer.from(await letter({})))).toBe(true);
  });

  it('need just one of asset and content', async () => {
    const both = { name: 'a', mediaType: 'text/plain', relationship: 'Data' as const };
    const error = await letter({ letter: { master: 'letter', attachments: [both] } }).catch((e: unknown) => e);
    expect((error as CompositionError).diagnostics).toMatchObject([
      { code: 'attachment.content', place: { pointer: '/letter/attachments/0' } },
    ]);
  });
});
