import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { faultsOf } from './check-policy.ts';
import './errors.ts';
import { decidePolicy, findPolicy, insertPolicy, type PolicyRow } from './store/policies.ts';
import type { ContactPolicy } from './types.ts';

/** A change of the contact policy, with the reason for it. */
export interface Proposal {
  readonly policy: ContactPolicy;
  readonly note: string;
  /** From when on it shall hold; as soon as it is approved if absent. */
  readonly effectiveFrom?: Date | undefined;
}

/** Proposes a version of the contact policy. @throws PosthornError `contact-policy.invalid` */
export async function proposePolicy(platform: Platform, actor: Actor, { policy, note, effectiveFrom }: Proposal): Promise<PolicyRow> {
  const faults = faultsOf(policy);
  if (faults.length > 0)
    throw new PosthornError('contact-policy.invalid', { detail: faults.map((one) => one.message).join(' '), fields: faults });
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = platform.clock();
    const version = await insertPolicy(trx, { policy, note, effectiveFrom: effectiveFrom ?? now }, actor, now);
    await platform.audit.append(trx, actor, 'contact-policy.propose', `contact-policy/${version}`, { policy, note });
    return (await findPolicy(trx, version))!;
  });
}

/**
 * Approves or refuses a version that somebody else proposed. One that should have begun meanwhile begins now: nothing holds in retrospect.
 * @throws PosthornError `contact-policy.not-found`, `contact-policy.decided`, `contact-policy.own-proposal`
 */
export async function decideProposal(platform: Platform, actor: Actor, version: number, approve: boolean): Promise<PolicyRow> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = platform.clock();
    const row = await findPolicy(trx, version, true);
    if (row === undefined) throw new PosthornError('contact-policy.not-found');
    if (row.state !== 'proposed')
      throw new PosthornError('contact-policy.decided', { detail: `Version ${version} is ${row.state}, by ${row.decidedBy}.` });
    if (approve && row.proposedById === actor.id) throw new PosthornError('contact-policy.own-proposal');
    const effectiveFrom = row.effectiveFrom > now ? row.effectiveFrom : now;
    await decidePolicy(trx, version, { state: approve ? 'approved' : 'refused', effectiveFrom, by: actor.name, at: now });
    await platform.audit.append(trx, actor, approve ? 'contact-policy.approve' : 'contact-policy.refuse', `contact-policy/${version}`, {
      effectiveFrom,
    });
    return (await findPolicy(trx, version))!;
  });
}
