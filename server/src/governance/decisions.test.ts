import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { newId } from '../platform/db/index.ts';
import { type ContactRequest, historyFor } from './ask-policy.ts';
import { decideProposal, proposePolicy } from './change-policy.ts';
import { decideContacts } from './decide-contacts.ts';
import { defaultPolicy } from './default-policy.ts';
import { governanceRoom } from './index.ts';
import { decideAll, inOrder, isMandatory } from './rules.ts';
import { type ContactRow, insertContacts } from './store/contacts.ts';
import type { ContactPolicy, ContactQuestion, PastContact } from './types.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ rooms: [governanceRoom] });
});
afterAll(() => platform.close());

const [hour, day] = [3_600_000, 86_400_000];
const now = new Date('2026-11-22T10:00:00Z');

/*
 * The plain reference: looks at everything that was ever sent, and tries one hour after the other. All times of the cases lie on whole hours.
 */
type Plain = { readonly verdict: string; readonly until: Date | null };

function decidedPlainly(questions: readonly ContactQuestion[], sent: PastContact[], policy: ContactPolicy): ReadonlyMap<string, Plain> {
  const answers = new Map<string, Plain>();
  for (const question of questions.toSorted(inOrder(policy))) {
    const answer = plainAnswer(question, sent, policy);
    answers.set(question.id, answer);
    if (answer.verdict === 'send') sent.push({ ...question, communicationId: question.id, at: now });
  }
  return answers;
}

function plainAnswer(question: ContactQuestion, sent: readonly PastContact[], policy: ContactPolicy): Plain {
  const since = (days: number, at: Date) => sent.filter((one) => one.at.getTime() > at.getTime() - days * day);
  const ofCustomer = (one: PastContact) => one.customerId === question.customerId;
  const isSame = (one: PastContact) => ofCustomer(one) && one.matter === question.matter && one.matterKey === question.matterKey;
  if (question.validUntil !== null && question.validUntil < now) return { verdict: 'withhold', until: null };
  if (question.matterKey !== null && policy.duplicates.some(({ days }) => since(days, now).some(isSame)))
    return { verdict: 'withhold', until: null };
  const clashes = policy.conflicts.some(
    ({ first, second, days }) =>
      second.purpose === question.purpose && since(days, now).some((one) => ofCustomer(one) && one.matter === first.matter),
  );
  if (clashes) return { verdict: 'wait', until: null };
  const fits = (at: Date) =>
    isMandatory(question, policy) ||
    ((question.wishes.daysBetween === 0 ||
      !since(question.wishes.daysBetween, at).some((one) => ofCustomer(one) && one.purpose === question.purpose)) &&
      policy.caps.every(({ purpose, channel, scope, atMost, days }) => {
        const speaksOf = (one: { purpose: string; channel: string }) =>
          (purpose ?? one.purpose) === one.purpose && (channel ?? one.channel) === one.channel;
        const counted = (one: PastContact) =>
          speaksOf(one) && (scope === 'customer' ? ofCustomer(one) : one.household === question.household);
        return !speaksOf(question) || since(days, at).filter(counted).length < atMost;
      }));
  const latest = Math.min(now.getTime() + policy.longestHoldDays * day, question.validUntil?.getTime() ?? Number.POSITIVE_INFINITY);
  for (let at = now; at.getTime() <= latest; at = new Date(at.getTime() + hour))
    if (fits(at)) return at > now ? { verdict: 'hold', until: at } : { verdict: 'send', until: null };
  return { verdict: 'withhold', until: null };
}

const purpose = fc.constantFrom('advertising', 'service', 'contract');
const channel = fc.constantFrom('email' as const, 'sms' as const);
const matter = fc.constantFrom('tariff', 'meter');
const matterKey = fc.constantFrom('K-1', null);
/** Four customers in two homes; the last one has moved there. */
const customer = fc.integer({ min: 0, max: 3 });
const contact = fc.record({
  customer,
  purpose,
  channel,
  matter,
  matterKey,
  hours: fc.integer({ min: 0, max: 20 * 24 }),
  elsewhere: fc.boolean(),
});
const asked = fc.record({
  ...{ customer, purpose, channel, matter, matterKey, daysBetween: fc.constantFrom(0, 0, 7) },
  validHours: fc.option(fc.integer({ min: -5, max: 10 * 24 })),
});
const days = fc.integer({ min: 1, max: 15 });
const cap = fc.record(
  {
    ...{ id: fc.constant('cap'), name: fc.constant('Cap'), scope: fc.constantFrom('customer' as const, 'household' as const) },
    ...{ purpose, channel, atMost: fc.integer({ min: 0, max: 3 }), days },
  },
  { requiredKeys: ['id', 'name', 'scope', 'atMost', 'days'] },
);
const duplicate = fc.record({ id: fc.constant('once'), name: fc.constant('Once'), days });
const conflict = fc.record({
  ...{ id: fc.constant('clash'), name: fc.constant('Clash'), days, scope: fc.constant('customer' as const) },
  ...{ first: fc.record({ matter }), second: fc.record({ purpose }) },
});
const someCase = fc.record({
  contacts: fc.array(contact, { maxLength: 14 }),
  questions: fc.array(asked, { minLength: 1, maxLength: 5 }),
  caps: fc.array(cap, { maxLength: 3 }),
  duplicates: fc.array(duplicate, { maxLength: 1 }),
  conflicts: fc.array(conflict, { maxLength: 1 }),
});

