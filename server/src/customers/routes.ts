import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { after, limitOf, pageOf, register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { findCustomers, positionOf, readTimeline, showCustomer, timelinePosition } from './find-customers.ts';
import { mailKeyRoutes } from './mail-keys/routes.ts';
import { permissionFileRoutes } from './permission-files/routes.ts';
import { consentRoutes } from './permissions/routes.ts';
import type { UsedDataFunction } from './permissions/used-data.ts';
import { setWishes } from './preferences/set-wishes.ts';
import { setPreferences } from './set-preferences.ts';

/** The endpoints of `contract/src/customers.ts` and `contract/src/consents.ts`. */
export function customersRoutes(app: FastifyInstance, platform: Platform, usedData?: UsedDataFunction): void {
  const { customers } = api;
  consentRoutes(app, platform, usedData);
  mailKeyRoutes(app, platform);
  permissionFileRoutes(app, platform);

  register(app, customers.list, async ({ query }) => {
    const limit = limitOf(query);
    const { q, country, channel } = query;
    const found = await findCustomers(platform, { q, country, channel, limit: limit + 1, after: after(query) });
    return pageOf(found, limit, positionOf);
  });

  register(app, customers.get, ({ params }) => showCustomer(platform, params.id));

  register(app, customers.setPreferences, async ({ params, body, actor }) => {
    await setPreferences(platform, actor, params.id, body.preferences);
    return await showCustomer(platform, params.id);
  });

  register(app, customers.setWishes, async ({ params, body, actor }) => {
    await setWishes(platform, actor, params.id, body.wishes);
    return await showCustomer(platform, params.id);
  });

  register(app, customers.timeline, async ({ params, query }) => {
    const { id } = await showCustomer(platform, params.id);
    const limit = limitOf(query);
    return pageOf(await readTimeline(platform, id, limit + 1, after(query)), limit, timelinePosition);
  });
}
