import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleBundle, exampleRecords } from './bundles.ts';
import { chunksOf, Trial } from './hostile-checks.ts';
import { areThere, hostileStrings } from './hostile-fields.ts';

const examples = readdirSync(new URL('../../examples/', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());
/** Of the records that hold all strings, these many on each run; `messages-in-browser.slow.ts` tries all, in a browser too. */
const SAMPLED = 4;

describe.skipIf(!areThere())('what has broken other programs, in every field of an example (wants the shared test data)', () => {
  it.each(examples.map(({ name }) => name))('does nothing, breaks nothing and is all there in every message of %s', async (name) => {
    const trial = await Trial.of(exampleBundle(name), exampleRecords(name)[0]!);
    const all = chunksOf(hostileStrings(), trial.fields);
    const every = Math.max(1, Math.floor(all.length / SAMPLED));
    for (const strings of all.filter((_, i) => i % every === 0)) expect(trial.try(strings).faults).toEqual([]);
  });
});
