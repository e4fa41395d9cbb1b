import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../main.ts';
import { posthorn } from '../testing/posthorn.ts';
import { FileNames, safeName } from './file-names.ts';
import { readData } from './read-data.ts';

const shop = new URL('../../../../examples/shop/', import.meta.url).pathname;
const template = join(shop, 'template.json');
const samples = join(shop, 'sample.jsonl');

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-compose-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function dataFile(name: string, content: string): Promise<string> {
  const path = join(await temporary(), name);
  await writeFile(path, content);
  return path;
}

const references = ['580539', '580615', '580648', '580736', 'C580597', 'C580714'];

describe('compose', () => {
  test('one PDF per record, named by its reference, with its text in it', async () => {
    const out = await temporary();
    const { code, out: json } = await posthorn('compose', template, '--data', samples, '--out', out, '--jobs', '2', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(json)).toMatchObject({ documents: 6, failed: 0, pages: expect.any(Number) });
    expect((await readdir(out)).sort()).toEqual(references.map((name) => `${name}.pdf`));
    for (const name of references) expect(execFileSync('pdftotext', [join(out, `${name}.pdf`), '-'], { encoding: 'utf8' })).toContain(name);
  });

  test('--watch composes again after a change, shows a mistake and goes on when it is mended', async () => {
    const folder = await temporary();
    await cp(shop, folder, { recursive: true, filter: (path) => !path.includes('/data') });
    const out = join(folder, 'out');
    const file = join(folder, 'template.json');
    const stopping = new AbortController();
    const err: string[] = [];
    const io = { out: () => {}, err: (line: string) => void err.push(line), signal: stopping.signal, json: false };
    // Little data is composed here and not in a thread: the runner of the tests has to load the engine first.
    const waits = (times: number) => vi.waitFor(() => expect(err.filter((line) => line.startsWith('Waiting'))).toHaveLength(times), 90_000);
    const ended = main(['compose', file, '--data', join(folder, 'sample.jsonl'), '--out', out, '--format', 'sms', '--watch'], io);
    await waits(1);
    const source = await readFile(file, 'utf8');
    await writeFile(file, source.replace('Hollyhock & Wren: your', 'H&W: your {{ invoice.nmber }}'));
    await waits(2);
    expect(err.join('\n')).toContain('Did you mean "number"?');
    await writeFile(file, source.replace('Hollyhock & Wren: your', 'H&W: your'));
    await waits(3);
    expect(await readFile(join(out, '580539.txt'), 'utf8')).toMatch(/^H&W: your invoice/);
    stopping.abort();
    expect(await ended).toBe(0);
  }, 180_000);

  test('--watch of a folder that is not there is refused', async () => {
    const { code, err } = await posthorn('compose', '/nowhere/template.json', '--data', samples, '--out', await temporary(), '--watch');
    expect(code).not.toBe(0);
    expect(err).toContain('There is no folder /nowhere to watch.');
  });

  test('one thread composes more records than it gets at once', async () => {
    const lines = (await readFile(samples, 'utf8')).trim().split('\n');
    const data = await dataFile('many.jsonl', Array.from({ length: 50 }, (_, i) => lines[i % lines.length]).join('\n'));
    const out = await temporary();
    const { code, out: json } = await posthorn(
      'compose',
      template,
      '--data',
      data,
      '--out',
      out,
      '--jobs',
      '1',
      '--format',
      'sms',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(json)).toMatchObject({ documents: 50, failed: 0 });
  });

  test('a print stream has every document, and its index says where', async () => {
    const out = await temporary();
    const { code } = await posthorn('compose', template, '--data', samples, '--out', out, '--single-stream', '--json');
    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['print-stream.jsonl', 'print-stream.pdf']);
    const index = (await readFile(join(out, 'print-stream.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { reference: string; firstPage: number; pages: number });
    expect(index.map((piece) => piece.reference).sort()).toEqual(references);
    for (const { reference, firstPage } of index) {
      const text = execFileSync('pdftotext', ['-f', String(firstPage), '-l', String(firstPage), join(out, 'print-stream.pdf'), '-'], {
        encoding: 'utf8',
      });
      expect(text).toContain(reference);
    }
  });

  test('a print stream of pages side by side on sheets says that documents do not share them, but for booklets', async () => {
    const folder = await temporary();
    await cp(shop, folder, { recursive: true, filter: (path) => !path.includes('/data') });
    const file = join(folder, 'template.json');
    const { letter, ...rest } = JSON.parse(await readFile(file, 'utf8')) as { letter: object };
    const [first, second] = (await readFile(samples, 'utf8')).split('\n');
    const data = await dataFile('two.jsonl', `${first}\n${second}`);
    const composed = async (imposition: object, ...more: string[]) => {
      await writeFile(file, JSON.stringify({ ...rest, letter: { ...letter, imposition } }));
      return await posthorn('compose', file, '--data', data, '--out', join(folder, 'out'), ...more);
    };
    const said = 'Every document begins a sheet of its own';
    const pages = { sheet: 'A3', landscape: true, columns: 2, rows: 1 };
    expect(await composed(pages, '--single-stream')).toMatchObject({ code: 0, err: expect.stringContaining(said) });
    expect(await composed(pages)).toMatchObject({ code: 0, err: expect.not.stringContaining(said) });
    const booklet = await composed({ ...pages, order: 'booklet' }, '--single-stream');
    expect(booklet).toMatchObject({ code: 0, err: expect.not.stringContaining(said) });
    const index = (await readFile(join(folder, 'out', 'print-stream.jsonl'), 'utf8')).trim().split('\n');
    expect(index.map((line) => (JSON.parse(line) as { firstSheet: number }).firstSheet)).toEqual([1, expect.any(Number)]);
  }, 60_000);

  test('every page is a picture of its own, at the size of a screen', async () => {
    const [first] = (await readFile(samples, 'utf8')).split('\n');
    const data = await dataFile('one.jsonl', first!);
    const out = await temporary();
    const { code, out: json } = await posthorn('compose', template, '--data', data, '--out', out, '--format', 'png', '--json');
    expect(code).toBe(0);
    const { pages, bytes } = JSON.parse(json) as { pages: number; bytes: number };
    const files = (await readdir(out)).sort();
    expect(files).toEqual(Array.from({ length: pages }, (_, i) => `580539-${i + 1}.png`));
    const pictures = await Promise.all(files.map((file) => readFile(join(out, file))));
    // A4 at 96 dots per inch: signature, then width and height in the header.
    for (const png of pictures) expect(png.toString('latin1', 1, 4), 'signature').toBe('PNG');
    for (const png of pictures)
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([expect.closeTo(794, -1), expect.closeTo(1123, -1)]);
    expect(bytes).toBe(pictures.reduce((sum, png) => sum + png.length, 0));
  });

  test('a letter is a Word file for who goes on writing it', async () => {
    const out = await temporary();
    expect(await posthorn('compose', template, '--data', samples, '--out', out, '--format', 'docx')).toMatchObject({ code: 0 });
    expect((await readdir(out)).sort()).toEqual(references.map((name) => `${name}.docx`));
    expect((await readFile(join(out, '580539.docx'))).toString('latin1', 0, 2)).toBe('PK');
  });

  test('an e-mail is a file that mail programs open, with text, page and letter', async () => {
    const out = await temporary();
    expect(await posthorn('compose', template, '--data', samples, '--out', out, '--format', 'email', '--json')).toMatchObject({ code: 0 });
    const mail = await PostalMime.parse(await readFile(join(out, '580539.eml')));
    expect(mail).toMatchObject({
      subject: 'Invoice 580539',
      text: expect.stringContaining('580539'),
      html: expect.stringContaining('<html'),
    });
    expect(mail.attachments.find((part) => part.mimeType === 'application/pdf')?.filename).toBe('Invoice 580539.pdf');
  });

  test('a record that cannot be composed is named with its line, the others are written: exit code 1', async () => {
    const [first, second] = (await readFile(samples, 'utf8')).split('\n');
    const data = await dataFile('data.jsonl', `${first}\nnot json\n${second!.replace('"currency"', '"curency"')}\n${second}\n`);
    const out = await temporary();
    const { code, out: json, err } = await posthorn('compose', template, '--data', data, '--out', out, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(json)).toMatchObject({ documents: 2, failed: 2 });
    expect(err).toMatch(/^line 2: .*JSON/m);
    expect(err).toMatch(/^line 3: .*currency/m);
  });

  test('the same reference again gets a number', async () => {
    const [first] = (await readFile(samples, 'utf8')).split('\n');
    const out = await temporary();
    await posthorn(
      'compose',
      template,
      '--data',
      await dataFile('data.json', `[${first},${first}]`),
      '--out',
      out,
      '--format',
      'sms',
      '--json',
    );
    expect((await readdir(out)).sort()).toEqual(['580539-2.txt', '580539.txt']);
  });

  test.each([
    [['compose', '/nowhere/template.json', '--data', samples, '--out', '/tmp/x'], 2, 'Template not found'],
    [['compose', template, '--data', '/nowhere.jsonl', '--out', '/tmp/x'], 2, 'no data file'],
    [['compose', template, '--out', '/tmp/x'], 2, '--data is missing'],
    [['compose', template, '--data', samples, '--out', '/tmp/x', '--format', 'odt'], 2, '--format is one of'],
    [['compose', template, '--data', samples, '--out', '/tmp/x', '--format', 'sms', '--single-stream'], 2, 'pdf only'],
  ])('wrong use is told with exit code 2: %#', async (argv, code, message) => {
    const result = await posthorn(...argv);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
  });
});

describe('check', () => {
  test('the example has no errors, nor have its samples', async () => {
    const { code, out } = await posthorn('check', template, '--data', samples, '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, { errors: 0, records: 6 }]);
  });

  test('an error is shown with file, line, the text and carets under the fault', async () => {
    const folder = await temporary();
    await cp(shop, folder, { recursive: true });
    const source = (await readFile(template, 'utf8')).replace('"reference": "invoice.number"', '"reference": "invoice.nmber"');
    await writeFile(join(folder, 'template.json'), source);
    const { code, out } = await posthorn('check', folder);
    const line = source.slice(0, source.indexOf('invoice.nmber')).split('\n').length;
    expect(code).toBe(1);
    expect(out).toContain(`template.json:${line}:25`);
    const shown = out.split('\n');
    const at = shown.findIndex((text) => text.includes('"reference": "invoice.nmber"'));
    expect(shown[at]!.indexOf('nmber')).toBe(shown[at + 1]!.indexOf('^^^^^'));
    expect(out).toContain('hint: Did you mean "number"?');
    expect(await posthorn('compose', folder, '--data', samples, '--out', folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('has 1 error'),
    });
  });
});

test('file names are safe: no path, no hidden file, no device, no shell, distinct whatever the case', () => {
  expect(['../../etc/passwd', '.hidden', 'a/b\\c', 'x; rm -rf *', 'CON', '', 'Größe 12', '-rf'].map(safeName)).toEqual([
    'etc_passwd',
    'hidden',
    'a_b_c',
    'x_rm_-rf',
    '_CON',
    '',
    'Größe_12',
    'rf',
  ]);
  const names = new FileNames();
  expect([names.next('A', 1), names.next('a', 2), names.next('', 3), names.next('a-2', 4)]).toEqual(['A', 'a-2', 'record-000003', 'a-2-2']);
});

test('a line of many megabytes is read in no more time than its length', async () => {
  const long = JSON.stringify({ text: 'x'.repeat(60_000_000) });
  const path = await dataFile('long.jsonl', `\uFEFF{"a":1}\r\n\n${long}\n{"b":2}`);
  const found: [string, number][] = [];
  for await (const { place, record } of readData(path, {})) found.push([place, JSON.stringify(record).length]);
  expect(found).toEqual([
    ['line 1', 7],
    ['line 3', long.length],
    ['line 4', 7],
  ]);
});

test('CSV columns become fields, dots nest them, the schema tells what is a number', async () => {
  const schema = {
    properties: {
      customer: { properties: { name: { type: 'string' } } },
      invoice: { properties: { count: { type: 'integer' }, total: { type: 'string', format: 'decimal' } } },
    },
  };
  const path = await dataFile('data.csv', 'customer.name,invoice.count,invoice.total\n"Müller, A",3,1.50\nx,1\n');
  const records: unknown[] = [];
  for await (const record of readData(path, schema)) records.push(record);
  expect(records).toMatchObject([
    { record: { customer: { name: 'Müller, A' }, invoice: { count: 3, total: '1.50' } } },
    { place: 'line 3', problem: 'It has 2 fields instead of 3.' },
  ]);
});
