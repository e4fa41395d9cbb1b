import type { DomainLimit } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import type { WarmUpPlan } from './rules.ts';
import { keepLimit, keepWarmUp } from './store.ts';

/** Sets the limit of a domain, for all that goes out from now on; without figures there is none. What has its turn keeps it. */
export async function setLimit(platform: Platform, actor: Actor, limit: DomainLimit): Promise<void> {
  const domain = limit.domain.trim().toLowerCase();
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await keepLimit(trx, { ...limit, domain });
    await platform.audit.append(trx, actor, 'sending.limit', `domain/${domain}`, limit);
  });
}

/** Begins a warm-up plan today, in the place of one before, or ends it. */
export async function setWarmUp(platform: Platform, actor: Actor, account: string, plan: WarmUpPlan | undefined): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await keepWarmUp(trx, account, plan, platform.clock().toISOString().slice(0, 10));
    await platform.audit.append(
      trx,
      actor,
      plan === undefined ? 'sending.warm-up-end' : 'sending.warm-up',
      `account/${account}`,
      plan ?? {},
    );
  });
}
