import { sql } from 'kysely';
import { newId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Source } from '../receipts/record-receipts.ts';
import type { Reply } from '../receipts/types.ts';
import type { Trx } from '../store.ts';
import type { Keyword } from './keywords.ts';

/** SQL of replies and their answers. */

/** Notes a reply. @returns its id; undefined when it was noted before */
export async function keepReply(
  trx: Trx,
  { channel, account }: Source,
  reply: Reply,
  more: { readonly keyword: Keyword | undefined; readonly customerIds: readonly string[]; readonly answer: string | undefined },
  now: Date,
): Promise<string | undefined> {
  const id = newId();
  const state = more.answer === undefined ? null : 'queued';
  const { rows } =
    await sql`insert into delivery.replies (id, channel, account, provider_id, at, sender, recipient, text, keyword, customer_ids,
      answer, answer_state, answer_due)
    values (${id}, ${channel}, ${account}, ${reply.id}, ${now}, ${reply.from}, ${reply.to}, ${reply.text}, ${more.keyword ?? null},
      ${[...more.customerIds]}::uuid[], ${more.answer ?? null}, ${state}, ${state && now})
    on conflict (account, provider_id) do nothing returning id`.execute(trx);
  return rows.length > 0 ? id : undefined;
}

/** Whether this sender was answered to the same word a moment ago: two machines that answer each other must not go on for ever. */
export async function answeredLately(trx: Trx, sender: string, keyword: Keyword, since: Date): Promise<boolean> {
  const { rows } = await sql`select 1 from delivery.replies
    where sender = ${sender} and keyword = ${keyword} and answer_state is not null and at > ${since} limit 1`.execute(trx);
  return rows.length > 0;
}

/** The last short message that went to a number: what a reply is most likely about. */
export async function lastSentTo(trx: Trx, customerIds: readonly string[], address: string): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string }>`select id from delivery.deliveries
    where customer_id = any(${[...customerIds]}::uuid[]) and channel = 'sms' and address = ${address} and state in ('sent', 'delivered', 'unknown')
    order by id desc limit 1`.execute(trx);
  return rows[0];
}

export interface Answer {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** Takes answers that are due into hand; they may be sent once this is committed. */
export async function claimAnswers(trx: Trx, { channel, account }: Source, now: Date, limit: number): Promise<Answer[]> {
  const { rows } = await sql<Answer>`with due as materialized (select id from delivery.replies
      where channel = ${channel} and account = ${account} and answer_state = 'queued' and answer_due <= ${now}
      order by answer_due limit ${limit} for update skip locked)
    update delivery.replies r set answer_state = 'sending', answer_claimed_at = ${now} from due where r.id = due.id
    returning r.id, r.sender as to, r.answer as text`.execute(trx);
  return rows;
}

export async function endAnswer(
  db: Db,
  id: string,
  { state, due, error }: { readonly state: 'queued' | 'sent' | 'failed' | 'unknown'; readonly due?: Date; readonly error?: string },
): Promise<void> {
  await sql`update delivery.replies set answer_state = ${state}, answer_due = ${due ?? null}, answer_error = ${error ?? null}
    where id = ${id} and answer_state = 'sending'`.execute(db);
}

/** Answers whose sender died: nobody knows whether they went out. */
export async function abandonAnswers(db: Db, before: Date): Promise<void> {
  await sql`update delivery.replies set answer_state = 'unknown', answer_error = 'the process that was sending it ended'
    where answer_state = 'sending' and answer_claimed_at < ${before}`.execute(db);
}
