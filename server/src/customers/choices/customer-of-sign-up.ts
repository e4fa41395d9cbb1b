import type { Transaction } from 'kysely';
import { newId } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { emailPoint } from '../contact-point.ts';
import { insertCustomers } from '../store.ts';

/** Who signed up on a page of ours, as far as they said. */
export interface SignUp {
  readonly email: string;
  readonly language: string;
  readonly name?: string;
  /** ISO 3166. */
  readonly country?: string;
}

/** Makes a customer of somebody who confirmed their address. Their number says where they came from; a later import knows them by their own. */
export async function customerOfSignUp(
  platform: Platform,
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  trx: Transaction<any>,
  actor: Actor,
  { email, language, name, country = platform.config.homeCountry ?? 'DE' }: SignUp,
): Promise<string> {
  const id = newId();
  const number = `signup-${id.slice(-12)}`;
  const customer = { id, number, name: name ?? email, language, country, address: { country, lines: [] } };
  const empty = { attributes: {}, preferences: {}, wishes: {}, hash: '' };
  await insertCustomers(trx, [{ ...customer, ...empty, contactPoints: [emailPoint(email)] }], platform.clock());
  await platform.audit.append(trx, actor, 'customer.signed-up', `customer/${id}`, { number, language, country });
  return id;
}

export const isEmailAddress = (text: string): boolean => emailPoint(text).state === 'valid';
