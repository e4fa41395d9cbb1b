import type { WebhookKind } from '@posthorn/contract';
import type { Platform } from '../../platform/platform.ts';
import { type News, tellWebhooks } from '../../platform/webhooks/index.ts';
import type { DeliveryState } from '../states.ts';
import type { Trx } from '../store.ts';
import type { StateChanged } from '../types.ts';
import type { ReceiptsNoted } from './types.ts';

/** What programs of others are told, in ids: who they are, others need not know. */
interface ToldReceipt extends News {
  readonly kind: WebhookKind;
  readonly deliveryId: string;
  readonly communicationId: string;
  readonly customerId: string;
  readonly runId: string | null;
  readonly channel: string;
  /** `document`, or the `notice` that tells of one. */
  readonly purpose: string;
  readonly at: string;
  readonly detail?: string;
  readonly reason?: string;
}

/** States that our own steps bring; all others follow from receipts, of which is told as such. */
const ownSteps: Partial<Record<DeliveryState, WebhookKind>> = {
  sent: 'sent',
  unknown: 'unknown',
  failed: 'failed',
  printed: 'printed',
  available: 'available',
  cancelled: 'cancelled',
};

/** Tells webhooks how deliveries stand that went out, or will not. */
export function tellOfStates(platform: Platform, trx: Trx, { changes }: StateChanged): Promise<void> {
  const told = changes.flatMap(({ state, ...change }): ToldReceipt[] => {
    const kind = ownSteps[state];
    return kind === undefined ? [] : [{ kind, ...change }];
  });
  return tellWebhooks(platform, trx, 'delivery.receipts', told);
}

/** Tells webhooks what came back. */
export function tellOfReceipts(platform: Platform, trx: Trx, { receipts }: ReceiptsNoted): Promise<void> {
  const told = receipts.flatMap(({ kind, ...receipt }): ToldReceipt[] => (kind === 'delayed' ? [] : [{ kind, ...receipt }]));
  return tellWebhooks(platform, trx, 'delivery.receipts', told);
}
