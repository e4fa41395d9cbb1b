import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, importShop, olga, rita, shop } from '../../../test/shop.ts';
import { chooseRoute } from '../../delivery/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { factsForContent, productionRoom, type RouteFunction, startRun } from '../../production/index.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { holdLock } from '../drafts/hold-lock.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { startDraft } from '../drafts/start-draft.ts';
import { pushFolder, releaseVersion } from '../index.ts';
import { decideReview } from '../review/decide-review.ts';
import { submitDraft } from '../review/submit-draft.ts';
import type { ContentKind } from '../types.ts';
import { runProof } from './run-proof.ts';
import { composeSide, showMaterial } from './show-material.ts';
import { judgeProof, showItems, showProof } from './show-proof.ts';
import { startProof } from './start-proof.ts';

// Every sample in every language and format, and PDFium to be compiled first.
vi.setConfig({ testTimeout: 120_000 });

const anna: Actor = { kind: 'user', id: 'anna', name: 'Anna' };
const compliance = new Set(['content:approve-compliance']);
const invoice = { kind: 'template', id: 'shop-invoice' } as const;
const unhurried = { signal: new AbortController().signal };

/** An invoice and a credit note are enough here; of all six every rendition would be made twice. */
const keepTwoSamples = (platform: TestPlatform) =>
  sql`delete from content.samples s where id <> all(array[
    (select id from content.samples where record -> 'invoice' ->> 'kind' = 'invoice' order by id limit 1),
    (select id from content.samples where record -> 'invoice' ->> 'kind' = 'credit' order by id limit 1)])`.execute(platform.db);

async function submitted(change: (document: JsonDocument) => JsonDocument, place: { kind: ContentKind; id: string } = invoice) {
  const platform = await testPlatform({ rooms: [content] });
  const { version } = await pushFolder(platform, olga, shop);
  await releaseVersion(platform, rita, version.id, 'first');
  return { platform, versionId: await resubmit(platform, change, place) };
}

async function resubmit(
  platform: TestPlatform,
  change: (document: JsonDocument) => JsonDocument,
  place: { kind: ContentKind; id: string },
) {
  const draft = await startDraft(platform, anna, place);
  await keepTwoSamples(platform);
  await holdLock(platform, anna, { ...place, editor: 'anna', takeOver: true });
  await saveDraft(platform, anna, { ...place, document: change(draft.document), editor: 'anna', ifMatch: `"${draft.revision}"` });
  return await submitDraft(platform, anna, { ...place, comment: 'A deliberate change' });
}

/** One more paragraph, for credit notes alone: the other samples must stay as they are. */
const thanksForCredits = (document: JsonDocument): JsonDocument => ({
  ...document,
  body: [
    ...(document.body as object[]),
    {
      type: 'if',
      condition: "invoice.kind == 'credit'",
      // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
      then: [{ type: 'paragraph', text: { en: 'We are sorry.', de: 'Es tut uns leid.', fr: 'Nous sommes navrés.' } }],
    },
  ],
});

const proved = async (platform: TestPlatform, versionId: string) => {
  const { proof } = await showProof(platform, versionId);
  await runProof(platform, { proofId: proof!.id }, unhurried);
  return (await showProof(platform, versionId)).proof!;
};

