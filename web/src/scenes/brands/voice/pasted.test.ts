import { expect, test } from 'vitest';
import { mergedRows, pastedRows } from './pasted.ts';

test('a list out of a spreadsheet is read by lines and tabs, with its quotes; one cell is no list', () => {
  expect(pastedRows('Kunde\tKundin oder Kunde\r\nbezüglich\t"zu,\nwegen"\tnoch eine\n\tohne\n"sagte ""ja"""\n', 2)).toEqual([
    ['Kunde', 'Kundin oder Kunde'],
    ['bezüglich', 'zu, wegen'],
    ['sagte "ja"'],
  ]);
  expect(pastedRows('MeinKonto\nMeinPortal', 1)).toEqual([['MeinKonto'], ['MeinPortal']]);
  expect(pastedRows('nur ein Wort\n', 2)).toBeUndefined();
});

test('what is known gets what was pasted beside it, and a list that is full takes no more', () => {
  const rows = [
    ['Kunde', ''],
    ['leider', 'nur'],
  ];
  const pasted = [['KUNDE', 'Kundin'], ['leider'], ['mittels', 'mit'], ['seitens', 'von']];
  expect(mergedRows(rows, pasted, 3)).toEqual({
    rows: [
      ['KUNDE', 'Kundin'],
      ['leider', 'nur'],
      ['mittels', 'mit'],
    ],
    ...{ added: 1, changed: 1, left: 1 },
  });
});
