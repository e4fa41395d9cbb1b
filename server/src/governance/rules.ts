import { closingFor, FormingDigests } from './digests.ts';
import type { History } from './history.ts';
import { endOfSpan, nextMonth, nextTime } from './local-time.ts';
import type {
  BudgetRule,
  CapRule,
  ConflictRule,
  ContactDecision,
  ContactPolicy,
  ContactQuestion,
  ContactReason,
  PastContact,
} from './types.ts';

/*
 * The decision to send
 *
 *     worth nothing any more ─────────────────────────────► withhold
 *     the same matter was written about lately ───────────► withhold
 *     does not go well with what was said before ─────────► wait, for a person
 *     quiet hours, wishes, digests, caps, gathering, budgets ► hold, until the earliest moment that suits all of them;
 *                                                           withhold, where that is too late
 *     nothing stands in the way ──────────────────────────► send
 *
 * Mandatory mail (contract, legal duty) is never capped and costs no budget, but counts for the others. What is held is asked again when its
 * time comes: `until` is the earliest moment as far as is known now, and another message may have taken the place.
 */

const day = 86_400_000;

/** What is sent, to whom and why; everything that a rule may look at is in the arguments. */
export function decide(question: ContactQuestion, history: History, policy: ContactPolicy, now: Date): ContactDecision {
  if (question.validUntil !== null && question.validUntil < now) {
    return withheld('worthless', null, { validUntil: question.validUntil.toISOString() });
  }
  return duplicate(question, history, policy, now) ?? conflict(question, history, policy, now) ?? timed(question, history, policy, now);
}

