import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCsv } from './read-rows.ts';
import type { CsvFormat, Row } from './row.ts';
import { RowSplitter } from './split-rows.ts';

/** Reads bytes in pieces of a size, to catch what depends on where a read ends. */
function split(bytes: Buffer, piece = bytes.length || 1, format?: CsvFormat): Row[] {
  const splitter = new RowSplitter(format);
  const rows: Row[] = [];
  for (let at = 0; at < bytes.length; at += piece) rows.push(...splitter.push(bytes.toString('latin1', at, at + piece)));
  return [...rows, ...splitter.end()];
}
const fieldsOf = (text: string, piece?: number) => split(Buffer.from(text), piece).map((row) => row.fields);

describe('rows of well-formed text', () => {
  const cases: [string, string, string[][]][] = [
    [
      'plain fields',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF, and no line end at the end',
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a comma in quotes', '"x, y",2\n', [['x, y', '2']]],
    ['doubled quotes', '"say ""hello""",""\n', [['say "hello"', '']]],
    [
      'line ends in quotes',
      '"one\ntwo",3\r\n"a\r\nb",4\r\n',
      [
        ['one\ntwo', '3'],
        ['a\r\nb', '4'],
      ],
    ],
    [
      'empty lines are skipped',
      '\n\na,b\n\r\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty fields',
      ',\n,,\n',
      [
        ['', ''],
        ['', '', ''],
      ],
    ],
    ['a quote within an unquoted field is text', '5" nail,7\n', [['5" nail', '7']]],
    ['letters beyond ASCII', 'Müller,"Łódź, 東京"\n', [['Müller', 'Łódź, 東京']]],
  ];
  for (const [name, text, expected] of cases) {
    test(`${name}, wherever a read ends`, () => {
      for (const piece of [1, 2, 3, 5, 1000]) expect(fieldsOf(text, piece)).toEqual(expected);
    });
  }

  test('any table that is written and read again is the same, as csv-parse reads it', () => {
    const cell = fc
      .oneof(fc.string(), fc.constantFrom('"', ',', '\n', '\r\n', '""', 'é', '日本'), fc.string({ unit: 'grapheme' }))
      .filter((s) => !s.includes('\0'));
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 40 }), (rows, piece) => {
        const text = rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')).join('\n');
        const found = split(Buffer.from(text), piece).map((row) => row.fields);
        expect(found).toEqual(rows.map((row) => row.map((field) => field.toWellFormed())));
        expect(found).toEqual(parse(Buffer.from(text)));
      }),
      { numRuns: 300 },
    );
  });

  const spectrum = new URL('../../../../../shared/data/csv-spectrum/', import.meta.url);
  // The JSON of this one is not what its CSV says (the number was masked in one of them).
  const files = readIfThere(new URL('csvs/', spectrum)).filter((name) => name !== 'location_coordinates.csv');
  test.skipIf(files.length === 0)('csv-spectrum: every file reads as its JSON says, line ends aside', () => {
    // Line ends of the CSV files were made LF on their way here.
    for (const file of files) {
      const [header, ...rows] = split(readFileSync(new URL(`csvs/${file}`, spectrum))).map((row) => row.fields);
      const expected = JSON.parse(
        readFileSync(new URL(`json/${file.replace('.csv', '.json')}`, spectrum), 'utf8').replaceAll('\\r\\n', '\\n'),
      ) as object[];
      expect([file, rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]])))]).toEqual([file, expected]);
    }
  });
});

function readIfThere(folder: URL): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

describe('rows that are broken', () => {
  const outcome = (bytes: Buffer, format?: CsvFormat) => split(bytes, 7, format).map((row) => row.fault?.code ?? row.fields);

  test('a quote that is never closed spoils its own line, not those after it', () => {
    expect(outcome(Buffer.from('1,"open\n2,fine\n3,"ok"\n'))).toEqual(['quote-broken', ['2', 'fine'], ['3', 'ok']]);
  });

  test('text after a closing quote spoils its own line', () => {
    expect(outcome(Buffer.from('1,"a"b\n2,c\n'))).toEqual(['quote-broken', ['2', 'c']]);
  });

  test('a byte that is no UTF-8 spoils its own row, and the raw row is kept readable', () => {
    const bytes = Buffer.from('1,M\xfcller\n2,fine\n', 'latin1');
    expect(outcome(bytes)).toEqual(['bytes-invalid', ['2', 'fine']]);
    expect(split(bytes)[0]?.raw).toBe('1,Müller');
  });

  test('Windows-1252 is read when it is declared; its five unused bytes are invalid', () => {
    const bytes = Buffer.from('1,M\xfcller \x80\n2,\x81\n', 'latin1');
    expect(outcome(bytes, { encoding: 'windows-1252' })).toEqual([['1', 'Müller €'], 'bytes-invalid']);
  });

  test('a NUL character is told: no database text holds it', () => {
    expect(outcome(Buffer.from('1,a\0b\n2,c\n'))).toEqual(['control-character', ['2', 'c']]);
  });

  test('a field of ten megabytes is refused and kept in part; reading goes on behind it', () => {
    for (const field of ['x'.repeat(10_000_000), `"${'x'.repeat(10_000_000)}"`]) {
      const rows = split(Buffer.from(`1,${field}\n2,fine\n`), 65_536);
      expect(rows.map((row) => row.fault?.code)).toEqual(['row-too-long', undefined]);
      expect(rows[0]?.raw.length).toBeLessThanOrEqual(10_000);
      expect(rows[1]).toMatchObject({ line: 2, fields: ['2', 'fine'] });
    }
  });

  test('lines are counted as an editor shows them, also behind rows of several lines', () => {
    expect(split(Buffer.from('a,b\n"1\n1",2\n\n3,4\n')).map((row) => row.line)).toEqual([1, 2, 5]);
  });
});

describe('opening a file', () => {
  const open = (bytes: Buffer | string) => openCsv(pieces(Buffer.from(bytes as string)), 'data.csv');
  async function* pieces(bytes: Buffer) {
    for (let at = 0; at < bytes.length; at += 2) yield bytes.subarray(at, at + 2);
  }

  test('the byte order mark and blanks around names are no part of the header', async () => {
    expect((await open('\uFEFF id , name \n1,x\n')).header).toEqual(['id', 'name']);
  });

  test.each([
    ['an empty file', '', 'import.file-empty'],
    ['a file of empty lines', '\n\n', 'import.file-empty'],
    ['UTF-16', Buffer.from('\uFEFFid\n1\n', 'utf16le'), 'import.not-text'],
    ['a ZIP file', Buffer.from('PK\x03\x04\0\0\0\0\0', 'latin1'), 'import.not-text'],
    ['a column that is there twice', 'id,id\n1,2\n', 'import.header-unreadable'],
    ['a header with a broken quote', '"id,x\n', 'import.header-unreadable'],
  ])('%s is refused as a whole, with a hint', async (_name, bytes, code) => {
    await expect(open(bytes)).rejects.toMatchObject({ code, hint: expect.stringMatching(/\w/) });
  });
});
