import { readFileSync } from 'node:fs';
import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import {
  chosenPurposes,
  type PushSubscription,
  readSubscription,
  renewDevice,
  turnOffDevice,
  turnOnDevice,
} from '../../customers/index.ts';
import { endpointFault, reachOf, recordReport } from '../../delivery/index.ts';
import { register } from '../../platform/http/index.ts';
import { openSignedLink } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Guest, guestOf } from '../centre/routes.ts';
import { type Form, formOf } from '../forms.ts';
import { evidenceOf } from '../visit.ts';

const scripts = {
  'page.js': readFileSync(new URL('./browser/page.js', import.meta.url)),
  'worker.js': readFileSync(new URL('./browser/worker.js', import.meta.url)),
} as const;

/** Notifications on a customer's devices: turned on and off in the preference centre, looked after by the service worker. */
export function deviceRoutes(app: FastifyInstance, platform: Platform): void {
  const { portal } = api;

  register(app, portal.device, async ({ params: { link }, body, raw }, reply) => {
    const guest = await guestOf(platform, link, raw);
    if ('refuse' in guest) return guest.refuse(reply);
    const query = new URLSearchParams(guest.visit.search);
    query.set('done', await change(platform, guest, link, formOf(body)));
    return reply.header('referrer-policy', 'no-referrer').redirect(`/p/${link}?${query}`, 303);
  });

  register(app, portal.renewDevice, async ({ params: { link }, body: { key, subscription: json } }, reply) => {
    const opened = await openSignedLink(platform, 'device', link);
    const subscription = subscriptionIn(platform, json, key);
    if (opened?.reference === undefined || opened.expired || subscription === undefined) return reply.code(404).send();
    const known = await renewDevice(platform, opened.subject, opened.reference, subscription);
    return reply.code(known ? 204 : 404).send();
  });

  register(app, portal.pushReport, async ({ params: { link, kind } }, reply) => {
    return reply.code((await recordReport(platform, link, kind)) ? 204 : 404).send();
  });

  register(app, portal.pushScript, async ({ params: { script } }, reply) => {
    reply.type('text/javascript; charset=utf-8').headers({
      // Of the page this says nothing; the worker may talk to us and to nobody else.
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'cache-control': 'no-cache',
    });
    return scripts[script];
  });
}

/** @returns what the page then says was done */
async function change(platform: Platform, guest: Exclude<Guest, { refuse: unknown }>, link: string, form: Form): Promise<string> {
  const { visit, customer, opened } = guest;
  const evidence = evidenceOf(visit, link, opened);
  const off = form.one('off');
  if (off !== undefined) return (await turnOffDevice(platform, customer.customerId, off, evidence)) ? 'pushOff' : 'unchanged';
  const device = await openSignedLink(platform, 'device', form.one('device') ?? '');
  const subscription = subscriptionIn(platform, parsed(form.one('subscription')), form.one('key') ?? '');
  if (device?.reference === undefined || device.subject !== customer.customerId || subscription === undefined) return 'pushNot';
  const { words, organisation } = visit;
  const agreed = [
    ...chosenPurposes.map((purpose) => ({ purpose, wording: words.push.consent(organisation) })),
    ...(form.one('advertising') === 'yes' ? [{ purpose: 'advertising', wording: words.push.advertising(organisation) }] : []),
  ];
  const consents = agreed.map((one) => ({ ...one, language: words.language }));
  const userAgent = String(visit.request.headers['user-agent'] ?? '').slice(0, 300);
  await turnOnDevice(platform, customer.customerId, { id: device.reference, userAgent, subscription }, { consents, evidence });
  return 'pushOn';
}

/** A subscription of a browser, which is not believed: its push service must be one that may be called. */
function subscriptionIn(platform: Platform, json: unknown, key: string): PushSubscription | undefined {
  const subscription = readSubscription(json, key);
  if (subscription === undefined || endpointFault(subscription.endpoint, reachOf(platform.config)) !== undefined) return undefined;
  return subscription;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
