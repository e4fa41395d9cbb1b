/**
 * How long equal and nearly equal passages are looked for among 100,000: 20,000 texts of 12 to 60 words, each in five wordings that differ by some
 * words. The words are drawn as often as words of a language are (Zipf). Writes bench/results/passages.{json,md}.
 *
 *     node bench/content/similar.ts [--passages N]
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Passage, rationalise } from '../../engine/src/language/index.ts';

const { values } = parseArgs({ options: { passages: { type: 'string', default: '100000' } } });
const wordings = 5;
const words = 20_000;

/** Mulberry32: the same passages in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomFrom(42);
const letters = 'etaoinshrdlucmfwypvbgk';
const vocabulary = Array.from({ length: words }, () =>
  Array.from({ length: 2 + Math.floor(random() * 10) }, () => letters[Math.floor(random() * letters.length)]).join(''),
);
const word = (): string => vocabulary[Math.floor(words ** random()) - 1] ?? vocabulary[0]!;

function passages(count: number): Passage<number>[] {
  const made: Passage<number>[] = [];
  while (made.length < count) {
    const base = Array.from({ length: 12 + Math.floor(random() * 48) }, word);
    for (let i = 0; i < wordings && made.length < count; i++)
      made.push({
        text: base.map((one) => (i > 0 && random() < 0.06 ? word() : one)).join(' '),
        place: Math.floor(made.length / wordings),
      });
  }
  return made;
}

const all = passages(Number(values.passages));
const [began, before] = [performance.now(), process.cpuUsage()];
const { clusters, passages: counts } = rationalise(all);
const used = process.cpuUsage(before);
const joined = clusters.reduce((sum, { others }) => sum + others.length, 0);
const right = clusters.reduce(
  (sum, { proposal, others }) => sum + others.filter(({ passage }) => passage.place === proposal.place).length,
  0,
);
const result = {
  at: new Date().toISOString(),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`,
  passages: all.length,
  seconds: Math.round((performance.now() - began) / 100) / 10,
  processorSeconds: Math.round((used.user + used.system) / 100_000) / 10,
  clusters: clusters.length,
  joined,
  ofTheSameText: right,
  after: counts.after,
};
const number = (value: number) => value.toLocaleString('en-GB');
const report = `# Equal passages among many

${number(result.passages)} passages, ${number(result.passages / wordings)} texts in ${wordings} wordings each. Command: \`node bench/content/similar.ts\`. Machine: ${result.machine}.

| | |
| --- | ---: |
| time, s | ${result.seconds} |
| processor time, s | ${result.processorSeconds} |
| clusters | ${number(result.clusters)} |
| passages joined to another | ${number(joined)} of ${number(result.passages - result.passages / wordings)} |
| of them to a wording of the same text | ${number(right)} |
`;
const results = resolve(import.meta.dirname, '../results');
writeFileSync(join(results, 'passages.json'), `${JSON.stringify(result, null, 2)}\n`);
writeFileSync(join(results, 'passages.md'), report);
process.stdout.write(report);
