import { Readable } from 'node:stream';
import { api, type BodyOf } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { transaction } from '../../platform/db/index.ts';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { importConsents } from '../consent-import/import-consents.ts';
import { listImports, refusedOf } from '../consent-import/store.ts';
import { noteConsents, objectToAll } from './note-consent.ts';
import { printProof } from './print-proof.ts';
import { showConsents } from './show-consents.ts';
import { keepText, textsOf } from './store.ts';
import type { UsedDataFunction } from './used-data.ts';

/** The endpoints of `contract/src/consents.ts`. */
export function consentRoutes(app: FastifyInstance, platform: Platform, usedData?: UsedDataFunction): void {
  const { consents } = api;

  register(app, consents.ofCustomer, ({ params }) => showConsents(platform, params.id));

  register(app, consents.note, async ({ params, body, actor }) => {
    await noteConsents(platform, actor, params.id, [actOf(body, platform.clock())]);
    return await showConsents(platform, params.id);
  });

  register(app, consents.objectToAll, async ({ params, body, actor }) => {
    await objectToAll(platform, actor, params.id, { way: body.way, evidence: body.evidence ?? {} });
    return await showConsents(platform, params.id);
  });

  register(app, consents.proof, ({ params, query }) => printProof(platform, params.id, query.language ?? 'en', usedData));

  register(app, consents.texts, async () => ({ rows: [...(await textsOf(platform.db))] }));

  register(app, consents.imports, async () => ({
    rows: (await listImports(platform.db)).map((one) => ({ ...one, at: one.at.toISOString() })),
  }));

  register(app, consents.refused, async ({ params }) => ({ rows: [...(await refusedOf(platform.db, params.id))] }));

  register(app, consents.import, async ({ body: { csv, ...request }, actor }) => {
    const report = await importConsents(platform, actor, request, Readable.from([Buffer.from(csv)]));
    return { ...report, examples: [...report.examples] };
  });

  register(app, consents.addText, ({ body, actor }) =>
    transaction(platform.db, { log: platform.log }, async (trx) => {
      const { text, fresh } = await keepText(trx, body, { at: platform.clock(), by: actor.name });
      if (fresh) await platform.audit.append(trx, actor, 'consent-text.add', `consent-text/${text.id}`, text);
      return text;
    }),
  );
}

function actOf({ at, until, evidence, ...body }: BodyOf<typeof api.consents.note>, now: Date) {
  return {
    ...body,
    at: at === undefined ? now : new Date(at),
    until: until === undefined ? undefined : new Date(until),
    evidence: evidence ?? {},
  };
}
