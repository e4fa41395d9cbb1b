import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rationalise } from './clusters.ts';
import { similarity, tokensOf } from './tokens.ts';

const passages = (...texts: string[]) => texts.map((text, place) => ({ text, place }));
const outline = (texts: readonly string[]) =>
  rationalise(passages(...texts)).clusters.map(({ proposal, others }) => [proposal.place, ...others.map(({ passage }) => passage.place)]);

const TRANSFER = 'Bitte überweisen Sie den Betrag von {{invoice.total}} bis zum 3. Mai 2026 auf unser Konto.';

test('case, punctuation, numbers and the names of fields make no difference', () => {
  expect(
    outline([
      TRANSFER,
      'BITTE überweisen Sie den Betrag von {{amount}} bis zum 31. Oktober 2027 auf unser Konto!',
      'Etwas ganz anderes steht hier.',
    ]),
  ).toEqual([[0, 1]]);
});

test('a passage with a few other words is found, with how much it has in common', () => {
  const other = 'Bitte überweisen Sie den fälligen Betrag von {{invoice.total}} bis spätestens zum 3. Mai 2026 auf unser Konto.';
  const [cluster] = rationalise(passages(TRANSFER, other)).clusters;
  expect(cluster?.others[0]?.similarity).toBeCloseTo(similarity(tokensOf(TRANSFER), tokensOf(other)), 10);
  expect(cluster?.others[0]?.similarity).toBeGreaterThan(0.85);
});

test('the wording of most places is proposed', () => {
  const rare = TRANSFER.replace('Bitte', 'Bitte nun');
  expect(rationalise(passages(rare, TRANSFER, TRANSFER, TRANSFER)).clusters[0]?.proposal.text).toBe(TRANSFER);
});

test('short passages are the same or are not', () => {
  expect(outline(['Freundliche Grüße', 'Mit freundlichen Grüßen', 'freundliche Grüße,'])).toEqual([[0, 2]]);
});

test('small steps do not chain: everything in a cluster is near its proposal', () => {
  const steps = ['a b c d e f g h i j k l', 'a b c d e f g h i x y z', 'a b c d e f u v w x y z', 'a b c r s t u v w x y z'];
  for (const { proposal, others } of rationalise(passages(...steps)).clusters)
    for (const { passage } of others) expect(similarity(tokensOf(proposal.text), tokensOf(passage.text))).toBeGreaterThanOrEqual(0.71);
});

test('sums are those of the passages, and nothing is counted twice', () => {
  const { passages: count, characters, clusters } = rationalise(passages(TRANSFER, TRANSFER, '{{ total }}', '{{ sum }} 3,50', '—'));
  expect([count.before, count.after]).toEqual([5, 4]);
  expect(characters.before - characters.after).toBe(TRANSFER.length);
  expect(clusters.flatMap(({ proposal, others }) => [proposal, ...others.map(({ passage }) => passage)])).toHaveLength(2);
});

const letters = new URL('../../../../../shared/data/datenanfragen/templates/', import.meta.url);
const paragraphs = (file: URL) =>
  readFileSync(file, 'utf8')
    .split(/\n\s*\n/)
    .filter((text) => text.trim() !== '');

test.skipIf(!existsSync(letters))(
  'sketches find what comparing everything with everything finds (skipped where /work/shared/data/datenanfragen is not there)',
  () => {
    const all = readdirSync(letters).flatMap((language) =>
      readdirSync(new URL(`${language}/`, letters)).flatMap((name) =>
        paragraphs(new URL(`${language}/${name}`, letters)).map((text) => ({ text, place: `${language}/${name}` })),
      ),
    );
    const { clusters, passages: count } = rationalise(all);
    const clustered = new Set(
      clusters
        .flatMap(({ proposal, others }) => [proposal, ...others.map(({ passage }) => passage)])
        .map(({ text }) => tokensOf(text).join(' ')),
    );
    const wordings = [...new Map(all.map(({ text }) => [tokensOf(text).join(' '), tokensOf(text)])).values()].filter(
      ({ length }) => length >= 5,
    );
    const near = wordings
      .flatMap((a, i) =>
        wordings
          .slice(i + 1)
          .filter((b) => 2 * Math.min(a.length, b.length) >= 0.71 * (a.length + b.length) && similarity(a, b) >= 0.71)
          .flatMap((b) => [a, b]),
      )
      .map((tokens) => tokens.join(' '));
    const lonely = [...new Set(near)].filter((wording) => !clustered.has(wording));
    // One whose only near passage was taken by a nearer proposal stays alone rightly.
    expect(lonely.length / new Set(near).size).toBeLessThan(0.05);
    expect(count.after / count.before).toBeLessThan(0.5);
  },
);
