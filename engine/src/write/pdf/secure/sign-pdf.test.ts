import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../../test/bundles.ts';
import { compile } from '../../../compose.ts';
import type { Node } from '../../../template/model.ts';
import { ForeignPdfError } from '../read-own-pdf.ts';
import { findFaults } from '../testing/conformance.ts';
import { ghostscriptComplaints, mupdfText, popplerText, qpdfCheck } from '../testing/readers.ts';
import { encryptPdf } from './encrypt-pdf.ts';
import { signPdf } from './sign-pdf.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const FIELD: Node = { type: 'field', kind: 'signature', name: 'contract', label: 'Signed by us', width: 60 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'posthorn-sign-'));
  const subject = '/CN=Posthorn Test/O=Plain and Sons';
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-days', '2', '-subj', subject];
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A CMS made by OpenSSL. */
function sign(bytes: Uint8Array): Uint8Array {
  writeFileSync(join(folder, 'data'), bytes);
  const args = [
    'cms',
    '-sign',
    '-binary',
    '-in',
    'data',
    '-signer',
    'cert.pem',
    '-inkey',
    'key.pem',
    '-outform',
    'DER',
    '-out',
    'cms',
    '-md',
    'sha256',
    '-cades',
  ];
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  return readFileSync(join(folder, 'cms'));
}

async function letter(...nodes: Node[]): Promise<Uint8Array> {
  const program = await compile(smallBundle([{ type: 'paragraph', text: 'A contract' }, ...nodes]), { formats: ['pdf'] });
  const rendition = program.compose(smallRecord, 'pdf');
  if (rendition.format !== 'pdf') throw new Error('no PDF');
  return rendition.bytes;
}

/** What poppler says of the signatures. */
function verified(pdf: Uint8Array): string {
  writeFileSync(join(folder, 'signed.pdf'), pdf);
  return execFileSync('pdfsig', ['-nocert', 'signed.pdf'], { cwd: folder, stdio: 'pipe' }).toString();
}

describe('a signed document', () => {
  it('has a signature that is valid over the whole of it', async () => {
    const pdf = await signPdf(await letter(FIELD), { sign, reason: 'Approved (ö)', now: '2026-11-22T10:00:00Z' });
    const report = verified(pdf);
    expect(report).toContain('Signature Field Name: contract');
    expect(report).toContain('Signature is Valid');
    expect(report).toContain('Total document signed');
    expect(report).toMatch(/Signature Type: ETSI.CAdES.detached/);
  });

  it('begins with the bytes that were signed, still clean and conformant', async () => {
    const plain = await letter(FIELD);
    const pdf = await signPdf(plain, { sign, field: 'contract' });
    expect(Buffer.from(pdf.subarray(0, plain.length)).equals(Buffer.from(plain))).toBe(true);
    expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
    expect((await mupdfText(pdf)).complaints).toBe('');
    expect(await ghostscriptComplaints(pdf)).toBe('');
    expect(await findFaults(pdf)).toEqual([]);
  });

  it('without a field for it is signed all the same', async () => {
    for (const nodes of [[], [{ type: 'field', kind: 'text', name: 'a', label: 'A' } as Node]]) {
      const pdf = await signPdf(await letter(...nodes), { sign });
      expect(verified(pdf)).toContain('Signature is Valid');
      expect(await popplerText(pdf)).toContain('A contract');
      expect(await qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
    }
  });

  it('that was changed is found out', async () => {
    const pdf = await signPdf(await letter(FIELD), { sign });
    pdf[pdf.length - 40]! ^= 1;
    const changed = Uint8Array.from(pdf);
    changed[200]! ^= 1;
    expect(verified(changed)).not.toContain('Signature is Valid');
  });

  it('says what cannot be signed', async () => {
    const plain = await letter(FIELD);
    await expect(signPdf(plain, { sign, field: 'other' })).rejects.toThrow(ForeignPdfError);
    await expect(signPdf(plain, { sign, size: 100 })).rejects.toThrow(/more than the 100/);
    await expect(signPdf(encryptPdf(plain, { ownerPassword: 'o' }), { sign })).rejects.toThrow(ForeignPdfError);
  });
});
