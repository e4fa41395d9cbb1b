import type { Circumstance as ShownCircumstance } from '@posthorn/contract';
import { customersById, recordTimeline } from '../customers/index.ts';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import './errors.ts';
import { type CircumstanceRow, endCircumstance as endRow, insertCircumstance } from './store/circumstances.ts';

/** What is the case with a customer from a moment on. @throws PosthornError `customer.not-found` */
export async function noteCircumstance(
  platform: Platform,
  actor: Actor,
  customerId: string,
  { kind, since, note = '' }: { readonly kind: string; readonly since?: Date | undefined; readonly note?: string | undefined },
): Promise<ShownCircumstance> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(customerId) ? await customersById(platform, [customerId]) : new Map();
  const customer = known.get(customerId);
  if (customer === undefined) throw new PosthornError('customer.not-found', { detail: `There is no customer ${customerId}.` });
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = platform.clock();
    const { household } = customer;
    const row = await insertCircumstance(trx, {
      customerId,
      household,
      kind,
      since: since ?? now,
      note,
      notedAt: now,
      notedBy: actor.name,
    });
    await recordTimeline(trx, [{ customerId, at: now, type: 'circumstance.began', summary: kind, data: { note, by: actor.name } }]);
    await platform.audit.append(trx, actor, 'circumstance.note', `customer/${customerId}`, { id: row.id, kind, since: row.since, note });
    return presentCircumstance(row);
  });
}

/** It is not the case any more. @throws PosthornError `circumstance.not-found` */
export async function endCircumstance(platform: Platform, actor: Actor, id: string): Promise<ShownCircumstance> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = platform.clock();
    const row = await endRow(trx, id, now);
    if (row === undefined) throw new PosthornError('circumstance.not-found');
    const { customerId, kind } = row;
    await recordTimeline(trx, [{ customerId, at: now, type: 'circumstance.ended', summary: kind, data: { by: actor.name } }]);
    await platform.audit.append(trx, actor, 'circumstance.end', `customer/${customerId}`, { id, kind });
    return presentCircumstance(row);
  });
}

export function presentCircumstance({ id, kind, since, endedAt, note, notedBy }: CircumstanceRow): ShownCircumstance {
  return { id, kind, note, notedBy, since: since.toISOString(), ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }) };
}
