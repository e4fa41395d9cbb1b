import { api } from '@posthorn/contract';
import { expect, test, vi } from 'vitest';
import { testApi } from '../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { content, importShop, olga, releaseShopTemplate, templateId } from '../../test/shop.ts';
import { releasedVersion } from '../content/index.ts';
import { chooseRoute } from '../delivery/index.ts';
import { composeAgain } from './compose-again.ts';
import { findRun, productionRoom, type RunRow, readRendition, resumeRun, startRun } from './index.ts';
import { pauseRunsOf } from './pause-withdrawn.ts';
import { communicationsAfter } from './store/communications.ts';

vi.setConfig({ testTimeout: 120_000 });

const room = productionRoom({
  route: () => (question) => chooseRoute(question, new Set(['email', 'post', 'portal', 'sms'])),
  delivered: () => async () => new Map(),
});
const selection = { dataset: 'invoices' };

async function shopOf(work: boolean): Promise<TestPlatform> {
  const platform = await testPlatform({ work, rooms: [content, room], logLevel: 'error' });
  await importShop(platform, ['2011-12-09']);
  await releaseShopTemplate(platform);
  return platform;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
}

test('a withdrawn version pauses its runs, which cannot be resumed', async () => {
  const platform = await shopOf(false);
  const run = await startRun(platform, olga, { templateId, selection });
  const compliance = await testApi(platform, [content], ['compliance']);
  const params = { id: run.templateVersionId };
  const effect = { runs: [{ id: run.id, name: run.name, state: 'running', records: 46, composed: 0 }] };
  expect(await compliance.call(api.reviews.withdrawal, { params })).toEqual(effect);
  expect(await compliance.call(api.reviews.withdraw, { params, body: { reason: 'Wrong bank account' } })).toEqual(effect);
  await pauseRunsOf(platform, run.templateVersionId);
  await pauseRunsOf(platform, run.templateVersionId);
  expect((await findRun(platform.db, run.id))!.state).toBe('paused');
  await expect(resumeRun(platform, olga, run.id)).rejects.toMatchObject({ code: 'run.version-withdrawn' });
  await expect(startRun(platform, olga, { templateId, selection })).rejects.toMatchObject({ code: 'run.not-released' });
});

test('a new wording starts by itself on its day, and what went out before can still be composed again', async () => {
  const platform = await shopOf(true);
  const author = await testApi(platform, [content], ['author']);
  const compliance = await testApi(platform, [content], ['compliance']);
  const params = { kind: 'block', id: 'greeting' } as const;
  const { document } = await author.call(api.drafts.start, { params, body: {} });
  await author.call(api.locks.hold, { params, body: { editor: 'a' } });
  const changed = { ...document, body: [{ type: 'paragraph', id: 'n1', text: 'A wording of tomorrow' }], variants: {} };
  await author.call(api.drafts.save, { params, body: { document: changed, editor: 'a' }, headers: { 'if-match': '"1"' } });
  const { versionId } = await author.call(api.reviews.submit, { params, body: { comment: 'x', validFrom: '2026-11-22' } });
  await compliance.call(api.reviews.decide, { params: { id: versionId }, body: { decision: 'approve', comment: 'x' } });
  await until(async () => ((await releasedVersion(platform, templateId))?.version === 2 ? true : undefined));

  const today = await composed(platform, await startRun(platform, olga, { templateId, selection }));
  platform.clock.set('2026-11-22T12:00:00Z');
  const tomorrow = await composed(platform, await startRun(platform, olga, { templateId, selection: { ...selection, limit: 45 } }));
  expect(today.templateVersionId).toBe(tomorrow.templateVersionId);
  expect(await saying(platform, today, 'A wording of tomorrow')).toBe(0);
  expect(await saying(platform, tomorrow, 'A wording of tomorrow')).toBeGreaterThan(0);
});

const composed = (platform: TestPlatform, run: RunRow): Promise<RunRow> =>
  until(async () => {
    const now = (await findRun(platform.db, run.id))!;
    return now.endedAt === null ? undefined : now;
  });

/** How many e-mails of a run say something; all of the run can be composed again to the same bytes. */
async function saying(platform: TestPlatform, run: RunRow, words: string): Promise<number> {
  const all = (await communicationsAfter(platform.db, { limit: 1_000 })).filter(({ runId }) => runId === run.id);
  expect(all.length).toBe(run.composed);
  expect((await composeAgain(platform, all)).every(({ identical }) => identical)).toBe(true);
  const mails = all.filter(({ channel }) => channel === 'email');
  expect(mails.length).toBeGreaterThan(0);
  const texts = await Promise.all(mails.map(async (one) => (await readRendition(platform, one, 'email')).bytes));
  return texts.filter((bytes) => Buffer.from(bytes).toString().includes(words)).length;
}
