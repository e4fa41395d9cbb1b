import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../../../test/bundles.ts';
import { compile } from '../../../compose.ts';
import { popplerInfo, popplerPixels, popplerText } from '../testing/readers.ts';
import { encryptPdf } from './encrypt-pdf.ts';

// The readers are programs of their own, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SEED = Uint8Array.from({ length: 32 }, (_, i) => i);
let letter: Uint8Array;

beforeAll(async () => {
  const body = [
    { type: 'paragraph', text: 'A secret for {{ name }} (ŁØ)' },
    { type: 'image', asset: 'dot', alt: 'A dot', width: 10 },
    { type: 'field', kind: 'text', name: 'a', label: 'Field', value: "'ß (x)'" },
  ] as const;
  const program = await compile(smallBundle(body), { formats: ['pdf'] });
  const rendition = program.compose(smallRecord, 'pdf', { now: '2026-11-22T10:00:00Z' });
  if (rendition.format === 'pdf') letter = rendition.bytes;
});

/** Runs a program on a file; its output, or what it wrote to `out.pdf`. */
function run(pdf: Uint8Array, command: string, ...args: string[]): { stdout: string; out: Uint8Array | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-secure-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    const stdout = execFileSync(command, args, { cwd: folder, stdio: 'pipe' }).toString();
    return { stdout, out: args.includes('out.pdf') ? readFileSync(join(folder, 'out.pdf')) : undefined };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const decrypted = (pdf: Uint8Array, password: string) => run(pdf, 'qpdf', '--decrypt', `--password=${password}`, 'in.pdf', 'out.pdf').out!;

describe('an encrypted document', () => {
  it('opens with either password and is then what it was', async () => {
    const pdf = encryptPdf(letter, { userPassword: 'für dich', ownerPassword: 'master', seed: SEED });
    for (const password of ['für dich', 'master']) {
      const plain = decrypted(pdf, password);
      expect(await popplerText(plain)).toBe(await popplerText(letter));
      expect((await popplerPixels(plain)).ppm.equals((await popplerPixels(letter)).ppm)).toBe(true);
    }
    expect(await popplerInfo(decrypted(pdf, 'master'))).toMatch(/Title: +Hello Ada/);
    expect(() => decrypted(pdf, 'wrong')).toThrow();
    expect(() => run(pdf, 'pdftotext', 'in.pdf', '-')).toThrow();
  });

  it('is read by poppler and MuPDF with its password', () => {
    const pdf = encryptPdf(letter, { userPassword: 'u', ownerPassword: 'o', seed: SEED });
    expect(run(pdf, 'pdftotext', '-upw', 'u', 'in.pdf', '-').stdout).toContain('A secret for Ada (ŁØ)');
    expect(run(pdf, 'mutool', 'draw', '-q', '-p', 'u', '-F', 'text', 'in.pdf').stdout).toContain('A secret for Ada (ŁØ)');
  });

  it('keeps its words from those who only look at the bytes', () => {
    const pdf = encryptPdf(letter, { ownerPassword: 'o', seed: SEED });
    expect(Buffer.from(letter).includes('Hello Ada')).toBe(true);
    expect(Buffer.from(pdf).includes('Hello Ada')).toBe(false);
    expect(Buffer.from(pdf).includes('Adobe')).toBe(false);
  });

  it('without a user password opens at once, within its permissions', async () => {
    const pdf = encryptPdf(letter, { ownerPassword: 'o', permissions: { print: true, fillForms: true }, seed: SEED });
    expect(await popplerText(pdf)).toContain('A secret for Ada');
    const { stdout } = run(pdf, 'qpdf', '--show-encryption', 'in.pdf');
    expect(stdout).toMatch(/R = 6/);
    expect(stdout).toMatch(/AESv3/);
    expect(stdout).toMatch(/extract for accessibility: allowed/);
    expect(stdout).toMatch(/extract for any purpose: not allowed/);
    expect(stdout).toMatch(/print high resolution: allowed/);
    expect(stdout).toMatch(/modify forms: allowed/);
    expect(stdout).toMatch(/modify anything: not allowed/);
    expect(run(pdf, 'qpdf', '--check', 'in.pdf').stdout).toContain('No syntax or stream encoding errors');
  });

  it('no longer claims PDF/A, and still PDF/UA', () => {
    const plain = Buffer.from(decrypted(encryptPdf(letter, { ownerPassword: 'o', seed: SEED }), ''));
    const xmp = run(plain, 'qpdf', '--qdf', '--object-streams=disable', 'in.pdf', '-').stdout;
    expect(xmp).not.toMatch(/<pdfaid:part>/);
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('is the same bytes from the same seed, and others from another or from none', () => {
    const again = (seed?: Uint8Array) => Buffer.from(encryptPdf(letter, { ownerPassword: 'o', ...(seed ? { seed } : {}) }));
    expect(again(SEED).equals(again(SEED))).toBe(true);
    expect(again(SEED).equals(again(SEED.slice().fill(9)))).toBe(false);
    expect(again().equals(again())).toBe(false);
  });

  it('is refused without an owner or with a seed that can be guessed', () => {
    expect(() => encryptPdf(letter, { ownerPassword: '' })).toThrow(/owner/);
    expect(() => encryptPdf(letter, { ownerPassword: 'o', seed: new Uint8Array(3) })).toThrow(/seed/);
  });
});
