import { execFileSync, spawn } from 'node:child_process';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitPrintStream } from '@posthorn/engine';
import { expect, onTestFinished, test, vi } from 'vitest';
import { posthorn } from '../testing/posthorn.ts';
import { ThreadPool } from './thread-pool.ts';

const shop = new URL('../../../../examples/shop/', import.meta.url).pathname;
const template = join(shop, 'template.json');
const program = new URL('../posthorn.ts', import.meta.url).pathname;

// Threads compile a template each, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-batch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const pdfsIn = async (folder: string): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.pdf'));

/** A file of invoices, numbered from 1; some lines in the middle are what `bad` says instead. */
async function invoices(count: number, bad: { readonly [number: number]: string } = {}): Promise<string> {
  const lines = (await readFile(join(shop, 'sample.jsonl'), 'utf8')).trim().split('\n');
  const numbered = Array.from({ length: count }, (_, i) => {
    const number = i + 1;
    return bad[number] ?? lines[i % lines.length]!.replace(/"number":"[^"]*"/, `"number":"N${String(number).padStart(4, '0')}"`);
  });
  const path = join(await temporary(), 'data.jsonl');
  await writeFile(path, numbered.join('\n'));
  return path;
}

test('a print stream is the same to the last byte whatever the number of threads, and conforms', async () => {
  const data = await invoices(60);
  const outs: string[] = [];
  for (const jobs of ['1', '2', '3']) {
    const out = await temporary();
    const { code, out: json } = await posthorn(
      ...['compose', template, '--data', data, '--out', out, '--single-stream', '--jobs', jobs, '--json'],
    );
    expect([code, JSON.parse(json)]).toMatchObject([0, { documents: 60, failed: 0 }]);
    outs.push(out);
  }
  for (const name of ['print-stream.pdf', 'print-stream.jsonl']) {
    const [first, ...others] = await Promise.all(outs.map((out) => readFile(join(out, name))));
    for (const other of others) expect(other.equals(first!)).toBe(true);
  }
  const pdf = join(outs[0]!, 'print-stream.pdf');
  expect(execFileSync('qpdf', ['--check', pdf], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
  expect(await posthorn('preflight', pdf, '--profile', 'ua1', '--profile', '2a')).toMatchObject({ code: 0 });
});

test('the documents of a stream, taken apart, say what those composed one by one say', async () => {
  const data = await invoices(6);
  const [single, each] = [await temporary(), await temporary()];
  await posthorn('compose', template, '--data', data, '--out', single, '--single-stream', '--jobs', '1');
  await posthorn('compose', template, '--data', data, '--out', each, '--jobs', '1');
  const textOf = (pdf: Uint8Array): string => execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  const pieces = [...splitPrintStream(await readFile(join(single, 'print-stream.pdf')))];
  expect(pieces).toHaveLength(6);
  for (const { facts, pdf } of pieces) {
    const whole = await readFile(join(each, `${facts.Reference}.pdf`));
    expect(textOf(pdf)).toBe(textOf(whole));
  }
});

test.each([[['--single-stream']], [[]]])('bad records in the middle are named and counted, the others composed: %j', async (more) => {
  const data = await invoices(70, { 30: '{"broken', 31: '[]', 55: '{"invoice":{}}' });
  const out = await temporary();
  const { code, out: json, err } = await posthorn('compose', template, '--data', data, '--out', out, '--jobs', '2', '--json', ...more);
  expect([code, JSON.parse(json)]).toMatchObject([1, { documents: 67, failed: 3 }]);
  expect([...err.matchAll(/^line (\d+): /gm)].map(([, line]) => line)).toEqual(expect.arrayContaining(['30', '31', '55']));
  const names = await readdir(out);
  if (more.length === 0) expect(names).toHaveLength(67);
  else expect((await readFile(join(out, 'print-stream.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(67);
});

test('a file without a single good record leaves no print stream behind', async () => {
  const out = await temporary();
  const data = await invoices(2, { 1: 'x', 2: 'y' });
  const { code, out: json } = await posthorn('compose', template, '--data', data, '--out', out, '--single-stream', '--json');
  expect([code, JSON.parse(json)]).toMatchObject([1, { documents: 0, failed: 2, bytes: 0 }]);
  expect(await readdir(out)).toEqual([]);
});

test('a process that is killed leaves nothing that looks whole, and the next one writes it all', async () => {
  const data = await invoices(400);
  const out = await temporary();
  const argv = ['compose', template, '--data', data, '--out', out, '--single-stream', '--jobs', '2'];
  const child = spawn(process.execPath, [program, ...argv], { stdio: 'ignore' });
  const gone = new Promise((resolve) => child.on('close', resolve));
  const part = join(out, 'print-stream.pdf.part');
  await vi.waitFor(() => access(part), 60_000);
  child.kill('SIGKILL');
  await gone;
  expect(await readdir(out)).not.toContain('print-stream.pdf');
  expect(await posthorn(...argv)).toMatchObject({ code: 0 });
  expect((await readdir(out)).sort()).toEqual(['print-stream.jsonl', 'print-stream.pdf']);
});

test('a process that is killed leaves only whole documents under their names, and the next one writes all and clears what was left', async () => {
  const data = await invoices(200);
  const out = await temporary();
  const argv = ['compose', template, '--data', data, '--out', out, '--jobs', '2'];
  const child = spawn(process.execPath, [program, ...argv], { stdio: 'ignore' });
  const gone = new Promise((resolve) => child.on('close', resolve));
  await vi.waitFor(async () => expect(await pdfsIn(out)).not.toEqual([]), 60_000);
  child.kill('SIGKILL');
  await gone;
  const left = await pdfsIn(out);
  expect(left.length).toBeLessThan(200);
  for (const name of left) expect((await readFile(join(out, name))).toString('latin1').trimEnd()).toMatch(/%%EOF$/);
  expect((await readdir(out)).filter((name) => name.startsWith('.'))).toHaveLength(1);
  expect(await posthorn(...argv)).toMatchObject({ code: 0 });
  expect(await readdir(out)).toEqual(await pdfsIn(out));
  expect(await pdfsIn(out)).toHaveLength(200);
});

test('documents of the same reference are numbered in the order of the records, whichever thread was faster', async () => {
  const { customer, ...rest } = JSON.parse((await readFile(join(shop, 'sample.jsonl'), 'utf8')).split('\n')[0]!);
  const count = 150;
  const lines = Array.from({ length: count }, (_, i) => JSON.stringify({ ...rest, customer: { ...customer, number: `C-${i + 1}` } }));
  const data = join(await temporary(), 'data.jsonl');
  await writeFile(data, lines.join('\n'));
  const out = await temporary();
  expect(await posthorn('compose', template, '--data', data, '--out', out, '--jobs', '3', '--format', 'text')).toMatchObject({ code: 0 });
  for (let i = 1; i <= count; i++) {
    const text = await readFile(join(out, i === 1 ? '580539.txt' : `580539-${i}.txt`), 'utf8');
    expect(text).toContain(`customer number C-${i} `);
  }
});

test('an output that cannot be written is said to be so, with a hint: exit code 6', async () => {
  const folder = await temporary();
  const file = join(folder, 'file');
  await writeFile(file, '');
  const data = await invoices(3);
  for (const more of [['--single-stream'], []]) {
    const { code, err } = await posthorn('compose', template, '--data', data, '--out', join(file, 'out'), ...more);
    expect(code).toBe(6);
    expect(err).toMatch(/Output cannot be written: .*\n {2}Make room/);
  }
});

test.each([['--single-stream'], []])(
  'a disk that is full ends it with what is missing, and leaves no part of a stream: %s',
  async (...more) => {
    const out = await temporary();
    const data = await invoices(40);
    // The shell's limit on the size of files stands for a full disk; it counts blocks of 1,024 bytes.
    const command = `ulimit -f ${more.length === 0 ? 20 : 200}; exec "$0" "$@"`;
    const argv = [program, 'compose', template, '--data', data, '--out', out, ...more, '--jobs', '1'];
    const child = spawn('bash', ['-c', `trap '' XFSZ; ${command}`, process.execPath, ...argv], { stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (text: Buffer) => {
      err += text.toString();
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(6);
    expect(err).toContain('Output cannot be written');
    expect(await readdir(out)).toEqual([]);
  },
);

test('a thread that dies fails what waits for it instead of keeping it waiting', async () => {
  const { bundleFromFolder } = await import('../../content/bundle-from-folder.ts');
  const { bundle } = await bundleFromFolder(template);
  const pool = new ThreadPool(1, { bundle, format: 'pdf', parts: await temporary() });
  onTestFinished(() => pool.close());
  expect(await pool.faults()).toEqual([]);
  const [first] = (await readFile(join(shop, 'sample.jsonl'), 'utf8')).split('\n');
  const waiting = pool.compose({ numbers: [], records: Array.from({ length: 500 }, () => first!) });
  const failure = expect(waiting).rejects.toThrow('The composing thread ended');
  await pool.close();
  await failure;
  await expect(pool.compose({ numbers: [1], records: [first!] })).rejects.toThrow('The composing thread ended');
});
