import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'parse5';
import { describe, expect, test, vi } from 'vitest';
import { CompositionError, compile, type DataRecord } from '../src/compose.ts';
import { structureOf } from '../src/preflight/index.ts';
import { shopBundle, shopRecords } from './bundles.ts';
import { acting, textOf } from './hostile-checks.ts';
import { complaintsOfReaders, type NamedPdf } from './independent-readers.ts';

vi.setConfig({ testTimeout: 180_000 });

const SHARED = new URL('../../../shared/data/', import.meta.url);
const NAUGHTY = new URL('naughty-strings/blns.json', SHARED);
const PAYLOADS = new URL('xss-payloads/Intruder/xss-payload-list.txt', SHARED);
/** Payloads repeat themselves; every so many'th is enough for each run of the tests. */
const EVERY = 20;

const naughty = (): string[] => (JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[]).filter((string) => string !== '');
const payloads = (): string[] =>
  readFileSync(PAYLOADS, 'utf8')
    .split('\n')
    .filter((line, i) => line !== '' && i % EVERY === 0);

const [sample] = shopRecords() as [DataRecord & { customer: object; invoice: { lines: object[] } }];

/** The sample with strings where people write freely: the customer's name and address, and a description on every line. */
function recordOf(strings: readonly string[]): DataRecord {
  const { customer, invoice } = sample;
  const at = (i: number): string => strings[i % strings.length] as string;
  const lines = strings.map((description) => ({ ...invoice.lines[0], description }));
  return { ...sample, customer: { ...customer, name: at(0), address: [at(1), at(2), at(3)] }, invoice: { ...invoice, lines } };
}

/** The e-mail of the example lists articles up to this number. */
const MANY = 25;
const chunks = (strings: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(strings.length / MANY) }, (_, i) => strings.slice(i * MANY, (i + 1) * MANY));

/** Letters and digits of ASCII, which every font of the example has, in small letters: the template writes articles in its own way. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();

/**
 * In plain text a long cell goes on below, beside other cells: word by word it is all there. Accents that the font of the letter
 * lacks are warned of, and printed as question marks.
 */
const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => !/\p{M}/u.test(word));

describe.skipIf(!existsSync(NAUGHTY) || !existsSync(PAYLOADS))(
  'with what has broken other programs in its data (wants the shared test data)',
  () => {
    test('every output is well-formed, does nothing, and says all of it', async () => {
      const program = await compile(shopBundle());
      const pdfs: NamedPdf[] = [];
      for (const [i, strings] of chunks([...naughty(), ...payloads()]).entries()) {
        const record = recordOf(strings);
        try {
          const [pdf, email, web, text] = (['pdf', 'email', 'html', 'text'] as const).map((format) => program.compose(record, format));
          if (pdf?.format !== 'pdf' || email?.format !== 'email' || web?.format !== 'html' || text?.format !== 'text')
            throw new Error('formats');
          pdfs.push({ name: `data-${i}`, bytes: pdf.bytes });
          for (const html of [email.html, web.html]) expect(acting(html)).toEqual([]);
          const said = [structureOf(pdf.bytes), textOf(parse(email.html)), textOf(parse(web.html)), text.text].map(plain);
          expect(said.map((all) => strings.flatMap(wordsOf).filter((word) => !all.includes(plain(word))))).toEqual(said.map(() => []));
        } catch (error) {
          if (!(error instanceof CompositionError)) throw error;
          expect(error.diagnostics).toEqual([]);
        }
      }
      expect(pdfs.length).toBeGreaterThan(10);
      expect(await complaintsOfReaders(pdfs)).toEqual({ qpdf: [], MuPDF: [], poppler: [], Ghostscript: [] });
    });
  },
);