test('a deliberate change is found where it is and nowhere else; refused it stands in the way of the release, as expected it does not', async () => {
  const { platform, versionId } = await submitted(thanksForCredits);
  expect((await showProof(platform, versionId)).proof).toMatchObject({ state: 'running', total: 2, done: 0, before: { version: 1 } });
  const proof = await proved(platform, versionId);
  expect(proof).toMatchObject({ state: 'done', total: 2, done: 2, different: 1, failing: 0 });
  const { rows } = await showItems(platform, proof.id, {});
  const { samples, formats, languages } = await showMaterial(platform, versionId);
  expect(rows.map(({ findings }) => findings.length)).toEqual(samples.map(() => formats.length * languages.length));
  const credits = rows.filter(({ state }) => state === 'different');
  expect(credits).toHaveLength(1);
  const letter = credits[0]!.findings.find(({ format, language }) => format === 'pdf' && language === 'de')!;
  expect(letter).toMatchObject({ outcome: 'different', pagesBefore: 1, pagesAfter: 1, changedPages: [{ page: 1 }] });
  expect(letter.text!.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toEqual([
    expect.stringContaining('Es tut uns leid.'),
  ]);
  // The message to a phone says the same as before.
  expect(credits[0]!.findings.filter(({ format }) => format === 'sms').map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same']);
  const says = async (side: 'before' | 'after') => {
    const page = await composeSide(platform, versionId, { side, format: 'html', record: credits[0]!.position, language: 'de' });
    return page.format === 'html' && page.html.includes('Es tut uns leid.');
  };
  expect([await says('before'), await says('after')]).toEqual([false, true]);

  // A refused difference stands in the way of the release until it is taken as expected; verdicts are kept.
  const [first] = (await showItems(platform, proof.id, { only: 'different' })).rows;
  const judge = (verdict: 'expected' | 'refused', reason: string) =>
    judgeProof(platform, rita, proof.id, { positions: [first!.position], verdict, reason });
  expect(await judge('refused', 'Not for partial credits')).toMatchObject({ refused: 1, expected: 0 });
  await expect(judgeProof(platform, anna, proof.id, { verdict: 'expected', reason: 'I meant it' })).rejects.toMatchObject({
    code: 'content.own-change',
  });
  const approve = () => decideReview(platform, rita, compliance, { versionId, decision: 'approve', comment: 'Good' });
  await expect(approve()).rejects.toMatchObject({ code: 'content.proof-refused' });
  await judge('expected', 'It is as the department wants it');
  // Those that have no verdict yet: none is left.
  expect(await judgeProof(platform, rita, proof.id, { verdict: 'expected', reason: 'As described' })).toMatchObject({ expected: 1 });
  expect((await showItems(platform, proof.id, { only: 'undecided' })).rows).toEqual([]);
  await approve();
  expect((await showProof(platform, versionId)).proof).toMatchObject({ expected: proof.different, refused: 0 });
  expect((await showItems(platform, proof.id, { only: 'different' })).rows[0]).toMatchObject({
    judgedBy: 'Rita',
    reason: 'It is as the department wants it',
  });
  await expect(judge('refused', 'Too late')).rejects.toMatchObject({ code: 'content.review-decided' });
});

test('a worker that ends in the middle is followed by one that goes on where it was', async () => {
  const { platform, versionId } = await submitted(thanksForCredits);
  const { proof } = await showProof(platform, versionId);
  const stop = new AbortController();
  const watch = (async () => {
    while ((await showProof(platform, versionId)).proof!.done < 1 && !stop.signal.aborted)
      await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
  })();
  await expect(runProof(platform, { proofId: proof!.id }, { signal: stop.signal })).rejects.toThrow();
  await watch;
  const half = (await showProof(platform, versionId)).proof!;
  expect(half).toMatchObject({ state: 'running' });
  expect(half.done).toBe(1);
  platform.clock.advance(3_600_000);
  expect(await proved(platform, versionId)).toMatchObject({ state: 'done', done: 2 });
});

test('what only the new version cannot compose is told, and why', async () => {
  const { platform, versionId } = await submitted((document) => ({
    ...document,
    body: [...(document.body as object[]), { type: 'paragraph', text: '{{ invoice.lines[7].code }}' }],
  }));
  const proof = await proved(platform, versionId);
  expect(proof.failing).toBeGreaterThan(0);
  const item = (await showItems(platform, proof.id, { only: 'different' })).rows.find(({ state }) => state === 'failing');
  expect(item!.findings[0]).toMatchObject({ outcome: 'fails', problem: expect.stringMatching(/./) });
});

test('a block is proved in a template that uses it, against its version before', async () => {
  const closing = { kind: 'block', id: 'closing' } as const;
  const { platform, versionId } = await submitted(
    (document) => ({ ...document, body: [{ type: 'paragraph', text: 'Farewell, friend' }], variants: {} }),
    closing,
  );
  expect(await showMaterial(platform, versionId)).toMatchObject({ template: 'shop-invoice', templates: [{ id: 'shop-invoice' }] });
  const proof = await proved(platform, versionId);
  expect(proof).toMatchObject({ state: 'done', different: 6 });
  const [item] = (await showItems(platform, proof.id, {})).rows;
  expect(JSON.stringify(item!.findings)).toContain('Farewell');
});

test('real records are those of the newest communications, for those who may see them', async () => {
  const route: RouteFunction = (question) => chooseRoute(question, new Set(['email', 'post', 'portal', 'sms']));
  const production = productionRoom({ route: () => route, delivered: () => async () => new Map() });
  const platform = await testPlatform({ rooms: [content, production], work: true });
  await importShop(platform, ['2011-12-05']);
  const { version } = await pushFolder(platform, olga, shop);
  await releaseVersion(platform, rita, version.id, 'first');
  await startRun(platform, olga, { templateId: 'shop-invoice', selection: { dataset: 'invoices', limit: 5 } });
  await expect.poll(() => factsForContent(platform).newestRecords('shop-invoice', 3), { timeout: 30_000 }).toHaveLength(3);
  const versionId = await resubmit(platform, thanksForCredits, invoice);
  const proof = await startProof(platform, factsForContent(platform), rita, versionId, 3);
  expect(proof).toMatchObject({ total: 5, realRecords: 3 });
  await expect.poll(async () => (await showProof(platform, versionId)).proof?.state, { timeout: 60_000 }).toBe('done');
  expect((await showItems(platform, proof.id, {})).rows.map(({ source }) => source)).toEqual([
    ...Array(2).fill('sample'),
    ...Array(3).fill('record'),
  ]);
  const server = await testApi(platform, [content], ['clerk']);
  await expect(server.refused(api.proofs.start, { params: { id: versionId }, body: { realRecords: 3 } })).resolves.toMatchObject({
    code: 'auth.not-allowed',
  });
  await expect(
    server.refused(api.reviews.rendition, { params: { id: versionId, side: 'after', format: 'text' }, query: { record: 4 } }),
  ).resolves.toMatchObject({ code: 'auth.not-allowed' });
});
