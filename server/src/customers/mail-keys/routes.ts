import { api, type MailKey } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { register } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { addMailKey, removeMailKey } from './keep-mail-key.ts';
import { bytesOfText, troubleOf } from './read-mail-key.ts';
import { endingMailKeys, mailKeysOf } from './store.ts';
import type { MailKeyRow } from './types.ts';

/** Keys that end within so many days are told of while there is time to ask for another. */
const soonDays = 30;
const shownEnding = 200;

/** The endpoints of `contract/src/mail-keys.ts`. */
export function mailKeyRoutes(app: FastifyInstance, platform: Platform): void {
  const { mailKeys } = api;
  const ofCustomer = async (id: string) => ({ rows: (await mailKeysOf(platform.db, [id])).map((row) => shown(row, platform.clock())) });

  register(app, mailKeys.ofCustomer, ({ params }) => ofCustomer(params.id));
  register(app, mailKeys.add, async ({ params, body, actor }) => {
    await addMailKey(platform, actor, params.id, bytesOfText(body.key));
    return await ofCustomer(params.id);
  });
  register(app, mailKeys.remove, async ({ params, actor }) => {
    await removeMailKey(platform, actor, params.id, params.key);
    return await ofCustomer(params.id);
  });
  register(app, mailKeys.ending, async () => {
    const now = platform.clock();
    const rows = await endingMailKeys(platform.db, new Date(now.getTime() + soonDays * 86_400_000), shownEnding);
    return { rows: rows.map((row) => ({ ...shown(row, now), customer: { id: row.customerId, number: row.number, name: row.name } })) };
  });
}

function shown(row: MailKeyRow, now: Date): MailKey {
  const { id, address, kind, fingerprint, holder, issuer, algorithm, begins, ends, addedAt, addedBy } = row;
  const trouble = troubleOf(row, now);
  return {
    ...{ id, address, kind, fingerprint, holder, algorithm, begins: begins.toISOString(), addedAt: addedAt.toISOString(), addedBy },
    ...(issuer === null ? {} : { issuer }),
    ...(ends === null ? {} : { ends: ends.toISOString() }),
    ...(trouble === undefined ? {} : { trouble }),
  };
}
