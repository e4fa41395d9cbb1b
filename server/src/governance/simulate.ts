import type { api, ReplyOf } from '@posthorn/contract';
import { customersById } from '../customers/index.ts';
import { newId, transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { wishesOf } from './ask-policy.ts';
import { faultsOf } from './check-policy.ts';
import { closingFor, FormingDigests } from './digests.ts';
import './errors.ts';
import { History } from './history.ts';
import { ruleOf } from './rule-of.ts';
import { contactOf, decide } from './rules.ts';
import { circumstancesOf } from './store/circumstances.ts';
import {
  countTotal,
  endSimulation,
  examplesOf,
  findSimulation,
  insertSimulation,
  keepSlice,
  messagesAfter,
  nextHouseholds,
  type SentContact,
  type SimulatedMessage,
  type SimulationCount,
  type SimulationRow,
} from './store/simulations.ts';
import type { ContactDecision, ContactPolicy, ContactQuestion } from './types.ts';

/*
 * What would another policy have let go?
 *
 * All that went out within some days is asked about again, household by household in the order of time, as if nothing had been sent before. What
 * would have been held counts from the moment at which it would have gone; what would have waited or been withheld does not count. Wishes and
 * circumstances are those of now. Budgets and gatherings are left out: they depend on what was sent to all customers at a time. Digests are joined as if
 * all of a customer's messages on a channel went to one address, and envelopes took any number of sheets, for that is not kept.
 */

export const simulateJob = 'governance.simulate';

/** Starts a simulation. @throws PosthornError `contact-policy.invalid` */
export async function startSimulation(
  platform: Platform,
  actor: Actor,
  wanted: { readonly policy: ContactPolicy; readonly days: number; readonly runId?: string | undefined },
): Promise<string> {
  const faults = faultsOf(wanted.policy);
  if (faults.length > 0)
    throw new PosthornError('contact-policy.invalid', { detail: faults.map((one) => one.message).join(' '), fields: faults });
  const id = newId();
  const now = platform.clock();
  const since = new Date(now.getTime() - wanted.days * 86_400_000);
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await insertSimulation(trx, { id, policy: wanted.policy, runId: wanted.runId ?? null, since, startedAt: now, startedBy: actor.name });
    await platform.audit.append(trx, actor, 'contact-policy.simulate', `simulation/${id}`, { ...wanted });
    await platform.jobs.enqueue(trx, simulateJob, { id });
  });
  return id;
}

const householdsAtOnce = 1_000;

/** Walks on from where a simulation stands; safe to repeat, for each slice and its position are kept together. */
export async function simulate(platform: Platform, id: string, signal: AbortSignal): Promise<void> {
  await countTotal(platform.db, id);
  for (;;) {
    signal.throwIfAborted();
    const more = await transaction(platform.db, { log: platform.log }, async (trx) => {
      const simulation = await findSimulation(trx, id, true);
      if (simulation?.state !== 'running') return false;
      const contacts = await nextHouseholds(trx, simulation.position, simulation.since, householdsAtOnce);
      if (contacts.length === 0) {
        await endSimulation(trx, id, platform.clock());
        return false;
      }
      const { counts, messages } = await replay(platform, simulation, contacts);
      await keepSlice(trx, id, { position: contacts.at(-1)!.household, done: simulation.done + contacts.length, counts, messages });
      return true;
    });
    if (!more) return;
  }
}

async function replay(
  platform: Platform,
  { policy, runId, counts }: SimulationRow,
  contacts: readonly SentContact[],
): Promise<{ readonly counts: readonly SimulationCount[]; readonly messages: readonly SimulatedMessage[] }> {
  const customerIds = [...new Set(contacts.map((one) => one.customerId))];
  const customers = await customersById(platform, customerIds);
  const conflicting = policy.conflicts.some((rule) => rule.first.circumstance !== undefined);
  const circumstances = conflicting
    ? await circumstancesOf(platform.db, customerIds, [...new Set(contacts.map((one) => one.household))])
    : [];
  const history = new History([], circumstances);
  const alone: ContactPolicy = { ...policy, budgets: [], gatherings: [], digests: [] };
  const forming = new FormingDigests(policy);
  const sums = new Map(counts.map((one) => [keyOf(one), { ...one }]));
  const messages: SimulatedMessage[] = [];
  for (const contact of contacts) {
    const customer = customers.get(contact.customerId);
    if (customer === undefined) continue;
    const channel = contact.channel as ContactQuestion['channel'];
    const asked = {
      ...contact,
      id: contact.communicationId,
      channel,
      ...{ gathered: true, kept: true, heldSince: null, together: null },
      wishes: wishesOf({ ...contact, customer, channel }),
    };
    const { question, decision } = joined(asked, forming, policy, (one) => decide(one, history, alone, contact.at));
    const { verdict, code, rule, until } = decision;
    if (verdict === 'send' || verdict === 'hold') history.add(contactOf(question, until ?? contact.at));
    if (runId !== null && contact.runId !== runId) continue;
    const sum = sums.get(keyOf({ verdict, code, rule })) ?? { verdict, code, rule, messages: 0 };
    sums.set(keyOf(sum), { ...sum, messages: sum.messages + 1 });
    if (verdict !== 'send') messages.push({ ...contact, verdict, code, rule, until });
  }
  return { counts: [...sums.values()], messages };
}

