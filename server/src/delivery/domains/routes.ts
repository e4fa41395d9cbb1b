import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { allowedOn, dayOf, type RunningWarmUp } from '../pacing/rules.ts';
import { setLimit, setWarmUp } from '../pacing/set-pace.ts';
import { limitsOf, warmUpsOf } from '../pacing/store.ts';
import { showReports } from '../sender-reports/show-reports.ts';
import { reportedDomains } from '../sender-reports/store.ts';
import { boardOf } from './board.ts';
import { checkDomain } from './check-domain.ts';
import { announceKey, retireKey, shownKey, switchKey } from './dkim-keys.ts';
import { keysOf } from './dkim-store.ts';
import { type Dns, openDns } from './dns.ts';

/** The endpoints of `contract/src/sending.ts`. @param dns that of the settings if absent */
export function sendingRoutes(app: FastifyInstance, platform: Platform, dns: Dns = openDns(platform.config)): void {
  const { sending } = api;

  register(app, sending.dkimKeys, async () => ({ rows: (await keysOf(platform.db)).map(shownKey) }));
  register(app, sending.announceKey, ({ actor, body }) => announceKey(platform, actor, body.domain));
  register(app, sending.switchKey, ({ actor, params }) => switchKey(platform, actor, dns, params.id));
  register(app, sending.retireKey, ({ actor, params }) => retireKey(platform, actor, params.id));
  register(app, sending.checkDomain, async ({ params }) => {
    const domain = params.domain.toLowerCase();
    const [key] = await keysOf(platform.db, { domain, state: 'active' });
    return { domain, findings: [...(await checkDomain(dns, { domain, ...(key === undefined ? {} : { dkim: key }) }))] };
  });

  register(app, sending.reports, ({ params, query }) => showReports(platform, params.domain.toLowerCase(), query.days));
  register(app, sending.reportedDomains, async () => ({ rows: [...(await reportedDomains(platform.db, 50))] }));

  register(app, sending.board, ({ query }) => boardOf(platform, query.by, query.days));

  register(app, sending.limits, async () => ({
    limits: [...(await limitsOf(platform.db))],
    warmUps: (await warmUpsOf(platform.db)).map((plan) => shownWarmUp(plan, platform.clock())),
  }));
  register(app, sending.setLimit, async ({ actor, body }) => {
    await setLimit(platform, actor, body);
    return { ok: true };
  });
  register(app, sending.setWarmUp, async ({ actor, params, body }) => {
    await setWarmUp(platform, actor, params.account, body.plan);
    return { ok: true };
  });
}

function shownWarmUp(plan: RunningWarmUp, now: Date) {
  const day = dayOf(plan, now);
  const allowed = allowedOn(plan, day);
  return { ...plan, day, today: allowed ?? plan.last, over: allowed === undefined };
}
