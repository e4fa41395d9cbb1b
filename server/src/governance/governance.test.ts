import { api } from '@posthorn/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApi } from '../../test/api.ts';
import { type Composed, composedRun } from '../../test/composed-chunk.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { createDeliveries, deliverHeld } from '../delivery/create-deliveries.ts';
import { deliveryRoom } from '../delivery/index.ts';
import { deliveriesOf } from '../delivery/store.ts';
import { newId } from '../platform/db/index.ts';
import type { Actor } from '../platform/platform.ts';
import type { CommunicationRow } from '../production/index.ts';
import { type ContactRequest, policyNow } from './ask-policy.ts';
import { cancelContactsOfRun } from './cancel-contacts.ts';
import { decideProposal, proposePolicy } from './change-policy.ts';
import { decideContacts } from './decide-contacts.ts';
import { defaultPolicy } from './default-policy.ts';
import { endHolds } from './end-holds.ts';
import { contactOf, countsOfRuns, governanceRoom } from './index.ts';
import { noteCircumstance } from './note-circumstance.ts';
import { simulate } from './simulate.ts';
import { spendingOf } from './store/counts.ts';
import type { ContactPolicy } from './types.ts';
import { decideWaiting, showWaiting } from './waiting-room.ts';

const anna: Actor = { kind: 'user', id: 'anna', name: 'Anna' };
const bert: Actor = { kind: 'user', id: 'bert', name: 'Bert' };

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ rooms: [governanceRoom, deliveryRoom], config: { demonstration: true } });
});
afterAll(() => platform.close());

async function holds(policy: Partial<ContactPolicy>): Promise<void> {
  const { version } = await proposePolicy(platform, anna, { policy: { ...defaultPolicy, ...policy }, note: 'for a test' });
  await decideProposal(platform, bert, version, true);
}

/** A chunk whose deliveries are made by the test: nobody works here. */
async function made(all: readonly Composed[], purpose = 'service') {
  const { runId, communications } = await composedRun(platform, all, { purpose });
  const chunk = { runId, chunk: 1, month: communications[0]!.month };
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, chunk));
  return { runId, communications };
}
const mail = (name: string): Composed => ({ channel: 'email', email: `${name}@example.org` });
const channelsOf = async (communications: readonly CommunicationRow[]) =>
  (
    await deliveriesOf(
      platform.db,
      communications.map((one) => one.id),
    )
  ).map((one) => `${one.channel} ${one.state}`);

/** Ends holds, and makes the deliveries of those told of as due. */
async function timeComes(communications: readonly CommunicationRow[]): Promise<void> {
  await endHolds(platform, new AbortController().signal);
  await platform.db.transaction().execute((trx) => deliverHeld(platform, trx, { communicationIds: communications.map((one) => one.id) }));
}

const request = (customerId: string, more: Partial<ContactRequest> = {}): ContactRequest => ({
  ...{ id: newId(), customer: { id: customerId, household: customerId, country: 'DE', wishes: {} }, runId: null, templateId: 'autumn' },
  ...{ purpose: 'advertising', channel: 'email', matter: 'autumn', matterKey: null, validUntil: null, ...more },
});
const decideFor = async (requests: readonly ContactRequest[]) =>
  new Set((await platform.db.transaction().execute((trx) => decideContacts(platform, trx, requests, '2026-01-01'))).keys());

const weekly = { id: 'weekly', name: 'One a week', scope: 'customer', purpose: 'advertising', atMost: 1, days: 7 } as const;

test('without a policy everything goes, and the reason is kept with the communication', async () => {
  const { runId, communications } = await made([mail('a')]);
  expect(await channelsOf(communications)).toEqual(['email queued']);
  expect(await contactOf(platform, communications[0]!.id)).toMatchObject({
    state: 'sent',
    code: 'permitted',
    policy: 0,
    matter: 'invoice',
  });
  expect((await countsOfRuns(platform.db, [runId])).get(runId)).toEqual({ sent: 1 });
});

