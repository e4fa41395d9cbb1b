import { describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../test/bundles.ts';
import { type ComposeOptions, compile } from '../../compose.ts';
import { ghostscriptComplaints, mupdfText, popplerInfo, popplerText, qpdfCheck, qpdfObjects } from './testing/readers.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

async function letter(version: '1.7' | '2.0', options: ComposeOptions = {}) {
  const bundle = smallBundle([{ type: 'paragraph', text: 'Of its time' }], { letter: { master: 'letter', pdf: { version } } });
  const program = await compile(bundle, { formats: ['pdf'] });
  const rendition = program.compose(smallRecord, 'pdf', options);
  if (rendition.format !== 'pdf') throw new Error('no PDF');
  return rendition;
}

describe('a letter in PDF 2.0', () => {
  it('is clean, and its title is in its metadata alone', async () => {
    const { bytes } = await letter('2.0');
    expect(Buffer.from(bytes.subarray(0, 8)).toString()).toBe('%PDF-2.0');
    expect(await qpdfCheck(bytes)).toContain('No syntax or stream encoding errors');
    expect((await mupdfText(bytes)).complaints).toBe('');
    expect(await ghostscriptComplaints(bytes)).toBe('');
    expect(await popplerText(bytes)).toContain('Of its time');
    expect(await popplerInfo(bytes)).not.toMatch(/Producer/);
    expect(await qpdfObjects(bytes)).toContain('>Hello Ada<');
  });

  it('claims PDF/A-4, with files PDF/A-4f, and no PDF/UA', async () => {
    const plain = await qpdfObjects((await letter('2.0')).bytes);
    expect(plain).toMatch(/<pdfaid:part>4<\/pdfaid:part><pdfaid:rev>2020<\/pdfaid:rev>\n/);
    expect(plain).not.toContain('<pdfuaid:part>');
    const file = { name: 'a.txt', mediaType: 'text/plain', relationship: 'Data' as const, bytes: new Uint8Array([65]) };
    const attached = await qpdfObjects((await letter('2.0', { attachments: [file] })).bytes);
    expect(attached).toContain('<pdfaid:rev>2020</pdfaid:rev><pdfaid:conformance>F</pdfaid:conformance>');
  });
});

describe('a letter in PDF 1.7', () => {
  it('is what a letter is without being asked', async () => {
    const asked = await letter('1.7');
    const program = await compile(smallBundle([{ type: 'paragraph', text: 'Of its time' }]), { formats: ['pdf'] });
    const plain = program.compose(smallRecord, 'pdf');
    expect(plain.format === 'pdf' && Buffer.from(plain.bytes).equals(Buffer.from(asked.bytes))).toBe(true);
  });

  it('that is encrypted tells so, and that it is no PDF/A', async () => {
    const { bytes, diagnostics } = await letter('1.7', { encryption: { ownerPassword: 'o', seed: new Uint8Array(16).fill(7) } });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['encryption.not-archivable', 'warning']]);
    expect(await popplerInfo(bytes)).toMatch(/Encrypted: +yes .*algorithm:AES-256/);
    expect(await popplerText(bytes)).toContain('Of its time');
  });
});
