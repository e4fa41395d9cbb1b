import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { tinyPdf } from '../../../../engine/src/preflight/testing/tiny-pdf.ts';
import { posthorn } from '../testing/posthorn.ts';

let folder: string;
const path = (name: string): string => join(folder, name);

const run = (...argv: string[]) => posthorn('preflight', ...argv);

const metadata = {
  dict: '/Type /Metadata /Subtype /XML',
  data: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="B"/></rdf:RDF>`,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'posthorn-preflight-'));
  const good = Buffer.from(tinyPdf({ catalog: '/Metadata 5 0 R', objects: [metadata] })).toString('latin1');
  const withId = good.replace('/Root 1 0 R', '/Root 1 0 R /ID [<AB> <CD>]');
  await writeFile(path('good.pdf'), withId, 'latin1');
  await writeFile(path('bad.pdf'), withId.replace('%PDF-1.7', '%PDF-2.0'), 'latin1');
  await writeFile(path('silent.pdf'), tinyPdf({}));
  await writeFile(path('letter.txt'), 'Dear Sir');
});

test('a file that conforms to what it claims: exit code 0', async () => {
  expect(await run(path('good.pdf'))).toEqual({ code: 0, out: `${path('good.pdf')}: conforms to PDF/A-2b.`, err: '' });
});

test('a file that does not conform: clause, place and hint, exit code 1', async () => {
  const { code, out } = await run(path('good.pdf'), path('bad.pdf'));
  expect(code).toBe(1);
  expect(out).toContain('bad.pdf: does not conform to PDF/A-2b: 1 finding of 1 rule.');
  expect(out).toMatch(/ {2}6\.1\.2 {2}The file begins with.*\n {4}The header says.*\n {4}hint: /);
});

test('profiles can be chosen, several at once; findings have page and object', async () => {
  const { code, out } = await run('--profile', '2b,ua1', path('good.pdf'));
  expect(code).toBe(1);
  expect(out).toContain('conforms to PDF/A-2b');
  expect(out).toContain('does not conform to PDF/UA-1');
});

test('with --json there is one object with all verdicts', async () => {
  const { code, out } = await run('--json', '--profile', '3b', path('bad.pdf'));
  expect(code).toBe(1);
  const { files } = JSON.parse(out) as { files: { file: string; verdicts: { findings: object[] }[] }[] };
  expect(files).toMatchObject([{ file: path('bad.pdf'), verdicts: [{ profile: '3b', conforms: false }] }]);
  expect(files[0]!.verdicts[0]!.findings).toContainEqual(
    expect.objectContaining({ clause: '6.1.2', test: 1, hint: expect.any(String), place: {} }),
  );
});

test('wrong use, unreadable files and files that claim nothing: exit code 2', async () => {
  expect(await run()).toMatchObject({ code: 2 });
  expect(await run('--profile', '1b', path('good.pdf'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no profile "1b"'),
  });
  expect(await run(path('missing.pdf'))).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') });
  expect(await run(path('letter.txt'))).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read as PDF') });
  expect(await run(path('silent.pdf'))).toMatchObject({ code: 2, err: expect.stringContaining('--profile') });
});