test('what is decided with the history out of the database is what a plain look at everything says', async () => {
  await fc.assert(
    fc.asyncProperty(someCase, async ({ contacts, questions, ...rules }) => {
      const policy: ContactPolicy = { ...defaultPolicy, ...rules };
      const ids = [0, 1, 2, 3].map(() => newId());
      const homes = [newId(), newId(), newId()];
      const who = (at: number) => ({ customerId: ids[at]!, household: homes[at % 2]! });
      const sent = contacts.map(({ customer: at, hours, elsewhere, ...same }): ContactRow => {
        const household = elsewhere && at === 3 ? homes[2]! : homes[at % 2]!;
        return { ...row, ...same, ...who(at), household, communicationId: newId(), at: new Date(now.getTime() - hours * hour) };
      });
      const all = questions.map(({ customer: at, daysBetween, validHours, ...same }): ContactQuestion => {
        const wishes = { timeZone: 'UTC', notBefore: (moment: Date) => moment, daysBetween };
        const validUntil = validHours === null ? null : new Date(now.getTime() + validHours * hour);
        return { ...same, ...who(at), ...fresh, id: newId(), validUntil, wishes };
      });
      const expected = decidedPlainly(all, [...sent], policy);
      await platform.db
        .transaction()
        .execute(async (trx) => {
          await insertContacts(trx, sent);
          const decisions = decideAll(all, await historyFor(trx, all, policy, now), policy, now);
          const decided = decisions.map(({ verdict, until }) => ({ verdict, until }));
          expect(decided).toEqual(all.map((one) => expected.get(one.id)));
          throw new Undone();
        })
        .catch((error) => {
          if (!(error instanceof Undone)) throw error;
        });
    }),
    { numRuns: 60 },
  );
});
class Undone extends Error {}

const fresh = {
  ...{ runId: null, templateId: 't', approved: [], gathered: true, together: null, kept: true, heldSince: null, digest: null },
} as const;
const row = {
  ...{ runId: null, templateId: 't', validUntil: null, approved: [], gathered: false, kept: false, heldSince: null, digest: null },
  ...({ state: 'sent', code: 'permitted' } as const),
  ...{ rule: null, policy: 1, until: null, priority: 10, cost: 0, details: {} },
} as const;

test('two workers never exceed a cap together, of a customer or of a home, in whatever order they come to them', async () => {
  const caps = [
    { id: 'person', name: 'Two a week', scope: 'customer', purpose: 'advertising', atMost: 2, days: 7 },
    { id: 'home', name: 'Three a week at home', scope: 'household', atMost: 3, days: 7 },
  ] as const;
  const { version } = await proposePolicy(
    platform,
    { kind: 'user', id: 'a', name: 'A' },
    { policy: { ...defaultPolicy, caps: [...caps] }, note: 'two' },
  );
  await decideProposal(platform, { kind: 'user', id: 'b', name: 'B' }, version, true);
  const customers = Array.from({ length: 24 }, (_one, at) => ({ id: newId(), home: at >> 1 }));
  const homes = Array.from({ length: 12 }, () => newId());
  const request = ({ id, home }: (typeof customers)[number]): ContactRequest => ({
    ...{ id: newId(), customer: { id, household: homes[home]!, country: 'DE', wishes: {} }, runId: null, templateId: 'autumn' },
    ...{ purpose: 'advertising', channel: 'email', matter: 'autumn', matterKey: null, validUntil: null },
  });
  const chunks = Array.from({ length: 8 }, (_chunk, at) => {
    const order = customers.map((one, place) => ({ one, key: (place * 7 + at * 5) % 24 })).sort((a, b) => a.key - b.key);
    return order.slice(0, 16).map(({ one }) => request(one));
  });
  const worker = async () => {
    for (let chunk = chunks.pop(); chunk !== undefined; chunk = chunks.pop()) {
      const requests = chunk;
      await platform.db.transaction().execute((trx) => decideContacts(platform, trx, requests, '2026-01-01'));
    }
  };
  await Promise.all([worker(), worker()]);
  const { rows } = await sql<{ person: number; home: number; homes: number }>`
    select (select max(n) from (select count(*)::int as n from governance.contacts where state = 'sent' group by customer_id) c) as person,
      max(n) as home, count(*)::int as homes from (select count(*)::int as n from governance.contacts where state = 'sent' group by household) h`.execute(
    platform.db,
  );
  // All homes were asked about often enough to be full: neither too many nor one lost.
  expect(rows[0]).toEqual({ person: 2, home: 3, homes: 12 });
});
