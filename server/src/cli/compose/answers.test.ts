import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { posthorn } from '../testing/posthorn.ts';

vi.setConfig({ testTimeout: 60_000 });

const shop = new URL('../../../../examples/shop/', import.meta.url).pathname;
const zones = [
  {
    type: 'paragraph',
    text: [
      { type: 'text', text: 'We come on ' },
      { type: 'input', name: 'day', question: 'When?', kind: 'date' },
    ],
  },
  {
    type: 'zone',
    name: 'gift',
    kind: 'optional',
    question: 'A gift?',
    leftOut: true,
    body: [{ type: 'paragraph', text: 'With a present' }],
  },
];

let folder: string;
let out: string;
/** An invoice that asks for a day, and whether there is a gift; with the first two records. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'posthorn-answers-'));
  out = join(folder, 'out');
  await cp(shop, join(folder, 'shop'), { recursive: true, filter: (source) => !source.endsWith('/data') });
  const path = join(folder, 'shop/template.json');
  const template = JSON.parse(await readFile(path, 'utf8')) as { body: object[] };
  await writeFile(path, JSON.stringify({ ...template, use: 'interactive', body: [...zones, ...template.body] }));
  const records = (await readFile(join(shop, 'sample.jsonl'), 'utf8')).split('\n').slice(0, 2);
  await writeFile(join(folder, 'data.jsonl'), records.join('\n'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function compose(lines: readonly unknown[], ...more: string[]) {
  await rm(out, { recursive: true, force: true });
  const answers = join(folder, 'answers.jsonl');
  await writeFile(answers, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return await posthorn('compose', join(folder, 'shop'), '--data', join(folder, 'data.jsonl'), '--out', out, '--answers', answers, ...more);
}
const textOf = (name: string): string => execFileSync('pdftotext', [join(out, `${name}.pdf`), '-'], { encoding: 'utf8' });

describe('answers beside the data', () => {
  test('are taken in the order of the records', async () => {
    const { code, err } = await compose([{ day: '2026-04-01', gift: true }, { day: '2026-05-02' }]);
    expect([code, err]).toEqual([0, '']);
    const [first, second] = (await readdir(out)).sort().map((name) => textOf(name.replace('.pdf', '')));
    expect(first).toContain('With a present');
    expect(first).toContain('1 April 2026');
    expect(second).toContain('2. Mai 2026');
    expect(second).not.toContain('With a present');
  });

  test('are taken by the number of the document, also by threads', async () => {
    const lines = [
      { reference: '580648', answers: { day: '2026-05-02' } },
      { reference: '580539', answers: { day: '2026-04-01' } },
    ];
    const { code } = await compose(lines, '--jobs', '1');
    expect(code).toBe(0);
    expect(textOf('580539')).toContain('1 April 2026');
    expect(textOf('580648')).toContain('2. Mai 2026');
  });

  test('that do not fit are told with their line and zone; other records are composed', async () => {
    const { code, err } = await compose([{ day: 'soon' }, { day: '2026-05-02' }, { day: '2026-05-03' }]);
    expect(code).toBe(1);
    expect(err).toContain('line 1: error zone.wrong-answer: answers of line 1, zone "day": "When?" is answered by a date.');
    expect(err).toContain('answers line 3: There are 2 records only.');
    expect(await readdir(out)).toHaveLength(1);
  });

  test('that are missing, for no document or no zone are told', async () => {
    const { code, err } = await compose([
      { reference: '580539', answers: { day: '2026-04-01', dya: 'x' } },
      { reference: '1', answers: {} },
    ]);
    expect(code).toBe(1);
    expect(err).toContain('answers of line 1: The template has no zone "dya" that this would answer.');
    expect(err).toContain('line 2: error zone.unanswered: no answers, zone "day": "When?" is not answered.');
    expect(err).toContain('answers line 2: There is no document "1".');
  });

  test('that are no answers are refused with their line before anything is composed', async () => {
    const refused = async (...lines: unknown[]) => (await compose(lines)).err;
    expect(await refused({ day: '2026-04-01' }, '{"day"')).toContain('answers.jsonl, line 2: It is not valid JSON');
    expect(await refused({ day: { on: 1 } })).toContain('line 1: The answer to the zone "day" is neither');
    expect(await refused({ reference: 'a', answers: {} }, { reference: 'a', answers: {} })).toContain('has answers in line 1 already');
    expect(await refused({ reference: 'a', answers: {} }, {})).toContain('line 2: It names no document, and others do.');
  });
});
