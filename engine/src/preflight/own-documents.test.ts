import { expect, test } from 'vitest';
import { shopBundle, shopRecords } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import { claimedProfiles, preflight, structureOf } from './index.ts';

const program = await compile(shopBundle(), { formats: ['pdf'] });
const letters = shopRecords()
  .slice(0, 3)
  .map((record) => program.compose(record, 'pdf'))
  .map((rendition) => (rendition.format === 'pdf' ? rendition.bytes : new Uint8Array()));

test('what the engine writes is what it says it is', () => {
  for (const letter of letters) {
    expect(claimedProfiles(letter)).toContain('ua1');
    for (const verdict of preflight(letter)) expect(verdict.findings).toEqual([]);
  }
});

test('the outline of a letter is read from its bytes: headings, tables with their headers, texts in order', () => {
  const outline = structureOf(letters[0]!);
  expect(outline).toMatch(/^lang="[a-z]{2}/);
  expect(outline).toMatch(/^ *H1 "[^"]+"$/m);
  expect(outline).toMatch(/^ *TH scope="Column" "[^"]+"$/m);
  expect(outline).not.toContain('\ufffd');
});