describe('a change of the policy', () => {
  test('holds when somebody else has approved it, from then on', async () => {
    const { version } = await proposePolicy(platform, anna, { policy: { ...defaultPolicy, caps: [weekly] }, note: 'Less is more' });
    expect((await policyNow(platform.db, platform.clock())).policy.caps).toEqual([]);
    await expect(decideProposal(platform, anna, version, true)).rejects.toMatchObject({ code: 'contact-policy.own-proposal' });
    await decideProposal(platform, bert, version, true);
    expect(await policyNow(platform.db, platform.clock())).toMatchObject({ version, policy: { caps: [weekly] } });
    await expect(decideProposal(platform, bert, version, false)).rejects.toMatchObject({ code: 'contact-policy.decided' });
    expect((await platform.audit.verify()).intact).toBe(true);
  });

  test('that contradicts itself is refused with the places', async () => {
    const policy = { ...defaultPolicy, timeZone: 'Europe/Kassel', caps: [weekly, { ...weekly, purpose: 'adverts' }] };
    await expect(proposePolicy(platform, anna, { policy, note: 'No' })).rejects.toMatchObject({
      code: 'contact-policy.invalid',
      fields: [{ field: '/timeZone' }, { field: '/caps/1/id' }, { field: '/caps/1/purpose' }],
    });
  });

  test('that never lets anything go is refused: quiet all week long, or a digest that closes too late', async () => {
    const quiet = (id: string, from: string, until: string, more: object = {}) => ({
      id,
      name: id,
      channels: ['sms' as const],
      from,
      until,
      ...more,
    });
    const faults = async (policy: Partial<ContactPolicy>) => {
      const refusal = await proposePolicy(platform, anna, { policy: { ...defaultPolicy, ...policy }, note: 'No' }).catch((error) => error);
      return refusal.fields?.map((one: { readonly message: string }) => one.message) ?? [];
    };
    const night = quiet('night', '20:00', '08:00');
    expect(await faults({ quiet: [night, quiet('day', '08:00', '20:00')] })).toEqual([
      'The quiet hours leave no time of the week in which anything may go by sms.',
    ]);
    expect(await faults({ quiet: [night, quiet('day', '08:00', '20:00', { purpose: 'advertising' })] })).toEqual([
      'The quiet hours leave no time of the week in which "advertising" may go by sms.',
    ]);
    expect(await faults({ quiet: [night, quiet('day', '08:00', '20:00', { days: [1, 2, 3, 4, 5, 6] })] })).toEqual([]);
    const digest = { id: 'weekly', name: 'One mail on Fridays', at: '17:00', days: [5], atMost: 5 };
    expect(await faults({ digests: [digest], longestHoldDays: 3 })).toEqual([
      '"One mail on Fridays" closes up to 7 days after a message comes, but nothing is held longer than 3.',
    ]);
    expect(await faults({ digests: [{ ...digest, days: [2, 5] }], longestHoldDays: 4 })).toEqual([]);
  });

  test('comes by the API, which says whose proposal is whose', async () => {
    const { call, refused } = await testApi(platform, [governanceRoom]);
    const proposed = await call(api.contactPolicies.propose, {
      body: { policy: { ...defaultPolicy, caps: [weekly] }, note: 'By the API' },
    });
    expect(proposed).toMatchObject({ state: 'proposed', mine: true, current: false });
    expect(await refused(api.contactPolicies.decide, { params: { version: proposed.version }, body: { approve: true } })).toMatchObject({
      code: 'contact-policy.own-proposal',
    });
    const bad = { ...defaultPolicy, caps: [{ ...weekly, atMost: -1 }] };
    expect((await refused(api.contactPolicies.propose, { body: { policy: bad, note: 'x' } })).status).toBe(400);
    const { rows, current } = await call(api.contactPolicies.list);
    expect(rows[0]).toMatchObject({ version: proposed.version, note: 'By the API' });
    expect(current.current).toBe(true);
  });
});

