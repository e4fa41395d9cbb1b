import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { readCommunication } from '../production/index.ts';
import { accountRoutes } from './accounts/routes.ts';
import { providerRoutes } from './accounts/webhooks.ts';
import { catcherRoutes } from './catcher/routes.ts';
import { sendingRoutes } from './domains/routes.ts';
import { protectionRoutes } from './email/protection/routes.ts';
import { sentMessageOf } from './email/store.ts';
import { fallbackRoutes } from './fallback/routes.ts';
import { letterRoutes } from './post/letters/routes.ts';
import { printStreamRoutes } from './post/routes.ts';
import { resolveUnknown } from './resolve-unknown.ts';
import { returnedRoutes } from './returned/routes.ts';
import { withReceipts } from './show-deliveries.ts';
import { trackingRoutes } from './tracking/routes.ts';

/** The endpoints of delivery. */
export function deliveryRoutes(app: FastifyInstance, platform: Platform): void {
  register(app, api.communications.source, async ({ params, query }, reply) => {
    const communication = await readCommunication(platform, params.id);
    const message = await sentMessageOf(platform.db, communication.id, query.copy);
    if (message === undefined) throw new PosthornError('delivery.no-source');
    reply.header('content-disposition', `attachment; filename="${communication.id}.eml"`);
    return platform.packs.read(message, communication.customerId);
  });

  register(app, api.communications.resolveUnknown, async ({ params, body, actor }) => {
    const delivery = await resolveUnknown(platform, actor, params.id, body);
    return (await withReceipts(platform.db, [delivery]))[0]!;
  });

  accountRoutes(app, platform);
  void providerRoutes(app, platform);
  fallbackRoutes(app, platform);
  letterRoutes(app, platform);
  printStreamRoutes(app, platform);
  returnedRoutes(app, platform);
  sendingRoutes(app, platform);
  trackingRoutes(app, platform);
  protectionRoutes(app, platform);
  catcherRoutes(app, platform);
}
