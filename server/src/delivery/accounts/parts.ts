import { sql } from 'kysely';
import type { Trx } from '../store.ts';

/** What is known of one part of a long message, and how many of its parts were delivered. */
export interface PartNoted {
  readonly deliveryId: string;
  readonly number: number;
  readonly parts: number;
  readonly delivered: number;
}

/** Keeps what was said of some parts. @returns those that are parts of long messages, by the provider's id */
export async function noteParts(
  trx: Trx,
  account: string,
  said: readonly { readonly messageId: string; readonly kind: string }[],
): Promise<ReadonlyMap<string, PartNoted>> {
  if (said.length === 0) return new Map();
  const { rows } = await sql<PartNoted & { readonly messageId: string }>`
    with noted as (update delivery.message_parts p set kind = s.kind
      from unnest(${said.map((one) => one.messageId)}::text[], ${said.map((one) => one.kind)}::text[]) as s (message_id, kind)
      where p.account = ${account} and p.message_id = s.message_id
      returning p.message_id, p.delivery_id, p.part, p.parts)
    select n.message_id as "messageId", n.delivery_id as "deliveryId", n.part as number, n.parts,
      (select count(*)::int from delivery.message_parts o where o.delivery_id = n.delivery_id
        and (o.kind = 'delivered' and o.message_id not in (select message_id from noted)
          or o.message_id in (select m.message_id from noted m
            join unnest(${said.map((one) => one.messageId)}::text[], ${said.map((one) => one.kind)}::text[]) as s (message_id, kind)
              on s.message_id = m.message_id and s.kind = 'delivered'))) as delivered
    from noted n`.execute(trx);
  return new Map(rows.map(({ messageId, ...part }) => [messageId, part]));
}
