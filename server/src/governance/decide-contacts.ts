import { recordTimeline } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type ContactRequest, historyFor, householdsOf, policyNow, questionOf } from './ask-policy.ts';
import { localMonth } from './local-time.ts';
import { reasonText } from './reasons.ts';
import { asksHistory, budgetsOf, costOf, decideAll, priorityOf } from './rules.ts';
import {
  type ContactRow,
  type ContactState,
  contactsById,
  insertContacts,
  lockHouseholds,
  lockSpending,
  updateContacts,
} from './store/contacts.ts';
import { addSpending, countContacts, type Spending } from './store/counts.ts';
import type { Trx } from './store/reader.ts';
import type { ContactDecision, ContactPolicy, ContactQuestion, ContactVerdict, PolicyVersion } from './types.ts';

/*
 * The decision counts
 *
 * It is kept in the transaction that makes the deliveries: both are there or none. Whoever decides about somebody whose history matters holds
 * the lock of the household until the commit, so of two chunks at once the second sees what the first let go. What was decided stays decided;
 * asked again, only what was held is decided again, once its time has come.
 */

const stateAfter: Readonly<Record<ContactVerdict, ContactState>> = { send: 'sent', hold: 'held', wait: 'waiting', withhold: 'withheld' };

/**
 * Decides about communications that are to go out now, and keeps the decisions with their reasons.
 * @param from the month of the oldest of the communications, `YYYY-MM-01`
 * @returns those that may go out, each with the message that carries it where it goes out with others as one mail
 */
export async function decideContacts(
  platform: Platform,
  trx: Trx,
  requests: readonly ContactRequest[],
  from: string,
): Promise<ReadonlyMap<string, string | null>> {
  const now = platform.clock();
  const version = await policyNow(trx, now);
  await lockFor(trx, requests.map(questionOf), version.policy);
  const before = new Map(
    (
      await contactsById(
        trx,
        requests.map((one) => one.id),
        from,
      )
    ).map((row) => [row.communicationId, row]),
  );
  const questions = requests.map((one) => again(questionOf(one), before.get(one.id))).filter((one) => isOpen(before.get(one.id)));
  const history = await historyFor(trx, questions, version.policy, now);
  const decisions = decideAll(questions, history, version.policy, now);
  const rows = questions.map((question, at) => rowOf(question, decisions[at]!, version, now));
  await keep(platform, trx, rows, before, version.policy);
  const sent = [...before.values(), ...rows].filter((row) => row.state === 'sent');
  return new Map(sent.map((row) => [row.communicationId, row.digest]));
}

/** Not decided about yet, or held and told of as due. */
const isOpen = (row: ContactRow | undefined): boolean => row === undefined || (row.state === 'held' && row.until === null);

/** What it has been through already. */
const again = (question: ContactQuestion, row: ContactRow | undefined): ContactQuestion =>
  row === undefined ? question : { ...question, approved: row.approved, gathered: row.gathered, kept: row.kept, heldSince: row.heldSince };

async function lockFor(trx: Trx, questions: readonly ContactQuestion[], policy: ContactPolicy): Promise<void> {
  const asking = questions.filter((one) => asksHistory(one, policy));
  if (asking.length > 0) await lockHouseholds(trx, householdsOf(asking));
  if (policy.budgets.length > 0 && questions.some((one) => budgetsOf(one, policy).length > 0)) await lockSpending(trx);
}

function rowOf(question: ContactQuestion, decision: ContactDecision, { version, policy }: PolicyVersion, at: Date): ContactRow {
  const { id, wishes: _wishes, together: _together, ...same } = question;
  const { verdict, digest = null, ...reason } = decision;
  const cost = verdict === 'send' ? costOf({ ...question, digest: digest === id ? null : digest }, policy) : 0;
  return {
    ...same,
    ...reason,
    communicationId: id,
    state: stateAfter[verdict],
    digest,
    heldSince: verdict === 'hold' ? (question.heldSince ?? at) : question.heldSince,
    at,
    policy: version,
    priority: priorityOf(question, policy),
    cost,
  };
}

async function keep(
  platform: Platform,
  trx: Trx,
  rows: readonly ContactRow[],
  before: ReadonlyMap<string, ContactRow>,
  policy: ContactPolicy,
): Promise<void> {
  await insertContacts(
    trx,
    rows.filter((row) => !before.has(row.communicationId)),
  );
  await updateContacts(
    trx,
    rows.filter((row) => before.has(row.communicationId)),
  );
  const changes = rows.map((row) => ({ runId: row.runId, to: row.state, old: before.get(row.communicationId)?.state }));
  await countContacts(
    trx,
    changes.map(({ old, ...change }) => (old === undefined ? change : { ...change, from: old })),
  );
  await addSpending(trx, spendingBy(rows, policy, 1));
  await recordTimeline(trx, rows.filter((row) => row.state !== 'sent').map(timelineEntry));
  const waiting = rows.filter((row) => row.state === 'waiting').length;
  if (waiting > 0) platform.log.info({ waiting }, 'messages wait for a person');
}

/** What messages cost, summed up as it is kept. @param sign -1 takes it back */
export function spendingBy(rows: readonly ContactRow[], { timeZone }: ContactPolicy, sign: 1 | -1): readonly Spending[] {
  const paid = rows.filter((row) => row.cost > 0);
  const groups = Map.groupBy(paid, ({ at, purpose, channel }) => `${localMonth(timeZone, at)} ${purpose} ${channel}`);
  return [...groups.values()].map((of) => {
    const { at, purpose, channel } = of[0]!;
    const amount = of.reduce((sum, row) => sum + row.cost, 0);
    return { month: localMonth(timeZone, at), purpose, channel, amount: sign * amount, contacts: sign * of.length };
  });
}

const types: Readonly<Record<ContactState, string>> = {
  ...{
    held: 'contact.held',
    waiting: 'contact.waiting',
    withheld: 'contact.withheld',
    sent: 'contact.sent',
    cancelled: 'contact.cancelled',
  },
};

function timelineEntry(row: ContactRow): Parameters<typeof recordTimeline>[1][number] {
  const { customerId, communicationId, at, code, rule, until, channel } = row;
  return {
    ...{ customerId, communicationId, at, type: types[row.state], summary: reasonText(row) },
    data: { code, channel, ...(rule === null ? {} : { rule }), ...(until === null ? {} : { until }) },
  };
}
