import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { transaction } from '../../../platform/db/index.ts';
import { register } from '../../../platform/http/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import { zonesOfBrand } from '../zones/of-brand.ts';
import { zoneProfiles } from '../zones/profiles.ts';
import { keepProductRules, productRules } from './store.ts';

/** The endpoints of `contract/src/post.ts`. */
export function letterRoutes(app: FastifyInstance, platform: Platform): void {
  const shown = async () => ({ rows: await productRules(platform.db) });

  register(app, api.post.products, shown);

  register(app, api.post.setProducts, async ({ body, actor }) => {
    // The last one said of a template or purpose holds.
    const rules = [...new Map(body.rows.map((rule) => [`${rule.scope} ${rule.name}`, rule])).values()];
    await transaction(platform.db, { log: platform.log }, async (trx) => {
      await keepProductRules(trx, rules);
      await platform.audit.append(trx, actor, 'post.set-products', 'post/products', { rules });
    });
    return shown();
  });

  register(app, api.post.zones, async ({ query }) => {
    const printed = query.brand === undefined ? undefined : await zonesOfBrand(platform, query.brand);
    return { rows: zoneProfiles.map(({ id, zones }) => ({ id, zones: [...zones] })), ...(printed && { printed }) };
  });
}
