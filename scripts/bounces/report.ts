/**
 * Measures how well returned mail is read, on real bounces with the expected outcome of each recipient, and writes the section of
 * `docs/reference/bounces.md` between its markers: `node scripts/bounces/report.ts [CORPUS]`, a folder with `expected.csv` (file, n, status,
 * reply, reason, hard) beside the mails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBounce } from '../../server/src/delivery/bounces/read-bounce.ts';

interface Case {
  readonly file: string;
  readonly reason: string;
  readonly hard: boolean;
  readonly found: { readonly reason: string; readonly hard: boolean } | undefined;
}

export async function readCorpus(corpus: string): Promise<readonly Case[]> {
  const lines = readFileSync(join(corpus, 'expected.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  const cases: Case[] = [];
  for (const line of lines) {
    const [file, n, , , reason, hard] = line.split(',') as [string, string, string, string, string, string];
    cases.push({ file, reason, hard: hard === 'true', found: (await readBounce(readFileSync(join(corpus, file))))[Number(n)] });
  }
  return cases;
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** The section as it stands in the reference. */
export function report(cases: readonly Case[]): string {
  const onHard = cases.filter(({ hard, found }) => found?.hard === hard);
  const onReason = cases.filter(({ reason, found }) => found?.reason === reason);
  const lines = [
    `Measured on ${cases.length} recipients in ${new Set(cases.map((one) => one.file)).size} real bounces (the half of Sisimai's set of mails that the rules were`,
    `written with) by \`node scripts/bounces/report.ts\`: **${share(onHard.length, cases.length)}** right on hard or not, **${share(onReason.length, cases.length)}** on the reason.`,
    'A test holds it above 97 % and 90 %.',
    '',
    '| reason | recipients | right on hard | right on reason | taken for |',
    '| --- | ---: | ---: | ---: | --- |',
  ];
  const byReason = Map.groupBy(cases, ({ reason }) => reason)
    .entries()
    .toArray()
    .sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1));
  for (const [reason, of] of byReason) {
    const wrong = Map.groupBy(
      of.filter(({ found }) => found?.reason !== reason),
      ({ found }) => found?.reason ?? 'nothing',
    );
    const takenFor = [...wrong].map(([other, ones]) => `\`${other}\` ${ones.length}`).sort();
    const right = (test: (one: Case) => boolean) => of.filter(test).length;
    lines.push(
      `| \`${reason}\` | ${of.length} | ${right((one) => one.found?.hard === one.hard)} | ${right((one) => one.found?.reason === reason)} | ${takenFor.join(', ')} |`,
    );
  }
  return lines.join('\n');
}

if (import.meta.main) {
  const corpus = resolve(process.argv[2] ?? join(import.meta.dirname, '../../../shared/data/bounce-emails'));
  const page = join(import.meta.dirname, '../../docs/reference/bounces.md');
  const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->'];
  const text = readFileSync(page, 'utf8');
  const [before, after] = [text.indexOf(begin), text.indexOf(end)];
  if (before < 0 || after < 0) throw new Error(`${page} has no place for the figures: ${begin} … ${end}`);
  writeFileSync(page, `${text.slice(0, before)}${begin}\n${report(await readCorpus(corpus))}\n${text.slice(after)}`);
}
