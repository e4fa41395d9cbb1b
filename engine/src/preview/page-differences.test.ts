import { expect, it, vi } from 'vitest';
import { smallBundle, smallRecord } from '../../test/bundles.ts';
import { compile } from '../compose.ts';
import { pageDifferences } from './page-differences.ts';

// PDFium is compiled first.
vi.setConfig({ testTimeout: 30_000 });

async function letter(...paragraphs: readonly string[]): Promise<Uint8Array> {
  const body = paragraphs.flatMap((text, i) => [
    ...(i === 0 ? [] : [{ type: 'pageBreak' as const }]),
    { type: 'paragraph' as const, text },
  ]);
  const rendition = (await compile(smallBundle(body), { formats: ['pdf'] })).compose(smallRecord, 'pdf');
  if (rendition.format !== 'pdf') throw new Error('no letter');
  return rendition.bytes;
}

it('two letters are compared page by page, down to a comma', async () => {
  const older = await letter('The same', 'Pay in 14 days, please');
  const same = await pageDifferences(older, await letter('The same', 'Pay in 14 days, please'));
  expect(same).toMatchObject({ pages: [2, 2], different: [] });
  const { different, text } = await pageDifferences(older, await letter('The same', 'Pay in 14 days please'));
  expect(different.map(({ page }) => page)).toEqual([2]);
  expect(different[0]!.share).toBeGreaterThan(0);
  expect(different[0]!.share).toBeLessThan(0.05);
  expect(text[0]).toContain('days, please');
  expect(text[1]).toContain('days please');
});

it('a page that only one of the two has is different as a whole', async () => {
  const { pages, different } = await pageDifferences(await letter('One'), await letter('One', 'Two'));
  expect(pages).toEqual([1, 2]);
  expect(different).toEqual([{ page: 2, share: 1 }]);
});
