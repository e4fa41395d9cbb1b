import { describe, expect, test, vi } from 'vitest';
import { exampleNames } from './documents.ts';
import { judgeExample } from './judge.ts';

vi.setConfig({ testTimeout: 180_000 });

/** All of them in all languages: `node scripts/conformance/publish.ts`. */
describe('the letters and messages of the example', () => {
  test.each(exampleNames())('%s conform, and all readers read the same in them', async (example) => {
    const { findings } = await judgeExample(example, 'few');
    expect(findings).toEqual(Object.fromEntries(Object.keys(findings).map((checker) => [checker, []])));
  });
});
