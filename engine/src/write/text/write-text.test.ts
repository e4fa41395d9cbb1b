import { describe, expect, it } from 'vitest';
import type { ResolvedDocument, ResolvedNode, ResolvedTable, Run } from '../../resolve/resolved.ts';
import { textWidth, wrap } from './wrap.ts';
import { writeText } from './write-text.ts';

const source = 'template#/body/0';
const runs = (text: string): Run[] => [{ text }];
const write = (...body: ResolvedNode[]): string => {
  const document: ResolvedDocument = {
    language: 'en',
    locale: 'en-GB',
    title: 't',
    author: 'a',
    body,
    frames: { first: {}, following: {} },
  };
  return writeText(document);
};
const table = (rows: string[][], more: Partial<ResolvedTable> = {}): ResolvedTable => ({
  type: 'table',
  source,
  style: 'table',
  summary: '',
  columns: [
    { header: runs('Item'), width: 'auto', align: 'left' },
    { header: runs('Amount'), width: 'auto', align: 'decimal' },
  ],
  rows: rows.map((row) => row.map((cell) => ({ runs: runs(cell) }))),
  footer: [],
  ...more,
});

describe('plain text', () => {
  it('aligns tables in columns, with the total under a line', () => {
    const footer = [{ style: 'total', cells: [{ runs: runs('Total') }, { runs: runs('110.50') }] }] as const;
    expect(
      write(
        table(
          [
            ['Tea', '10.50'],
            ['A long name', '100.00'],
          ],
          { footer },
        ),
      ),
    ).toBe(
      [
        'Item         Amount',
        '-------------------',
        'Tea           10.50',
        'A long name  100.00',
        '-------------------',
        'Total        110.50',
        '',
      ].join('\n'),
    );
  });

  it('wraps cells of tables that would be too wide, and stays within 78 columns', () => {
    const long = 'word '.repeat(40);
    const text = write(
      table([
        [long, '1.00'],
        ['x'.repeat(120), '2.00'],
      ]),
    );
    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(78);
    expect(text.match(/word/g)).toHaveLength(40);
    expect(text.match(/x/g)).toHaveLength(120);
  });

  it('writes the addresses of links behind them, once', () => {
    const href = 'https://x.example/a';
    expect(
      write({
        type: 'paragraph',
        source,
        style: 'body',
        runs: [{ text: 'See ' }, { text: 'our ', href }, { text: 'site', bold: true, href }, { text: '.' }],
      }),
    ).toBe('See our site <https://x.example/a>.\n');
    expect(write({ type: 'paragraph', source, style: 'body', runs: [{ text: 'a@b.example', href: 'mailto:a@b.example' }] })).toBe(
      'a@b.example\n',
    );
    expect(write({ type: 'button', source, runs: runs('Open'), href })).toBe('Open:\nhttps://x.example/a\n');
  });

  it('sets a figure in a panel or a column close to what it is called, and nothing longer', () => {
    const item = (text: string): ResolvedNode => ({ type: 'paragraph', source, style: 'body', runs: runs(text) });
    const width = { share: 1 };
    const figures = [
      [item('Balance'), item('€547.16')],
      [item('By'), item('29 January')],
    ].map((body) => ({ width, body }));
    expect(write({ type: 'box', source, style: 'box', body: [{ type: 'columns', source, gap: 5, columns: figures }] })).toBe(
      'Balance\n€547.16\n\nBy\n29 January\n',
    );
    const long = 'This is more than a figure and what it is called. It is a sentence.';
    expect(write({ type: 'box', source, style: 'box', body: [item('Note'), item(long)] })).toBe(`Note\n\n${long}\n`);
  });

  it('numbers and nests lists', () => {
    const item = (text: string): ResolvedNode => ({ type: 'paragraph', source, style: 'body', runs: runs(text) });
    const inner: ResolvedNode = { type: 'list', source, style: 'body', ordered: false, items: [[item('b')]] };
    expect(write({ type: 'list', source, style: 'body', ordered: true, items: [[item('a'), inner], [item('c')]] })).toBe(
      '1. a\n\n   - b\n2. c\n',
    );
  });

  it('counts wide and combining characters as terminals do', () => {
    expect(textWidth('田中')).toBe(4);
    expect(textWidth('e\u0301')).toBe(1);
    expect(wrap('田中 さん', 5)).toEqual(['田中', 'さん']);
  });
});
