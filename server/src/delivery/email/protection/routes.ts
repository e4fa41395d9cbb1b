import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { publicAddress } from '../../../platform/config/index.ts';
import { transaction } from '../../../platform/db/index.ts';
import { register } from '../../../platform/http/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import { addSigner, removeSigner, showSigners } from './signers.ts';
import { keepRule, protectionRules } from './store.ts';

/** The endpoints of `contract/src/mail-protection.ts`. */
export function protectionRoutes(app: FastifyInstance, platform: Platform): void {
  const { mailProtection } = api;
  const shown = async () => ({
    rules: [...(await protectionRules(platform.db))],
    canLink: publicAddress(platform.config) !== undefined,
    question: platform.config.portalQuestion,
  });

  register(app, mailProtection.rules, shown);
  register(app, mailProtection.setRule, async ({ actor, params, body }) => {
    await transaction(platform.db, { log: platform.log }, async (trx) => {
      await keepRule(trx, { ...params, ...body });
      await platform.audit.append(trx, actor, 'mail-protection.set', `purpose/${params.purpose}`, body);
    });
    return await shown();
  });

  register(app, mailProtection.signers, async () => ({ rows: [...(await showSigners(platform))] }));
  register(app, mailProtection.addSigner, async ({ actor, body }) => ({ rows: [...(await addSigner(platform, actor, body))] }));
  register(app, mailProtection.removeSigner, async ({ actor, params }) => ({
    rows: [...(await removeSigner(platform, actor, params.id))],
  }));
}
