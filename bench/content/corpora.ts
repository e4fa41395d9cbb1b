/**
 * What bringing in real letters and joining what repeats itself in them comes to: the letters of datenanfragen and the 52 Word templates of
 * docassemble, by the same code as the workplace's. Writes bench/results/corpora.{json,md}.
 *
 *     node bench/content/corpora.ts [--corpora ../shared/data]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Difference, type Passage, rationalise } from '../../engine/src/language/index.ts';
import { bringIn } from '../../server/src/content/bring-in/bring-in.ts';
import { passagesOf } from '../../server/src/content/passages/passages-of.ts';

const { values } = parseArgs({ options: { corpora: { type: 'string', default: resolve(import.meta.dirname, '../../../shared/data') } } });
const wishes = { brand: 'hollyhock', master: 'letter' };

interface Figures {
  readonly files: number;
  /** Of which everything was carried over. */
  readonly whole: number;
  readonly changed: number;
  readonly lost: number;
  readonly documents: number;
  readonly passages: { readonly before: number; readonly after: number };
  readonly characters: { readonly before: number; readonly after: number };
  readonly clusters: number;
  /** Passages that give way, by what they differ in from the one that is kept. */
  readonly differences: Readonly<Record<Difference, number>>;
  readonly processorSeconds: number;
}

/** A folder, and which of its files are letters. */
type Corpus = readonly [folder: string, letters: RegExp];

function measure(folders: readonly Corpus[]): Figures {
  const before = process.cpuUsage();
  const [passages, findings]: [Passage<string>[], string[]] = [[], []];
  let [files, whole, documents] = [0, 0, 0];
  const taken = new Set<string>();
  for (const [folder, letters] of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((one) => letters.test(one))
      .sort()) {
      const imported = bringIn(name, readFileSync(join(folder, name)), { ...wishes, taken });
      taken.add(String(imported.template.id));
      files++;
      if (imported.findings.length === 0) whole++;
      findings.push(...imported.findings.map(({ severity }) => severity));
      for (const document of [imported.template, ...imported.blocks]) {
        documents++;
        for (const { sort, texts } of passagesOf(document))
          for (const text of Object.values(texts)) passages.push({ text, sort, place: String(document.id) });
      }
    }
  const found = rationalise(passages);
  const differences: Record<Difference, number> = { none: 0, values: 0, wording: 0, matter: 0 };
  for (const { others } of found.clusters) for (const { difference } of others) differences[difference]++;
  const used = process.cpuUsage(before);
  const count = (severity: string) => findings.filter((one) => one === severity).length;
  return {
    ...{ files, whole, changed: count('changed'), lost: count('lost'), documents, differences },
    ...{ passages: found.passages, characters: found.characters, clusters: found.clusters.length },
    processorSeconds: Math.round((used.user + used.system) / 100_000) / 10,
  };
}

const letters: Corpus = [join(values.corpora, 'datenanfragen/templates'), /\.txt$/];
const word: Corpus = [join(values.corpora, 'docassemble-docx'), /\.docx$/];
const results: Readonly<Record<string, Figures>> = {
  'datenanfragen/templates': measure([letters]),
  'docassemble-docx': measure([word]),
  'both together': measure([letters, word]),
};
const number = (value: number) => value.toLocaleString('en-GB');
const share = ({ before, after }: Figures['characters']) => `${(100 * (1 - after / before)).toFixed(1)} %`;
const rows: readonly (readonly [string, (of: Figures) => string])[] = [
  ['files', ({ files }) => number(files)],
  ['carried over whole', ({ whole }) => number(whole)],
  ['places that are not as they were', ({ changed, lost }) => `${number(changed)} changed, ${number(lost)} lost`],
  ['templates and blocks', ({ documents }) => number(documents)],
  ['passages before', ({ passages }) => number(passages.before)],
  ['passages after', ({ passages }) => number(passages.after)],
  ['**stored text saved**', ({ characters }) => `**${share(characters)}**`],
  ['characters before, after', ({ characters }) => `${number(characters.before)}, ${number(characters.after)}`],
  ['clusters', ({ clusters }) => number(clusters)],
  ['passages that give way: the same words', ({ differences }) => number(differences.none)],
  ['… other values or fields', ({ differences }) => number(differences.values)],
  ['… other wording', ({ differences }) => number(differences.wording)],
  ['… another matter, for a person to decide', ({ differences }) => number(differences.matter)],
  ['processor time, reading and searching, s', ({ processorSeconds }) => String(processorSeconds)],
];
const names = Object.keys(results);
const report = `# Rationalisation of real letters

Command: \`node bench/content/corpora.ts\`. What joining all clusters would come to; how well they are found is in
[rationalisation](../../docs/reference/rationalisation.md).

| | ${names.join(' | ')} |
| --- | ${names.map(() => '---:').join(' | ')} |
${rows.map(([label, of]) => `| ${label} | ${names.map((name) => of(results[name]!)).join(' | ')} |`).join('\n')}
`;
const folder = resolve(import.meta.dirname, '../results');
writeFileSync(join(folder, 'corpora.json'), `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(join(folder, 'corpora.md'), report);
process.stdout.write(report);