describe('two that decide at once', () => {
  test('do not both take the last free slot, whatever the order in which they come to the customers', async () => {
    await holds({ caps: [weekly] });
    const customers = Array.from({ length: 40 }, () => newId());
    const chunk = (order: readonly string[]) => decideFor(order.map((id) => request(id)));
    const sent = await Promise.all([chunk(customers), chunk(customers.toReversed()), chunk(customers)]);
    expect(sent.reduce((sum, ids) => sum + ids.size, 0)).toBe(40);
  });

  test('and fail count for nothing: what was rolled back is free again', async () => {
    await holds({ caps: [weekly] });
    const one = request(newId());
    const crash = platform.db.transaction().execute(async (trx) => {
      expect((await decideContacts(platform, trx, [one], '2026-01-01')).has(one.id)).toBe(true);
      throw new Error('killed');
    });
    await expect(crash).rejects.toThrow('killed');
    expect(await decideFor([one])).toContain(one.id);
    // The event told of again: decided is decided.
    expect(await decideFor([one])).toContain(one.id);
    expect(await decideFor([request(one.customer.id)])).toEqual(new Set());
  });

  test('share a budget of the month', async () => {
    await holds({ budgets: [{ id: 'sms', name: 'SMS', channel: 'sms', perMonth: 21 }], costs: { sms: 700 } });
    const chunk = () => decideFor([1, 2].map(() => request(newId(), { channel: 'sms' })));
    const sent = await Promise.all([chunk(), chunk()]);
    expect(sent.reduce((sum, ids) => sum + ids.size, 0)).toBe(3);
    const spent = (await spendingOf(platform.db, '2026-11-01')).find((one) => one.channel === 'sms');
    expect(spent).toMatchObject({ amount: 2100, contacts: 3 });
  });
});

test('the household’s cap counts all who live there', async () => {
  await holds({ caps: [{ ...weekly, scope: 'household' }] });
  const home = newId();
  const living = (id: string) => request(id, { customer: { id, household: home, country: 'DE', wishes: {} } });
  expect((await decideFor([living(newId())])).size).toBe(1);
  expect((await decideFor([living(newId())])).size).toBe(0);
});

test('what a cap holds again is withheld when it has waited the longest hold', async () => {
  await holds({ caps: [{ ...weekly, scope: 'household' }], longestHoldDays: 10 });
  const begun = platform.clock();
  const home = newId();
  const living = () => request(newId(), { customer: { id: newId(), household: home, country: 'DE', wishes: {} } });
  const [first, late, later] = [living(), living(), living()];
  expect(await decideFor([first, late])).toEqual(new Set([first.id]));
  expect(await contactOf(platform, late.id)).toMatchObject({ state: 'held' });
  platform.clock.advance(7 * 86_400_000);
  expect(await decideFor([later])).toEqual(new Set([later.id]));
  await endHolds(platform, new AbortController().signal);
  expect(await decideFor([late])).toEqual(new Set());
  expect(await contactOf(platform, late.id)).toMatchObject({ state: 'withheld', code: 'capped' });
  platform.clock.set(begun);
});

