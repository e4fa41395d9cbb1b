import { expect, test } from 'vitest';
import { firstSettings, isWhole, likelyColumn } from './columns.ts';

const format = { delimiter: ';', encoding: 'utf-8' } as const;

test('columns are found by what other systems call them, in German and English', () => {
  const header = ['Kunden-Nr.', 'E-Mail-Adresse', 'Erteilt am', 'Beleg', 'Bemerkung'];
  expect(firstSettings({ kind: 'consents', format, header }, '2026-11-22')).toMatchObject({
    columns: { number: 'Kunden-Nr.', email: 'E-Mail-Adresse', at: 'Erteilt am', proof: 'Beleg' },
  });
  expect(likelyColumn('postcode', ['PLZ'])).toBe('PLZ');
  expect(likelyColumn('until', ['Bemerkung'])).toBeUndefined();
});

test('a list is of what its header names; hashes are known by theirs; without source and name nothing is looked at', () => {
  const list = (...header: string[]) => firstSettings({ kind: 'suppression', format, header }, '2026-11-22');
  expect(list('Name', 'Straße', 'Hausnr.', 'PLZ')).toMatchObject({
    listedBy: 'post',
    columns: { houseNumber: 'Hausnr.', postcode: 'PLZ' },
  });
  expect(list('md5')).toMatchObject({ hashedBy: 'sha256', columns: { hash: 'md5' } });
  expect(isWhole(list('email'))).toBe(false);
  expect(isWhole({ ...list('email'), source: 'A', name: 'ddv' } as never)).toBe(true);
});
