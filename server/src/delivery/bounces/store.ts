import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import { findDelivery, type Trx } from '../store.ts';
import type { Delivery } from '../types.ts';
import type { Bounce, BounceKind } from './bounce.ts';

/** What a mail that came back is. `loop`: our own mail, come round. */
export type ReturnedKind = BounceKind | 'reply' | 'loop';

export interface ReturnedMail {
  readonly id: string;
  readonly sha256: Buffer;
  readonly delivery: Pick<Delivery, 'id' | 'month'>;
  readonly kind: ReturnedKind;
  readonly bounce: Bounce | undefined;
  readonly pack: string;
  readonly offset: number;
  readonly length: number;
}

/** The delivery whose mail carries this token in its return path. */
export async function deliveryOfToken(db: Db, token: string): Promise<Delivery | undefined> {
  const { rows } = await sql<{ id: string }>`select delivery_id as id from delivery.sent_messages where return_token = ${token}`.execute(
    db,
  );
  return rows[0] === undefined ? undefined : findDelivery(db, rows[0].id);
}

/** What this very mail was noted as, when it was. */
export async function returnedKind(db: Db, sha256: Buffer): Promise<ReturnedKind | undefined> {
  const { rows } = await sql<{ kind: ReturnedKind }>`select kind from delivery.returned_mails where sha256 = ${sha256}`.execute(db);
  return rows[0]?.kind;
}

/** False when this very mail is there already. */
export async function keepReturnedMail(
  trx: Trx,
  { id, sha256, delivery, kind, bounce, pack, offset, length }: ReturnedMail,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into delivery.returned_mails (id, at, sha256, delivery_id, month, kind, reason, hard, status, diagnostic, pack, pack_offset, pack_length)
    values (${id}, ${now}, ${sha256}, ${delivery.id}, ${delivery.month}, ${kind}, ${bounce?.reason ?? null}, ${bounce?.hard ?? false},
      ${bounce?.status ?? null}, ${bounce?.diagnostic ?? null}, ${pack}, ${offset}, ${length})
    on conflict (sha256) do nothing returning id`.execute(trx);
  return rows.length > 0;
}
