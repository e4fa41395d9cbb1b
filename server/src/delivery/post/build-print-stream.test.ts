import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { composedRun } from '../../../test/composed-chunk.ts';
import { sampleLetters } from '../../../test/letters.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import type { ObjectStore } from '../../platform/files/index.ts';
import { deliveryRoom } from '../index.ts';
import { countsOf, deliveriesOf } from '../store.ts';
import { buildPrintStreams, indexKey, pdfKey } from './build-print-stream.ts';
import { streamsOfRun } from './store.ts';

let letters: readonly Uint8Array[];
beforeAll(async () => {
  letters = await sampleLetters();
});

const working = () => testPlatform({ work: true, rooms: [deliveryRoom] });
const signal = new AbortController().signal;
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 100 });
const letterRun = (platform: TestPlatform, count: number) =>
  composedRun(
    platform,
    Array.from({ length: count }, (_, at) => ({ channel: 'post' as const, files: { pdf: letters[at % letters.length]! } })),
  );

/** A store on a slow disk: it begins to read what it is given only after a while. */
const storeThatOpensLate = (store: ObjectStore): ObjectStore => ({
  ...store,
  put: async (...given) => {
    await sleep(300);
    return store.put(...given);
  },
});

async function readStream(platform: TestPlatform, runId: string, number = 1) {
  const stream = (await streamsOfRun(platform.db, runId)).find((one) => one.number === number)!;
  const pdf = await platform.objects.get(pdfKey(stream.id));
  const index = Buffer.from(await platform.objects.get(indexKey(stream.id))).toString();
  const lines = index.split('\n').filter(Boolean);
  return { stream, pdf, pieces: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** What an independent reader says of a file. */
async function checkPdf(pdf: Uint8Array): Promise<{ pages: number; text: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-print-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'stream.pdf');
  await writeFile(file, pdf);
  execFileSync('qpdf', ['--check', file], { stdio: 'pipe' });
  const pages = Number(execFileSync('qpdf', ['--show-npages', file], { encoding: 'utf8' }));
  return { pages, text: execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }) };
}

test('the letters of a run become one print stream with an index, and count as printed', async () => {
  const platform = await working();
  const { runId, communications } = await letterRun(platform, 7);
  await until(async () => expect(await streamsOfRun(platform.db, runId)).toMatchObject([{ state: 'ready', mailPieces: 7 }]));
  const { stream, pdf, pieces } = await readStream(platform, runId);
  const checked = await checkPdf(pdf);
  expect(stream).toMatchObject({ number: 1, pages: checked.pages, bytes: pdf.length });
  expect(pieces.map((piece) => piece.communicationId)).toEqual(communications.map((one) => one.id));
  expect(pieces[1]).toMatchObject({ sequence: 2, reference: 'R-1', address: ['Erika Muster', 'Weg 1', '12345 Ort', 'GERMANY'] });
  let next = 1;
  for (const piece of pieces) {
    expect(piece.firstPage).toBe(next);
    expect((piece.pages as number) % 2).toBe(0);
    next += piece.pages as number;
  }
  expect(next - 1).toBe(checked.pages);
  expect(await countsOf(platform.db, [runId])).toMatchObject([{ channel: 'post', state: 'printed', deliveries: 7 }]);
});

test('the same stream built again has the same bytes', async () => {
  const platform = await working();
  const { runId, communications } = await letterRun(platform, 5);
  await until(async () => expect(await streamsOfRun(platform.db, runId)).toMatchObject([{ state: 'ready' }]));
  const { stream, pdf } = await readStream(platform, runId);
  await platform.pool.query("update delivery.print_streams set state = 'building' where run_id = $1", [runId]);
  await buildPrintStreams(platform, { runId, month: communications[0]!.month }, signal);
  const again = await readStream(platform, runId);
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(again.pdf)).toBe(hash(pdf));
  expect(again.stream).toMatchObject({ id: stream.id, state: 'ready', bytes: stream.bytes });
  expect(await countsOf(platform.db, [runId])).toMatchObject([{ state: 'printed', deliveries: 5 }]);
});

test('a build that is stopped before its first letter gives the job back, and the next one finishes it', async () => {
  const platform = await working();
  const { runId, communications } = await letterRun(platform, 2);
  await until(async () => expect(await streamsOfRun(platform.db, runId)).toMatchObject([{ state: 'ready' }]));
  await platform.pool.query("update delivery.print_streams set state = 'building' where run_id = $1", [runId]);
  const run = { runId, month: communications[0]!.month };
  const slow: TestPlatform = Object.create(platform, { objects: { value: storeThatOpensLate(platform.objects) } });
  await expect(buildPrintStreams(slow, run, AbortSignal.abort())).rejects.toThrow('aborted');
  await buildPrintStreams(platform, run, signal);
  expect(await streamsOfRun(platform.db, runId)).toMatchObject([{ state: 'ready', mailPieces: 2 }]);
});

test('a run told of again makes no further stream', async () => {
  const platform = await working();
  const { runId, communications } = await letterRun(platform, 2);
  await until(async () => expect(await streamsOfRun(platform.db, runId)).toMatchObject([{ state: 'ready' }]));
  await buildPrintStreams(platform, { runId, month: communications[0]!.month }, signal);
  expect(await streamsOfRun(platform.db, runId)).toHaveLength(1);
});

test('a letter that cannot be read fails alone; the others are printed', async () => {
  const platform = await working();
  const { runId, communications } = await composedRun(platform, [
    { channel: 'post', files: { pdf: letters[0]! } },
    { channel: 'post', files: { pdf: Buffer.from('%PDF-1.4 made by somebody else') } },
    { channel: 'post', files: { pdf: letters[1]! } },
  ]);
  await until(async () => expect(await streamsOfRun(platform.db, runId)).toMatchObject([{ state: 'ready', mailPieces: 2 }]));
  const deliveries = await deliveriesOf(
    platform.db,
    communications.map((one) => one.id),
  );
  expect(deliveries.map((one) => one.state).sort()).toEqual(['failed', 'printed', 'printed']);
  const { pdf, pieces } = await readStream(platform, runId);
  expect(pieces.map((piece) => piece.sequence)).toEqual([1, 3]);
  await checkPdf(pdf);
});

test('a run without letters has no print stream', async () => {
  const platform = await working();
  const { runId, communications } = await composedRun(platform, [{ channel: 'portal' }]);
  await until(async () => expect(await deliveriesOf(platform.db, [communications[0]!.id])).toHaveLength(1));
  await buildPrintStreams(platform, { runId, month: communications[0]!.month }, signal);
  expect(await streamsOfRun(platform.db, runId)).toEqual([]);
});