test('what is held has no delivery until its time comes, and is counted, told and shown meanwhile', async () => {
  await holds({ quiet: [{ id: 'midday', name: 'Midday', channels: ['email'], from: '12:00', until: '15:00' }] });
  const { runId, communications } = await made([mail('b'), { channel: 'portal' }]);
  const [held] = communications;
  expect(await channelsOf(communications)).toEqual(['portal available']);
  expect(await contactOf(platform, held!.id)).toMatchObject({
    ...{ state: 'held', code: 'quiet-hours', rule: { id: 'midday', name: 'Midday' }, until: '2026-11-21T14:00:00.000Z' },
  });
  expect((await countsOfRuns(platform.db, [runId])).get(runId)).toEqual({ held: 1, sent: 1 });
  const timeline = await platform.pool.query('select type, summary from customers.timeline where communication_id = $1', [held!.id]);
  expect(timeline.rows).toContainEqual({ type: 'contact.held', summary: 'Sent later: of quiet hours.' });
  await timeComes(communications);
  expect(await channelsOf([held!])).toEqual([]);
  platform.clock.set('2026-11-21T14:00:00Z');
  await timeComes(communications);
  await timeComes(communications);
  expect(await channelsOf([held!])).toEqual(['email queued']);
  expect((await countsOfRuns(platform.db, [runId])).get(runId)).toEqual({ sent: 2 });
});

describe('a conflict', () => {
  const complaint = {
    ...{ id: 'complaint', name: 'Complaint', days: 1, scope: 'customer' as const },
    ...{ first: { circumstance: 'open-complaint' }, second: { purpose: 'service' } },
  };

  /** Messages to customers who complain, waiting for a person. */
  async function waiting(count: number) {
    await holds({ conflicts: [complaint] });
    const { runId, communications } = await composedRun(
      platform,
      Array.from({ length: count }, (_one, at) => mail(`c${at}`)),
      { purpose: 'service' },
    );
    for (const { customerId } of communications)
      await noteCircumstance(platform, anna, customerId, { kind: 'open-complaint', note: 'Late' });
    const chunk = { runId, chunk: 1, month: communications[0]!.month };
    await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, chunk));
    return { runId, communications, ids: communications.map((one) => one.id) };
  }

  test('waits for a person: sent, withheld, or sent later; several at once; with note, timeline and audit entry', async () => {
    const { runId, communications, ids } = await waiting(4);
    expect(await channelsOf(communications)).toEqual([]);
    const shown = await showWaiting(platform, { runId, limit: 10 });
    expect(shown.map((one) => one.communicationId)).toEqual(ids);
    expect(shown[0]).toMatchObject({
      rule: { name: 'Complaint' },
      first: { circumstance: 'open-complaint' },
      customerName: 'Erika Muster',
    });
    expect((await countsOfRuns(platform.db, [runId])).get(runId)).toEqual({ waiting: 4 });
    expect(await decideWaiting(platform, anna, { communicationIds: ids.slice(0, 2), decision: 'send', note: 'She asked for it' })).toBe(2);
    expect(await decideWaiting(platform, anna, { communicationIds: [ids[2]!], decision: 'withhold', note: 'Not now' })).toBe(1);
    const until = new Date(platform.clock().getTime() + 3_600_000).toISOString();
    expect(await decideWaiting(platform, anna, { communicationIds: ids, decision: 'later', until, note: 'After lunch' })).toBe(1);
    await timeComes(communications);
    expect(await channelsOf(communications)).toEqual(['email queued', 'email queued']);
    expect((await countsOfRuns(platform.db, [runId])).get(runId)).toEqual({ sent: 2, withheld: 1, held: 1 });
    platform.clock.advance(3_600_000);
    await timeComes(communications);
    expect(await channelsOf(communications)).toEqual(['email queued', 'email queued', 'email queued']);
    expect(await contactOf(platform, ids[2]!)).toMatchObject({
      state: 'withheld',
      code: 'by-person',
      details: { by: 'Anna', note: 'Not now' },
    });
    expect(await contactOf(platform, ids[0]!)).toMatchObject({ state: 'sent', details: { approved: ['complaint'] } });
    const audited = await platform.pool.query(`select count(*)::int as n from platform.audit_entries where action = 'waiting-room.decide'`);
    expect(audited.rows[0].n).toBe(4);
  });

  test('later than never is no moment', async () => {
    const { ids } = await waiting(1);
    const wanted = { communicationIds: ids, decision: 'later' as const, note: 'When?' };
    await expect(decideWaiting(platform, anna, wanted)).rejects.toMatchObject({ code: 'waiting-room.no-date' });
  });

  test('of a cancelled run waits no more', async () => {
    const { runId } = await waiting(2);
    await platform.db.transaction().execute((trx) => cancelContactsOfRun(platform, trx, runId));
    expect(await showWaiting(platform, { runId, limit: 10 })).toEqual([]);
    expect((await countsOfRuns(platform.db, [runId])).get(runId)).toEqual({ cancelled: 2 });
  });
});