/** Who goes first where not all may go: the higher priority, then what is worth nothing sooner, then the older. */
export function inOrder(policy: ContactPolicy): (a: ContactQuestion, b: ContactQuestion) => number {
  const end = (one: ContactQuestion) => one.validUntil?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return (a, b) => priorityOf(b, policy) - priorityOf(a, policy) || end(a) - end(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

type Kind = Pick<ContactQuestion, 'purpose' | 'matter'>;

export const priorityOf = ({ purpose, matter }: Kind, policy: ContactPolicy): number =>
  policy.matters[matter]?.priority ?? policy.purposes[purpose]?.priority ?? 0;

/** A purpose that the policy does not know is capped like any other. */
export const isMandatory = ({ purpose, matter }: Kind, policy: ContactPolicy): boolean =>
  policy.matters[matter]?.mandatory ?? policy.purposes[purpose]?.mandatory ?? false;

/** The message as one that went out, for those that are decided after it. */
export const contactOf = (question: ContactQuestion, at: Date): PastContact => ({ ...question, communicationId: question.id, at });

/** Whether a rule speaks of a message: it names what it is about, or all. */
const about = (
  rule: { readonly purpose?: string; readonly channel?: string },
  one: { readonly purpose: string; readonly channel: string },
) => (rule.purpose === undefined || rule.purpose === one.purpose) && (rule.channel === undefined || rule.channel === one.channel);

function duplicate(question: ContactQuestion, history: History, policy: ContactPolicy, now: Date): ContactDecision | undefined {
  if (question.matterKey === null) return undefined;
  for (const rule of policy.duplicates) {
    if ((rule.matter ?? question.matter) !== question.matter || (rule.purpose ?? question.purpose) !== question.purpose) continue;
    const before = history
      .contactsOf(question, 'customer')
      .find((one) => one.matter === question.matter && one.matterKey === question.matterKey && within(one.at, rule.days, now));
    if (before !== undefined) return withheld('duplicate', rule.id, seen(before));
  }
  return undefined;
}

function conflict(question: ContactQuestion, history: History, policy: ContactPolicy, now: Date): ContactDecision | undefined {
  for (const rule of policy.conflicts) {
    const { matter, purpose } = rule.second;
    if ((matter ?? question.matter) !== question.matter || (purpose ?? question.purpose) !== question.purpose) continue;
    if (question.approved.includes(rule.id)) continue;
    const first = firstOf(rule, question, history, now);
    if (first !== undefined) return { verdict: 'wait', code: 'conflict', rule: rule.id, until: null, details: first };
  }
  return undefined;
}

function firstOf(rule: ConflictRule, question: ContactQuestion, history: History, now: Date): ContactDecision['details'] | undefined {
  const { matter, circumstance } = rule.first;
  if (matter !== undefined) {
    const before = history.contactsOf(question, rule.scope).filter((one) => one.matter === matter && within(one.at, rule.days, now));
    return before.length === 0 ? undefined : seen(before.reduce((newest, one) => (one.at > newest.at ? one : newest)));
  }
  const found = history
    .circumstancesOf(question, rule.scope)
    .find(({ kind, since, endedAt }) => kind === circumstance && since <= now && (endedAt === null || within(endedAt, rule.days, now)));
  return found && { circumstance: found.kind, circumstanceId: found.id, since: found.since.toISOString(), customerId: found.customerId };
}

const within = (at: Date, days: number, now: Date): boolean => at.getTime() > now.getTime() - days * day;

const seen = ({ communicationId, matter, matterKey, at, channel, customerId }: PastContact): ContactDecision['details'] => ({
  ...{ communicationId, matter, at: at.toISOString(), channel, customerId },
  ...(matterKey === null ? {} : { matterKey }),
});

const withheld = (code: ContactReason, rule: string | null, details: ContactDecision['details']): ContactDecision => ({
  ...{ verdict: 'withhold', code, rule, until: null, details },
});

/** Something that wants a message to go later. */
interface Delay {
  readonly until: Date;
  readonly code: ContactReason;
  readonly rule: string | null;
  readonly details: ContactDecision['details'];
}

/** Rules rarely push each other more than a few times (a cap into quiet hours, those into a pause). */
const mostRounds = 200;

function timed(question: ContactQuestion, history: History, policy: ContactPolicy, now: Date): ContactDecision {
  const latest = latestFor(question, policy, now);
  let at = now;
  let longest: Delay | undefined;
  let pushed = 0;
  let crowded = false;
  for (let round = 0; round < mostRounds; round++) {
    const delay = delayAt(question, history, policy, at, now);
    if (delay === undefined)
      return longest === undefined
        ? permitted(question, policy)
        : { ...held(longest, at), ...waitedFor(question, policy, now, longest, crowded) };
    crowded ||= forAPlace.has(delay.code);
    const push = delay.until.getTime() - at.getTime();
    if (longest === undefined || push > pushed) [longest, pushed] = [delay, push];
    at = delay.until;
    if (at > latest) break;
  }
  const { code, rule, details } = longest!;
  return withheld(code, rule, { ...details, tooLate: true, earliest: at.toISOString() });
}

function latestFor({ validUntil, heldSince }: ContactQuestion, { longestHoldDays }: ContactPolicy, now: Date): Date {
  const longest = new Date((heldSince ?? now).getTime() + longestHoldDays * day);
  return validUntil !== null && validUntil < longest ? validUntil : longest;
}

function permitted(question: ContactQuestion, policy: ContactPolicy): ContactDecision {
  const basis = policy.purposes[question.purpose]?.basis;
  const details = { ...(basis === undefined ? {} : { basis }), ...(question.approved.length === 0 ? {} : { approved: question.approved }) };
  return {
    ...{ verdict: 'send', code: 'permitted', rule: null, until: null, details },
    ...(question.digest === null ? {} : { digest: question.digest }),
  };
}

const held = ({ code, rule, details }: Delay, until: Date): ContactDecision => ({ verdict: 'hold', code, rule, until, details });

/** Waiting for a free place: who waits for one competes again, or joins the next digest, when there is one. */
const forAPlace: ReadonlySet<ContactReason> = new Set<ContactReason>(['frequency-wish', 'capped', 'over-budget']);

/**
 * What a message has waited for when its hold ends, whatever held it longest: quiet hours may begin before its digest closes and end after it,
 * and one that waited for the next each time would never go.
 */
function waitedFor(question: ContactQuestion, policy: ContactPolicy, now: Date, longest: Delay, crowded: boolean) {
  const waited = (delay: Delay | undefined) => delay !== undefined && (!crowded || delay.code === longest.code);
  return {
    gathered: question.gathered || waited(gathering(question, policy, now)),
    kept: question.kept || waited(inDigest(question, policy, now)),
  };
}

/** The first that wants the message later than a moment; undefined when it may go at that moment. */
function delayAt(question: ContactQuestion, history: History, policy: ContactPolicy, at: Date, now: Date): Delay | undefined {
  const later = (delay: Delay | undefined) => (delay !== undefined && delay.until > at ? delay : undefined);
  const always =
    later(quiet(question, policy, at)) ??
    later(wished(question, at)) ??
    later(closed(question, at)) ??
    later(inDigest(question, policy, now));
  if (always !== undefined || isMandatory(question, policy)) return always;
  return (
    later(gathering(question, policy, now)) ??
    later(tooOften(question, history, at)) ??
    first(policy.caps, (rule) => later(capped(rule, question, history, at))) ??
    first(policy.budgets, (rule) => later(overBudget(rule, question, history, policy, at, now)))
  );
}

function first<T, R>(all: readonly T[], attempt: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const result = attempt(one);
    if (result !== undefined) return result;
  }
  return undefined;
}

type Hearing = Pick<ContactQuestion, 'purpose' | 'channel' | 'wishes'>;

function quiet({ purpose, channel, wishes }: Hearing, { quiet: rules }: ContactPolicy, at: Date): Delay | undefined {
  return first(rules, (rule) => {
    if (!rule.channels.includes(channel) || (rule.purpose ?? purpose) !== purpose) return undefined;
    const { timeZone } = wishes;
    const until = endOfSpan(rule, timeZone, at);
    return until > at ? { until, code: 'quiet-hours', rule: rule.id, details: { timeZone } } : undefined;
  });
}

const wished = ({ wishes }: Hearing, at: Date): Delay => ({
  ...{ until: wishes.notBefore(at), code: 'customer-wish', rule: null, details: {} },
});

const closed = ({ wishes }: Hearing, at: Date): Delay | undefined =>
  wishes.withinHours && { until: wishes.withinHours(at), code: 'sending-hours', rule: null, details: { timeZone: wishes.timeZone } };

function gathering({ purpose, channel, gathered }: ContactQuestion, { gatherings, timeZone }: ContactPolicy, now: Date): Delay | undefined {
  if (gathered) return undefined;
  const rule = gatherings.find((one) => about(one, { purpose, channel }));
  return rule && { until: nextTime(rule.at, timeZone, now), code: 'gathering', rule: rule.id, details: {} };
}

function inDigest(question: ContactQuestion, policy: ContactPolicy, now: Date): Delay | undefined {
  const closing = closingFor(question, policy, now);
  // What would be worth nothing by then goes alone.
  if (closing === undefined || closing.until > latestFor(question, policy, now)) return undefined;
  return { until: closing.until, code: 'digest', rule: closing.rule.id, details: {} };
}

function tooOften(question: ContactQuestion, history: History, at: Date): Delay | undefined {
  const days = question.wishes.daysBetween;
  if (days === 0) return undefined;
  const counted = mailsBefore(question, history, 'customer').filter((one) => one.purpose === question.purpose);
  const until = freeSlot(counted, 1, days, at);
  return { until, code: 'frequency-wish', rule: null, details: { days } };
}

function capped(rule: CapRule, question: ContactQuestion, history: History, at: Date): Delay | undefined {
  if (!about(rule, question)) return undefined;
  const counted = mailsBefore(question, history, rule.scope).filter((one) => about(rule, one));
  const { atMost, days, scope } = rule;
  return { until: freeSlot(counted, atMost, days, at), code: 'capped', rule: rule.id, details: { atMost, days, scope } };
}

/** What was sent before, without what the message would go out with: that is one mail. */
function mailsBefore(question: ContactQuestion, history: History, scope: CapRule['scope']): readonly PastContact[] {
  const all = history.contactsOf(question, scope);
  return question.digest === null ? all : all.filter((one) => mailOf(one) !== question.digest);
}

/** Messages that went out as one mail share this. */
const mailOf = ({ digest, communicationId }: Pick<PastContact, 'digest' | 'communicationId'>): string => digest ?? communicationId;

/** So far in the future that nothing waits for it. */
const never = new Date(8.64e15);

/** From a moment on, the earliest with fewer than `atMost` messages in the days before it. */
export function freeSlot(
  contacts: readonly Pick<PastContact, 'at' | 'digest' | 'communicationId'>[],
  atMost: number,
  days: number,
  at: Date,
): Date {
  if (atMost === 0) return never;
  const within = contacts.filter((one) => one.at.getTime() > at.getTime() - days * day);
  if (within.length < atMost) return at;
  // Messages of one mail went out at one time.
  const open = [...new Map(within.map((one) => [mailOf(one), one.at.getTime()])).values()];
  if (open.length < atMost) return at;
  // When this one leaves the window, those after it are one too few to fill it.
  const leaving = open.sort((a, b) => b - a)[atMost - 1]!;
  return new Date(leaving + days * day);
}

function overBudget(
  rule: BudgetRule,
  question: ContactQuestion,
  history: History,
  policy: ContactPolicy,
  at: Date,
  now: Date,
): Delay | undefined {
  const cost = costOf(question, policy);
  if (!about(rule, question) || cost === 0) return undefined;
  // Of a later month nothing is spent yet, as far as is known now.
  const ends = nextMonth(policy.timeZone, now);
  if (at >= ends || history.spent(rule.id) + cost <= rule.perMonth * 100) return undefined;
  return { until: ends, code: 'over-budget', rule: rule.id, details: { perMonth: rule.perMonth } };
}

/** Decides messages of one moment, those of higher priority first; each counts for the next. In the order of the questions. */
export function decideAll(
  questions: readonly ContactQuestion[],
  history: History,
  policy: ContactPolicy,
  now: Date,
): readonly ContactDecision[] {
  const decisions = new Map<ContactQuestion, ContactDecision>();
  const digests = new FormingDigests(policy);
  for (const question of [...questions].sort(inOrder(policy))) {
    const asked = { ...question, digest: digests.openFor(question) };
    const decision = decide(asked, history, policy, now);
    decisions.set(question, decision);
    if (decision.verdict !== 'send') continue;
    note(asked, history, policy, now);
    digests.add(question);
  }
  return questions.map((question) => digests.withFirst(question, decisions.get(question)!));
}

/** Lets a message that goes out count. */
export function note(question: ContactQuestion, history: History, policy: ContactPolicy, at: Date): void {
  history.add(contactOf(question, at));
  for (const rule of budgetsOf(question, policy)) history.spend(rule.id, costOf(question, policy));
}

/** What a message costs, in hundredths of a cent; one that goes out with another costs nothing more. */
export const costOf = ({ channel, digest, price }: Pick<ContactQuestion, 'channel' | 'digest' | 'price'>, policy: ContactPolicy): number =>
  digest === null ? (price ?? policy.costs[channel] ?? 0) : 0;

/** The budgets that a message is paid from. Mandatory mail costs money too. */
export const budgetsOf = (question: Pick<ContactQuestion, 'purpose' | 'channel'>, policy: ContactPolicy): readonly BudgetRule[] =>
  policy.budgets.filter((rule) => about(rule, question));

/** How far back rules look, in days; 0 when none looks back. */
export function daysLookedBack(policy: ContactPolicy): number {
  return Math.max(0, ...[...policy.caps, ...policy.duplicates, ...policy.conflicts].map((rule) => rule.days));
}

/** Whether the answer for a message depends on what its customer was sent. Where it does not, nobody needs to be locked or looked up. */
export function asksHistory(question: ContactQuestion, policy: ContactPolicy): boolean {
  const { matter, purpose, matterKey } = question;
  if (matterKey !== null && policy.duplicates.some((rule) => (rule.matter ?? matter) === matter && (rule.purpose ?? purpose) === purpose))
    return true;
  if (policy.conflicts.some(({ second }) => (second.matter ?? matter) === matter && (second.purpose ?? purpose) === purpose)) return true;
  if (isMandatory(question, policy)) return false;
  return question.wishes.daysBetween > 0 || policy.caps.some((rule) => about(rule, question));
}

/** From a moment on, the earliest that quiet hours and the customer's wishes allow. */
export function endOfQuiet(question: Hearing, policy: ContactPolicy, moment: Date): Date {
  let at = moment;
  for (let round = 0; round < mostRounds; round++) {
    const until = quiet(question, policy, at)?.until ?? wished(question, at).until;
    if (until <= at) break;
    at = until;
  }
  return at;
}
