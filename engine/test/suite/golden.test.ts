import { describe, expect, test, vi } from 'vitest';
import { claimedProfiles, preflight } from '../../src/preflight/index.ts';
import { complaintsOfReaders, type NamedPdf } from '../independent-readers.ts';
import { goldenCases } from './cases.ts';
import { compareCase } from './compare.ts';

vi.setConfig({ testTimeout: 120_000 });

const pdfs: NamedPdf[] = [];

/** See `npm run golden` for a report with pictures, and `npm run golden -- --update` to accept what has changed. */
describe('golden:', () => {
  test.each(goldenCases().map((golden) => [golden.says, golden] as const))('%s', async (_, golden) => {
    const { outcome, reference, differences } = await compareCase(golden);
    if (outcome.pdf !== undefined) {
      pdfs.push({ name: golden.name, bytes: outcome.pdf });
      const claimed = claimedProfiles(outcome.pdf);
      if (golden.template?.letter?.pdf?.version !== '2.0') expect(claimed).toEqual(expect.arrayContaining(['ua1']));
      const findings = preflight(outcome.pdf).flatMap((verdict) =>
        verdict.findings.map(({ clause, message }) => `${verdict.profile} ${clause}: ${message}`),
      );
      expect(findings).toEqual([]);
    }
    expect(outcome.text).toBe(reference.text);
    expect(differences).toEqual([]);
  });

  test('every reader takes every letter without a complaint', async () => {
    expect(pdfs.length).toBeGreaterThan(60);
    expect(await complaintsOfReaders(pdfs)).toEqual({ qpdf: [], MuPDF: [], poppler: [], Ghostscript: [] });
  });
});
