import type { api, BodyOf, WaitingMessage } from '@posthorn/contract';
import { customersById, recordTimeline } from '../customers/index.ts';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { tellEnded } from './end-holds.ts';
import './errors.ts';
import { ruleOf } from './rule-of.ts';
import { policiesOf } from './show-contacts.ts';
import { type ContactRow, updateContacts } from './store/contacts.ts';
import { countContacts } from './store/counts.ts';
import { lockWaiting, waitingContacts } from './store/waiting.ts';

/** Messages that wait for a person, with what they do not go well with. */
export async function showWaiting(
  platform: Platform,
  question: { readonly runId?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly WaitingMessage[]> {
  const rows = await waitingContacts(platform.db, question);
  const [policyOf, customers] = await Promise.all([
    policiesOf(platform, rows),
    customersById(platform, [...new Set(rows.map((row) => row.customerId))]),
  ]);
  return rows.map((row) => ({
    ...{ communicationId: row.communicationId, customerId: row.customerId, templateId: row.templateId, channel: row.channel },
    ...{ customerNumber: customers.get(row.customerId)?.number ?? '', customerName: customers.get(row.customerId)?.name ?? '' },
    ...{
      since: row.at.toISOString(),
      matter: row.matter,
      rule: ruleOf(policyOf(row), row.rule) ?? { id: '', name: '' },
      first: firstOf(row),
    },
    ...(row.runId === null ? {} : { runId: row.runId }),
    ...(row.validUntil === null ? {} : { validUntil: row.validUntil.toISOString() }),
  }));
}

function firstOf({ details, customerId, at }: ContactRow): WaitingMessage['first'] {
  const text = (name: string) => (typeof details[name] === 'string' ? { [name]: details[name] } : {});
  const other = details.customerId !== customerId ? text('customerId') : {};
  const since = details.at ?? details.since;
  return {
    at: typeof since === 'string' ? since : at.toISOString(),
    ...text('matter'),
    ...text('communicationId'),
    ...text('circumstance'),
    ...other,
  };
}

type Wanted = BodyOf<typeof api.waitingRoom.decide>;

/**
 * Carries out what a person decided about messages that wait. What is sent is asked about once more, without the rule that was set aside: quiet
 * hours and caps still hold. Messages about which somebody has decided meanwhile stay as they are.
 * @returns how many were decided
 * @throws PosthornError `waiting-room.no-date`
 */
export async function decideWaiting(platform: Platform, actor: Actor, wanted: Wanted): Promise<number> {
  const now = platform.clock();
  const until = wanted.decision === 'later' ? laterOf(wanted.until, now) : null;
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const waiting = await lockWaiting(trx, wanted.communicationIds);
    const rows = waiting.map((row) => decided(row, wanted, until, actor, now));
    await updateContacts(trx, rows);
    await countContacts(
      trx,
      rows.map(({ runId, state }) => ({ runId, from: 'waiting', to: state })),
    );
    if (wanted.decision === 'send')
      await tellEnded(
        platform,
        trx,
        rows.map((row) => row.communicationId),
      );
    const type = `contact.${wanted.decision}`;
    const data = { by: actor.name, note: wanted.note };
    await recordTimeline(
      trx,
      rows.map(({ customerId, communicationId }) => ({ customerId, communicationId, at: now, type, summary: wanted.note, data })),
    );
    for (const { communicationId, rule } of waiting) {
      const { decision, note } = wanted;
      await platform.audit.append(trx, actor, 'waiting-room.decide', `communication/${communicationId}`, { decision, note, rule, until });
    }
    return rows.length;
  });
}

function laterOf(until: string | undefined, now: Date): Date {
  const moment = until === undefined ? now : new Date(until);
  if (moment <= now) throw new PosthornError('waiting-room.no-date');
  return moment;
}

function decided(row: ContactRow, { decision, note }: Wanted, until: Date | null, actor: Actor, at: Date): ContactRow {
  const details = { ...row.details, by: actor.name, note };
  if (decision === 'withhold') return { ...row, state: 'withheld', code: 'by-person', at, details };
  const approved = row.rule === null ? row.approved : [...new Set([...row.approved, row.rule])];
  // A held message without a moment is due and told of. How long rules may hold it counts from here: the wait before was a person's.
  return { ...row, heldSince: null, state: 'held', code: 'by-person', at, approved, until, details };
}
