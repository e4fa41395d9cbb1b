import type { Platform } from '../../platform/platform.ts';
import { type CommunicationRow, findRun } from '../../production/index.ts';
import { chainsOf, planFallback } from '../fallback/store.ts';
import { insertReceipts, type Trx } from '../store.ts';
import type { Delivery, NewDelivery } from '../types.ts';
import { insertDocuments, type NewDocument } from './store.ts';

/** What of a communication its entry in the mailbox needs. */
export type Laid = Pick<CommunicationRow, 'id' | 'templateVersionId' | 'subject' | 'reference' | 'language' | 'pages'>;

/**
 * Lays documents into the mailboxes of their customers, in the transaction that writes their deliveries: a notice of something that is not there
 * cannot be. Where the purpose asks for it, the letter that follows on nobody's looking is planned with it, once.
 */
export async function layDown(platform: Platform, trx: Trx, deliveries: readonly NewDelivery[], of: readonly Laid[]): Promise<void> {
  if (deliveries.length === 0) return;
  const communications = new Map(of.map((one) => [one.id, one]));
  const now = platform.clock();
  await insertDocuments(
    trx,
    deliveries.map((delivery) => documentOf(delivery, communications.get(delivery.communicationId)!, now)),
  );
  await planLetters(platform, trx, deliveries, now);
}

/** Lays down what mails lead to instead of holding it, in the transaction that keeps these mails. */
export async function layForMails(
  platform: Platform,
  trx: Trx,
  laid: readonly { readonly delivery: Pick<Delivery, 'id' | 'customerId' | 'month'>; readonly communication: Laid }[],
): Promise<void> {
  if (laid.length === 0) return;
  const now = platform.clock();
  await insertDocuments(
    trx,
    laid.map(({ delivery, communication }) => documentOf(delivery, communication, now)),
  );
}

function documentOf(
  { id, customerId, month }: Pick<Delivery, 'id' | 'customerId' | 'month'>,
  communication: Laid,
  laidAt: Date,
): NewDocument {
  const { id: communicationId, templateVersionId, subject: title, reference, language, pages } = communication;
  return { id, customerId, month, communicationId, templateVersionId, title, reference, language, pages, laidAt };
}

async function planLetters(platform: Platform, trx: Trx, deliveries: readonly NewDelivery[], now: Date): Promise<void> {
  const patience = new Map((await chainsOf(trx)).map((one) => [one.purpose, one.unreadSeconds]));
  if (patience.size === 0) return;
  for (const [runId, ofRun] of Map.groupBy(deliveries, (one) => one.runId)) {
    const run = runId === null ? undefined : await findRun(platform.db, runId);
    const seconds = run && patience.get(run.purpose);
    if (seconds === undefined || seconds === null) continue;
    const dueAt = new Date(now.getTime() + seconds * 1000);
    for (const { id: deliveryId, month, communicationId } of ofRun) {
      if (!(await planFallback(trx, { deliveryId, month, communicationId, channel: 'post', dueAt, cause: 'unread' }))) continue;
      const detail = `if unread: post from ${dueAt.toISOString()}`;
      await insertReceipts(trx, [{ deliveryId, month, kind: 'fallback-planned', detail }], now);
    }
  }
}