/** Decides about a message with those that a digest would have kept for the same moment; of several only the first goes for itself. */
function joined(
  asked: ContactQuestion & Pick<SentContact, 'at'>,
  forming: FormingDigests,
  policy: ContactPolicy,
  decideAbout: (question: ContactQuestion) => ContactDecision,
): { readonly question: ContactQuestion; readonly decision: ContactDecision } {
  const closing = closingFor({ ...asked, kept: false }, policy, asked.at);
  if (closing === undefined) return { question: asked, decision: decideAbout(asked) };
  const kept = { ...asked, together: closing.until.toISOString() };
  const question = { ...kept, digest: forming.openFor(kept) };
  const decision = decideAbout(question);
  if (decision.verdict !== 'send') return { question, decision };
  forming.add(kept);
  return { question, decision: question.digest === null ? decision : { ...decision, code: 'digest', rule: closing.rule.id } };
}

const keyOf = ({ verdict, code, rule }: Pick<SimulationCount, 'verdict' | 'code' | 'rule'>): string => `${verdict} ${code} ${rule ?? ''}`;

/** How far a simulation is, what it came to, and some messages of each reason. @throws PosthornError `simulation.not-found` */
export async function showSimulation(platform: Platform, id: string): Promise<ReplyOf<typeof api.simulations.get>> {
  const one = await findSimulation(platform.db, id);
  if (one === undefined) throw new PosthornError('simulation.not-found');
  const examples = one.state === 'running' ? [] : await examplesOf(platform.db, id, 10);
  const customers = await customersById(platform, [...new Set(examples.map((example) => example.customerId))]);
  return {
    ...{ id, state: one.state, total: one.total, done: one.done, startedBy: one.startedBy },
    ...{ since: one.since.toISOString(), startedAt: one.startedAt.toISOString() },
    ...(one.endedAt === null ? {} : { endedAt: one.endedAt.toISOString() }),
    counts: one.counts
      .map((count) => ({ ...described(count, one.policy), messages: count.messages }))
      .sort((a, b) => b.messages - a.messages),
    examples: examples.map((example) => ({
      ...described(example, one.policy),
      ...{ communicationId: example.communicationId, customerId: example.customerId, at: example.at.toISOString(), matter: example.matter },
      customerName: customers.get(example.customerId)?.name ?? '',
      ...(example.until === null ? {} : { until: example.until.toISOString() }),
    })),
  };
}

type Described = Pick<ReplyOf<typeof api.simulations.get>['counts'][number], 'verdict' | 'code' | 'rule'>;

function described({ verdict, code, rule }: Pick<SimulationCount, 'verdict' | 'code' | 'rule'>, policy: ContactPolicy): Described {
  const named = ruleOf(policy, rule);
  return { verdict, code: code as Described['code'], ...(named === undefined ? {} : { rule: named }) };
}

const header = ['communication', 'customer', 'at', 'purpose', 'channel', 'matter', 'verdict', 'reason', 'rule', 'until'];

/** All messages that would not have gone, or later, as CSV. @throws PosthornError `simulation.not-found` */
export async function* simulationCsv(platform: Platform, id: string): AsyncGenerator<string> {
  if ((await findSimulation(platform.db, id)) === undefined) throw new PosthornError('simulation.not-found');
  yield `${header.join(',')}\r\n`;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await messagesAfter(platform.db, id, after, 5_000);
    if (rows.length === 0) return;
    after = rows.at(-1)!.communicationId;
    yield rows.map((row) => `${cellsOf(row).map(cell).join(',')}\r\n`).join('');
  }
}

const cellsOf = (row: SimulatedMessage): readonly string[] => [
  ...[row.communicationId, row.customerId, row.at.toISOString(), row.purpose, row.channel, row.matter],
  ...[row.verdict, row.code, row.rule ?? '', row.until?.toISOString() ?? ''],
];

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
