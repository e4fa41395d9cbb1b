import type { PostProduct, PostProductRule } from '@posthorn/contract';
import { sql } from 'kysely';
import type { Db } from '../../../platform/platform.ts';
import type { Trx } from '../../store.ts';
import type { AskedLetter } from './news.ts';

/** SQL of letters that are more than pages in a print stream: posted as something, handed to a provider, followed by number. */

export async function productRules(db: Db | Trx): Promise<PostProductRule[]> {
  const { rows } = await sql<PostProductRule>`select scope, name, product from delivery.post_products order by scope, name`.execute(db);
  return rows;
}

/** Replaces all rules. */
export async function keepProductRules(trx: Trx, rules: readonly PostProductRule[]): Promise<void> {
  await sql`delete from delivery.post_products`.execute(trx);
  await sql`insert into delivery.post_products (scope, name, product)
    select * from unnest(${rules.map((one) => one.scope)}::text[], ${rules.map((one) => one.name)}::text[],
      ${rules.map((one) => one.product)}::text[])`.execute(trx);
}

/** What is known of a letter beside its delivery. */
export interface LetterRow {
  readonly deliveryId: string;
  readonly product: PostProduct;
  readonly trackingNumber: string | null;
}

export interface NewLetter {
  readonly deliveryId: string;
  readonly month: string;
  readonly product: PostProduct;
}

export async function insertLetters(trx: Trx, letters: readonly NewLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const column = <K extends keyof NewLetter>(name: K) => letters.map((one) => one[name]);
  await sql`insert into delivery.letters (delivery_id, month, product)
    select * from unnest(${column('deliveryId')}::uuid[], ${column('month')}::date[], ${column('product')}::text[])
    on conflict do nothing`.execute(trx);
}

export async function lettersOf(db: Db | Trx, deliveryIds: readonly string[]): Promise<ReadonlyMap<string, LetterRow>> {
  if (deliveryIds.length === 0) return new Map();
  const { rows } =
    await sql<LetterRow>`select delivery_id as "deliveryId", product, tracking_number as "trackingNumber" from delivery.letters
    where delivery_id = any(${[...deliveryIds]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.deliveryId, row]));
}

export type LetterToAsk = AskedLetter & { readonly month: string };

/**
 * Letters of an account of which something may still become known, those first that were asked about the longest ago. What goes out in the envelope of
 * another one shares its news.
 */
export async function lettersToAsk(
  db: Db,
  account: string,
  { askedBefore, sentAfter, limit }: { readonly askedBefore: Date; readonly sentAfter: Date; readonly limit: number },
): Promise<readonly LetterToAsk[]> {
  const { rows } = await sql<LetterToAsk>`select l.delivery_id as "deliveryId", l.month::text as month, d.message_id as "messageId",
      d.created_at as "madeAt", d.changed_at as "sentAt"
    from delivery.letters l join delivery.deliveries d on d.id = l.delivery_id and d.month = l.month
    where not l.ended and d.account = ${account} and d.channel = 'post' and d.state in ('sent', 'unknown')
      and coalesce(l.asked_at, '-infinity') <= ${askedBefore} and d.created_at > ${sentAfter}
      and not exists (select from delivery.digest_parts g where g.delivery_id = l.delivery_id)
    order by l.asked_at nulls first, l.delivery_id limit ${limit}`.execute(db);
  return rows;
}

/** That letters were asked about. */
export async function noteAsked(db: Db, letters: readonly Pick<LetterToAsk, 'deliveryId' | 'month'>[], now: Date): Promise<void> {
  await sql`update delivery.letters l set asked_at = ${now}
    from unnest(${letters.map((one) => one.deliveryId)}::uuid[], ${letters.map((one) => one.month)}::date[]) as a (id, month)
    where l.delivery_id = a.id and l.month = a.month`.execute(db);
}

/** What the post follows a letter by, and whether nothing more will become known. */
export async function keepTracking(
  trx: Trx,
  letters: readonly { readonly deliveryId: string; readonly number: string | null; readonly ended: boolean }[],
): Promise<void> {
  await sql`update delivery.letters l set tracking_number = coalesce(t.number, l.tracking_number), ended = l.ended or t.ended
    from unnest(${letters.map((one) => one.deliveryId)}::uuid[], ${letters.map((one) => one.number)}::text[],
      ${letters.map((one) => one.ended)}::boolean[]) as t (id, number, ended)
    where l.delivery_id = t.id`.execute(trx);
}
