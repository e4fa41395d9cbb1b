import { expect, test, vi } from 'vitest';
import { sampleLetters } from '../../../../test/letters.ts';
import { testLetter } from '../letters/test-letter.ts';
import { intrusionsIn, refusalOf } from './check-letter.ts';
import { zoneProfiles } from './profiles.ts';

// PDFium is compiled first.
vi.setConfig({ testTimeout: 30_000 });

const platform = { clock: () => new Date('2026-11-21T12:00:00Z'), config: {} } as never;

test('our own test letter may go by every provider', async () => {
  const { pdf } = await testLetter(platform, 'Account', 'Erika Muster, Weg 1, 12345 Ort');
  for (const { id } of zoneProfiles) expect(await intrusionsIn(pdf, id)).toEqual([]);
});

test('a letter by DIN 5008 stands where E-POST prints its franking: the place is told with what is there', async () => {
  const [letter] = await sampleLetters(1);
  const refusal = await refusalOf(letter!, 'epost');
  expect(refusal).toMatch(/^no-print zones: page 1, .*the band of the franking: ".+" at \d/);
  expect(refusal).not.toMatch(/upper border|lower border/);
  expect(await refusalOf(letter!, 'none')).toBeUndefined();
});
