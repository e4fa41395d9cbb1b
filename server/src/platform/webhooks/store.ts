import type { Webhook, WebhookContent, WebhookMessage } from '@posthorn/contract';
import { sql, type Transaction } from 'kysely';
import { idOrNull } from '../db/index.ts';
import type { Db } from '../platform.ts';

/** All SQL of webhooks. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export type Trx = Transaction<any>;

type WebhookRow = Omit<Webhook, 'createdAt' | 'failingSince' | 'lastError'> & {
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly lastError: string | null;
};
const shown = sql.raw(`w.id, w.name, w.url, w.kinds, w.active, w.failing_since as "failingSince", w.last_error as "lastError",
  w.created_at as "createdAt", w.created_by as "createdBy",
  (select count(*)::int from platform.webhook_messages m where m.webhook_id = w.id and m.state = 'waiting') as waiting`);

const showWebhook = ({ failingSince, lastError, createdAt, ...row }: WebhookRow): Webhook => ({
  ...row,
  createdAt: createdAt.toISOString(),
  ...(failingSince === null ? {} : { failingSince: failingSince.toISOString() }),
  ...(lastError === null ? {} : { lastError }),
});

export async function webhooksOf(db: Db | Trx, id?: string): Promise<readonly Webhook[]> {
  const { rows } = await sql<WebhookRow>`select ${shown} from platform.webhooks w
    ${id === undefined ? sql`` : sql`where w.id = ${idOrNull(id)}`} order by w.created_at desc`.execute(db);
  return rows.map(showWebhook);
}

export async function insertWebhook(
  trx: Trx,
  id: string,
  { name, url, kinds }: WebhookContent,
  secret: Buffer,
  made: { readonly at: Date; readonly by: string },
): Promise<void> {
  await sql`insert into platform.webhooks (id, name, url, kinds, secret, created_at, created_by)
    values (${id}, ${name}, ${url}, ${kinds}::text[], ${secret}, ${made.at}, ${made.by})`.execute(trx);
}

/** Switched on again, it begins with a clean slate. */
export async function updateWebhook(
  trx: Trx,
  id: string,
  { name, url, kinds, active }: WebhookContent & { readonly active: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update platform.webhooks set name = ${name}, url = ${url}, kinds = ${kinds}::text[],
      failing_since = case when ${active} and not active then null else failing_since end, active = ${active}
    where id = ${idOrNull(id)}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function replaceSecret(trx: Trx, id: string, secret: Buffer, formerUntil: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update platform.webhooks set former_secret = secret, former_until = ${formerUntil}, secret = ${secret}
    where id = ${idOrNull(id)}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function deleteWebhook(trx: Trx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from platform.webhooks where id = ${idOrNull(id)}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Those that are on, each with the kinds of receipts that it wants. */
export async function activeWebhooks(db: Db | Trx): Promise<readonly { readonly id: string; readonly kinds: readonly string[] }[]> {
  const { rows } = await sql<{ id: string; kinds: string[] }>`select id, kinds from platform.webhooks where active`.execute(db);
  return rows;
}

export interface NewMessage {
  readonly id: string;
  readonly webhookId: string;
  readonly type: string;
  readonly at: Date;
  readonly payload: object;
}

export async function insertMessages(trx: Trx, messages: readonly NewMessage[]): Promise<void> {
  const column = <K extends keyof NewMessage>(name: K) => messages.map((one) => one[name]);
  await sql`insert into platform.webhook_messages (id, webhook_id, type, at, payload, state, next_attempt_at)
    select id, webhook_id, type, at, payload, 'waiting', at from unnest(${column('id')}::uuid[], ${column('webhookId')}::uuid[],
      ${column('type')}::text[], ${column('at')}::timestamptz[], ${messages.map((one) => JSON.stringify(one.payload))}::jsonb[])
      as m (id, webhook_id, type, at, payload)`.execute(trx);
}

type MessageRow = Omit<WebhookMessage, 'at' | 'nextAttemptAt' | 'status' | 'error'> & {
  readonly at: Date;
  readonly nextAttemptAt: Date | null;
  readonly status: number | null;
  readonly error: string | null;
};
const messageColumns = sql.raw(
  `m.id, m.type, m.at, m.state, m.attempts, m.next_attempt_at as "nextAttemptAt", m.status, m.error, m.payload`,
);

const showMessage = ({ at, nextAttemptAt, status, error, ...row }: MessageRow): WebhookMessage => ({
  ...row,
  at: at.toISOString(),
  ...(nextAttemptAt === null ? {} : { nextAttemptAt: nextAttemptAt.toISOString() }),
  ...(status === null ? {} : { status }),
  ...(error === null ? {} : { error }),
});

export async function messagesOf(
  db: Db,
  webhookId: string,
  { after, state, limit }: { readonly after?: string | undefined; readonly state?: string | undefined; readonly limit: number },
): Promise<readonly WebhookMessage[]> {
  const { rows } =
    await sql<MessageRow>`select ${messageColumns} from platform.webhook_messages m where m.webhook_id = ${idOrNull(webhookId)}
    ${state === undefined ? sql`` : sql`and m.state = ${state}`} ${after === undefined ? sql`` : sql`and m.id < ${idOrNull(after)}`}
    order by m.id desc limit ${limit}`.execute(db);
  return rows.map(showMessage);
}

export async function messageOf(db: Db | Trx, id: string): Promise<WebhookMessage | undefined> {
  const { rows } = await sql<MessageRow>`select ${messageColumns} from platform.webhook_messages m where m.id = ${idOrNull(id)}`.execute(
    db,
  );
  return rows[0] && showMessage(rows[0]);
}

/** Makes a message due now, with all its attempts before it. @returns the webhook that it is for */
export async function makeDue(trx: Trx, id: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ webhookId: string }>`update platform.webhook_messages
    set state = 'waiting', attempts = 0, next_attempt_at = ${now} where id = ${idOrNull(id)} returning webhook_id as "webhookId"`.execute(
    trx,
  );
  return rows[0]?.webhookId;
}

/** A message in hand, with all that sending it needs. */
export interface DueMessage extends NewMessage {
  readonly attempts: number;
  readonly url: string;
  readonly secret: Buffer;
  readonly formerSecret: Buffer | null;
}

/** Takes messages that are due into hand: should this process die, they are due again after `leaseMs`. */
export async function takeDue(db: Db, now: Date, limit: number, leaseMs: number): Promise<readonly DueMessage[]> {
  const { rows } = await sql<DueMessage>`
    with due as materialized (select m.id from platform.webhook_messages m join platform.webhooks w on w.id = m.webhook_id and w.active
      where m.state = 'waiting' and m.next_attempt_at <= ${now} order by m.next_attempt_at, m.id limit ${limit} for update of m skip locked)
    update platform.webhook_messages m set attempts = m.attempts + 1, next_attempt_at = ${new Date(now.getTime() + leaseMs)}
    from due, platform.webhooks w where m.id = due.id and w.id = m.webhook_id
    returning m.id, m.webhook_id as "webhookId", m.type, m.at, m.payload, m.attempts, w.url, w.secret,
      case when w.former_until > ${now} then w.former_secret end as "formerSecret"`.execute(db);
  return rows;
}

/** Writes down what became of an attempt, also with the webhook: since when it fails, and that who is gone for good is told no more. */
export async function endAttempt(
  trx: Trx,
  { id, webhookId }: DueMessage,
  end: {
    readonly next?: Date | undefined;
    readonly status?: number | undefined;
    readonly error?: string | undefined;
    readonly gone: boolean;
  },
  now: Date,
): Promise<void> {
  const { next, status = null, error = null, gone } = end;
  const state = error === null ? 'delivered' : next === undefined ? 'failed' : 'waiting';
  await sql`update platform.webhook_messages set state = ${state}, next_attempt_at = ${next ?? null}, status = ${status}, error = ${error}
    where id = ${id}`.execute(trx);
  await sql`update platform.webhooks set last_error = ${error}, active = active and not ${gone},
      failing_since = case when ${error}::text is null then null else coalesce(failing_since, ${now}) end
    where id = ${webhookId} and (${error}::text is not null or last_error is not null)`.execute(trx);
}

/** Messages that were told, or given up, before a moment. */
export async function forgetMessages(db: Db, before: Date): Promise<void> {
  await sql`delete from platform.webhook_messages where state <> 'waiting' and at < ${before}`.execute(db);
}
