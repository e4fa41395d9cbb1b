import { appendConsents, customerOfSignUp, lockCustomer, type NewConsent } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Confirmation, findConfirmation, markConfirmed } from '../store.ts';
import { confirmationActor } from './ask-confirmation.ts';

export type Confirmed = 'done' | 'already' | 'expired' | 'gone';

/** What a request is now; `open` where it can be confirmed. */
export function stateOf(request: Confirmation | undefined, now: Date): Confirmed | 'open' {
  if (request === undefined) return 'gone';
  if (request.confirmedAt !== null) return 'already';
  return request.expiresAt <= now ? 'expired' : 'open';
}

/**
 * Confirms a consent from its address: the form and the confirmation go to the ledger of every customer who has the address, each with when, from
 * where, and the wording. Somebody new becomes a customer now. Confirming twice is confirming once.
 */
export function confirmConsent(platform: Platform, id: string, evidence: NewConsent['evidence']): Promise<Confirmed> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = platform.clock();
    const request = await markConfirmed(trx, id, now);
    if (request === undefined) return stateOf(await findConfirmation(trx, id), now) as Confirmed;
    const { email, person, language } = request;
    const customers =
      request.customerIds.length > 0
        ? request.customerIds
        : [await customerOfSignUp(platform, trx, confirmationActor, { email, language, ...person })];
    for (const customerId of customers) {
      if (await lockCustomer(trx, customerId))
        await appendConsents(platform, trx, confirmationActor, actsOf(request, customerId, now, evidence));
    }
    return 'done';
  });
}

function actsOf(request: Confirmation, customerId: string, now: Date, evidence: NewConsent['evidence']): NewConsent[] {
  const { purpose, email: address, textId } = request;
  const shared = { customerId, purpose, channel: 'email', address, textId } as const;
  const form: NewConsent = { ...shared, act: 'granted', at: request.askedAt, way: 'web-form', evidence: request.evidence };
  const click: NewConsent = { ...shared, act: 'confirmed', at: now, way: 'e-mail', evidence: { ...evidence, request: request.id } };
  return request.noted ? [click] : [form, click];
}