describe('a simulation', () => {
  test('tells what another policy would have let go of what went out, to whom not and why; the file holds them all', async () => {
    await holds({});
    const { runId, communications } = await composedRun(
      platform,
      Array.from({ length: 3 }, (_one, at) => mail(`s${at}`)),
      { purpose: 'advertising' },
    );
    const [customer] = communications;
    const ofRun = (more: Partial<ContactRequest> = {}) => request(customer!.customerId, { runId, ...more });
    const sent = [await decideFor([ofRun()])];
    platform.clock.advance(86_400_000);
    sent.push(await decideFor([ofRun({ matter: '=spring' })]));
    const policy = { ...defaultPolicy, caps: [weekly] };
    const { call, bytes } = await testApi(platform, [governanceRoom]);
    const { id } = await call(api.simulations.start, { body: { policy, days: 30, runId } });
    await simulate(platform, id, new AbortController().signal);
    await simulate(platform, id, new AbortController().signal);
    const shown = await call(api.simulations.get, { params: { id } });
    expect(shown).toMatchObject({
      state: 'done',
      counts: expect.arrayContaining([
        { verdict: 'send', code: 'permitted', messages: 1 },
        { verdict: 'hold', code: 'capped', rule: { id: 'weekly', name: 'One a week' }, messages: 1 },
      ]),
      examples: [{ customerName: 'Erika Muster', matter: '=spring', code: 'capped' }],
    });
    expect(shown.counts).toHaveLength(2);
    expect(shown.done).toBe(shown.total);
    const { type, body } = await bytes(api.simulations.csv, { params: { id } });
    expect(type).toMatch(/^text\/csv/);
    const [, line] = body.toString().trim().split('\r\n');
    expect(line).toContain(`"${[...sent[1]!][0]}","${customer!.customerId}"`);
    expect(line).toContain(`"'=spring","hold","capped","weekly"`);
  });

  test('counts what a digest would have joined: of letters kept for one moment the first goes for itself, and all are one contact', async () => {
    await holds({});
    const letters = Array.from({ length: 2 }, (): Composed => ({ channel: 'post' }));
    const { runId, communications } = await composedRun(platform, letters, { purpose: 'advertising' });
    const [customer, other] = communications.map((one) => one.customerId);
    const letter = (customerId: string) => request(customerId, { runId, channel: 'post' });
    // Two days: three letters and one of another customer's, then one more.
    for (const all of [[customer!, other!], [customer!], [customer!]]) await decideFor(all.map(letter));
    platform.clock.advance(86_400_000);
    await decideFor([letter(customer!)]);
    const envelope = { id: 'envelope', name: 'One envelope', channel: 'post' as const, at: '17:00', atMost: 3, atMostSheets: 2 };
    const policy = { ...defaultPolicy, digests: [envelope], caps: [{ ...weekly, channel: 'post' as const, atMost: 2 }] };
    const { call } = await testApi(platform, [governanceRoom]);
    const { id } = await call(api.simulations.start, { body: { policy, days: 30, runId } });
    await simulate(platform, id, new AbortController().signal);
    const { counts, examples } = await call(api.simulations.get, { params: { id } });
    expect(Object.fromEntries(counts.map(({ code, rule, messages }) => [`${code} ${rule?.id ?? ''}`, messages]))).toEqual({
      ...{ 'permitted ': 3, 'digest envelope': 2 },
    });
    expect(examples).toEqual([]);
  });
});
