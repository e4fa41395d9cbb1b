import { expect, test } from 'vitest';
import { differenceOf } from '../../src/language/index.ts';
import { similarity, tokensOf } from '../../src/language/similar/tokens.ts';
import { corpus, hasCorpus, nameOf } from './corpus.ts';
import labelled from './labelled-pairs.json' with { type: 'json' };

const threshold = 0.71;

interface Judged {
  readonly verdict: string;
  readonly near: boolean;
  /** Chosen for being joined without a person's look at its matter. */
  readonly chosen: boolean;
}

function judged(): readonly Judged[] {
  const texts = new Map([...corpus()].map((text) => [nameOf(text), text]));
  return labelled.map(([a, b, verdict]) => {
    const [one, other] = [texts.get(a!)!, texts.get(b!)!];
    const near = similarity(tokensOf(one), tokensOf(other)) >= threshold;
    return { verdict: verdict!, near, chosen: near && differenceOf(one, other) !== 'matter' };
  });
}

function measure(pairs: readonly Judged[], found: (pair: Judged) => boolean, right: (pair: Judged) => boolean) {
  const hits = pairs.filter((pair) => found(pair) && right(pair)).length;
  return { precision: hits / pairs.filter(found).length, recall: hits / pairs.filter(right).length };
}

test.skipIf(!hasCorpus)('pairs that people call alike are found, and few others (skipped where the corpora are not there)', () => {
  const pairs = judged();
  expect(pairs.length).toBeGreaterThan(200);
  const near = measure(
    pairs,
    (pair) => pair.near,
    ({ verdict }) => verdict !== 'different',
  );
  const chosen = measure(
    pairs,
    (pair) => pair.chosen,
    ({ verdict }) => verdict === 'same',
  );
  process.stdout.write(`${JSON.stringify({ pairs: pairs.length, near, chosen })}\n`);
  expect(near.precision).toBeGreaterThan(0.88);
  expect(near.recall).toBeGreaterThan(0.85);
  expect(chosen.precision).toBeGreaterThan(0.9);
  expect(chosen.recall).toBeGreaterThan(0.7);
});
