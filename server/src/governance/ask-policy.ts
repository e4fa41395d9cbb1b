import type { SendingHours } from '@posthorn/contract';
import { type CustomerForComposition, daysBetween, frequencyOf, notBefore, timeZoneOf, withinHours } from '../customers/index.ts';
import { defaultPolicy } from './default-policy.ts';
import { History } from './history.ts';
import { localMonth } from './local-time.ts';
import { ruleOf } from './rule-of.ts';
import { asksHistory, budgetsOf, daysLookedBack, decideAll } from './rules.ts';
import { circumstancesOf } from './store/circumstances.ts';
import { contactsSince } from './store/contacts.ts';
import { spendingOf } from './store/counts.ts';
import { policyAt } from './store/policies.ts';
import type { Reader } from './store/reader.ts';
import type { ContactDecision, ContactPolicy, ContactQuestion, Matter, PolicyVersion, TimingWishes } from './types.ts';

/** A message that is to go out, as other rooms ask about it. */
export interface ContactRequest extends Matter {
  /** Of the communication; before it is composed, of its record. */
  readonly id: string;
  readonly customer: Pick<CustomerForComposition, 'id' | 'household' | 'country' | 'wishes'>;
  readonly runId: string | null;
  readonly templateId: string;
  readonly purpose: string;
  readonly channel: ContactQuestion['channel'];
  /** Messages for which this is equal may go out as one mail, or in one envelope; absent for none. */
  readonly together?: string;
  /** Sheets of paper, and what it costs in hundredths of a cent, where they are known. */
  readonly sheets?: number;
  readonly price?: number;
  /** Hours of the customer's day in which it may go out; absent for any. */
  readonly hours?: SendingHours | null;
}

export function questionOf(request: ContactRequest): ContactQuestion {
  const { customer, together = null, hours: _hours, ...same } = request;
  const { id: customerId, household } = customer;
  const fresh = { approved: [], gathered: false, kept: false, heldSince: null, digest: null };
  return { ...same, ...fresh, customerId, household, together, wishes: wishesOf(request) };
}

export function wishesOf({
  customer,
  purpose,
  channel,
  hours,
}: Pick<ContactRequest, 'customer' | 'purpose' | 'channel' | 'hours'>): TimingWishes {
  return {
    timeZone: timeZoneOf(customer),
    notBefore: (at) => notBefore(customer, { purpose, channel }, at),
    daysBetween: daysBetween[frequencyOf(customer, purpose) ?? 'each'],
    ...(hours == null ? {} : { withinHours: (at) => withinHours(customer, { hours, channel }, at) }),
  };
}

/** The policy that holds now; version 0 until somebody made one. */
export async function policyNow(db: Reader, now: Date): Promise<PolicyVersion> {
  return (await policyAt(db, now)) ?? { version: 0, policy: defaultPolicy };
}

/**
 * Asks the policy about messages that are not composed yet: what it withholds needs no composing. Nothing is kept; what may go, may have to
 * wait, or is held, is asked about again when deliveries are made. In the order of the requests.
 */
export async function askPolicy(db: Reader, requests: readonly ContactRequest[], now: Date): Promise<readonly ContactDecision[]> {
  const { policy } = await policyNow(db, now);
  const questions = requests.map(questionOf);
  return decideAll(questions, await historyFor(db, questions, policy, now), policy, now);
}

/** The rules of the policy that holds now, by id, for people. */
export async function ruleNamesNow(db: Reader, now: Date): Promise<(id: string) => string> {
  const { policy } = await policyNow(db, now);
  return (id) => ruleOf(policy, id)!.name;
}

const day = 86_400_000;

/** What the rules look at for some messages: three queries at most, whatever their number; none where no rule looks back. */
export async function historyFor(db: Reader, questions: readonly ContactQuestion[], policy: ContactPolicy, now: Date): Promise<History> {
  const asking = questions.filter((one) => asksHistory(one, policy));
  const paying = policy.budgets.length > 0 && questions.some((one) => budgetsOf(one, policy).length > 0);
  const spent = paying ? await spentOf(db, policy, now) : new Map<string, number>();
  if (asking.length === 0) return new History([], [], spent);
  const customers = [...new Set(asking.map((one) => one.customerId))];
  const inHouseholds = [...policy.caps, ...policy.conflicts].some((rule) => rule.scope === 'household');
  const households = inHouseholds ? householdsOf(asking) : [];
  const since = new Date(now.getTime() - Math.max(daysLookedBack(policy), ...asking.map((one) => one.wishes.daysBetween)) * day);
  const contacts = await contactsSince(db, { customers, households }, since);
  const circumstances = policy.conflicts.some((rule) => rule.first.circumstance !== undefined)
    ? await circumstancesOf(db, customers, households)
    : [];
  return new History(contacts, circumstances, spent);
}

export const householdsOf = (questions: readonly Pick<ContactQuestion, 'household'>[]): readonly string[] => [
  ...new Set(questions.map((one) => one.household)),
];

async function spentOf(db: Reader, policy: ContactPolicy, now: Date): Promise<ReadonlyMap<string, number>> {
  const spending = await spendingOf(db, localMonth(policy.timeZone, now));
  const amountFor = (id: string) =>
    spending.filter((one) =>
      budgetsOf({ ...one, channel: one.channel as ContactQuestion['channel'] }, policy).some((rule) => rule.id === id),
    );
  return new Map(policy.budgets.map(({ id }) => [id, amountFor(id).reduce((sum, one) => sum + one.amount, 0)]));
}
