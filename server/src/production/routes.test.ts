import { api, type Run } from '@posthorn/contract';
import { expect, test, vi } from 'vitest';
import { testApi } from '../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { content, importShop, releaseShopTemplate, templateId } from '../../test/shop.ts';
import { deliveredFor, deliveryRoom, routeFor } from '../delivery/index.ts';
import { decideProposal, proposePolicy } from '../governance/change-policy.ts';
import { defaultPolicy } from '../governance/default-policy.ts';
import { productionRoom } from './index.ts';
import { sendProgress } from './progress.ts';

// Whole runs on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const production = productionRoom({ route: (platform) => routeFor(platform.config), delivered: deliveredFor });
const rooms = [content, production, deliveryRoom];
const selection = { dataset: 'invoices' };

async function shopPlatform(work: boolean): Promise<TestPlatform> {
  const platform = await testPlatform({ work, rooms, logLevel: 'error', config: { demonstration: true } });
  await importShop(platform, ['2011-12-09']);
  await releaseShopTemplate(platform);
  return platform;
}

test('a run is counted, started, followed to its end and listed by the API', async () => {
  const platform = await shopPlatform(true);
  const { call } = await testApi(platform, rooms);
  expect(await call(api.runs.count, { body: selection })).toMatchObject({ records: 46, customers: expect.any(Number) });

  const seen: Run[] = [];
  const started = await call(api.runs.start, { body: { templateId, selection } });
  expect(started).toMatchObject({ state: 'running', records: 46, dataset: 'invoices', startedBy: 'test' });
  const stop = await sendProgress(platform, deliveredFor(platform), (_event, run) => seen.push(run as Run), started.id);
  while (seen.at(-1)?.state !== 'done') await new Promise((later) => setTimeout(later, 50));
  stop();
  const done = seen.map((run) => run.chunksDone);
  expect(done).toEqual(done.toSorted((a, b) => a - b));

  await platform.events.settled();
  const ended = await call(api.runs.get, { params: { id: started.id } });
  expect(Object.values(ended.routed).reduce((sum, count) => sum + count, 0)).toBe(46);
  expect(Object.values(ended.delivered).reduce((sum, count) => sum + count, 0)).toBe(46);
  expect((await call(api.runs.list, { query: { state: 'done' } })).rows.map((run) => run.id)).toEqual([started.id]);
  expect((await call(api.runs.list, { query: { state: 'running,paused' } })).rows).toEqual([]);
  expect((await call(api.runs.failures, { params: { id: started.id }, query: {} })).rows).toEqual([]);
});

test('what a run would come to is foreseen: what goes out, later, or not, and why, with examples; nothing is kept', async () => {
  const platform = await shopPlatform(false);
  const { call, refused } = await testApi(platform, rooms);
  const body = { templateId, selection };
  const plain = await call(api.runs.foresee, { body });
  expect(plain).toMatchObject({ records: 46, outcomes: [{ verdict: 'send', code: 'permitted', records: 46 }] });
  expect(plain).not.toHaveProperty('sample');
  expect(plain.channels.reduce((sum, one) => sum + one.records, 0)).toBe(46);
  const allDay = { id: 'rarely', name: 'Rarely by mail', channels: ['email' as const], from: '00:00', until: '23:59' };
  const { version } = await proposePolicy(platform, person('anna'), { policy: { ...defaultPolicy, quiet: [allDay] }, note: 'quiet' });
  await decideProposal(platform, person('bert'), version, true);
  const mails = plain.channels.find((one) => one.channel === 'email')!.records;
  const quiet = await call(api.runs.foresee, { body });
  expect(quiet.outcomes).toContainEqual(
    expect.objectContaining({ verdict: 'hold', code: 'quiet-hours', rule: { id: 'rarely', name: 'Rarely by mail' }, records: mails }),
  );
  expect(quiet.outcomes.find((one) => one.verdict === 'hold')!.examples[0]).toMatchObject({
    channel: 'email',
    customerName: expect.stringMatching(/./),
  });
  expect((await call(api.runs.list, { query: {} })).rows).toEqual([]);
  expect(await refused(api.runs.foresee, { body: { templateId: 'none', selection } })).toMatchObject({ code: 'run.unknown-template' });
});
const person = (id: string) => ({ kind: 'user', id, name: id }) as const;

test('what cannot be done is refused with a code and a hint', async () => {
  const platform = await shopPlatform(false);
  const { call, refused } = await testApi(platform, rooms);
  expect(await refused(api.runs.start, { body: { templateId: 'none', selection } })).toMatchObject({
    status: 404,
    code: 'run.unknown-template',
  });
  const { id } = await call(api.runs.start, { body: { templateId, selection, name: 'December' } });
  expect(await refused(api.runs.start, { body: { templateId, selection } })).toMatchObject({
    status: 409,
    code: 'run.started-already',
    detail: expect.stringContaining('December'),
    hint: expect.stringContaining('narrow'),
  });
  expect(await refused(api.runs.resume, { params: { id } })).toMatchObject({ status: 409, code: 'run.wrong-state' });
  expect(await refused(api.runs.retry, { params: { id } })).toMatchObject({ status: 409, code: 'run.no-failures' });
  for (const unknown of ['01a20000-0000-7000-8000-000000000000', 'x']) {
    expect(await refused(api.runs.get, { params: { id: unknown } })).toMatchObject({ status: 404, code: 'run.not-found' });
    expect(await refused(api.runs.pause, { params: { id: unknown } })).toMatchObject({ status: 404, code: 'run.not-found' });
  }
});

test('an author may look at runs but not start them, a marketer may start but not cancel them', async () => {
  const platform = await shopPlatform(false);
  const author = await testApi(platform, rooms, ['author']);
  expect((await author.call(api.runs.list, { query: {} })).rows).toEqual([]);
  expect(await author.refused(api.runs.start, { body: { templateId, selection } })).toMatchObject({ status: 403 });
  const marketer = await testApi(platform, rooms, ['marketer']);
  const { id } = await marketer.call(api.runs.start, { body: { templateId, selection } });
  expect(await marketer.refused(api.runs.cancel, { params: { id } })).toMatchObject({ status: 403 });
});
