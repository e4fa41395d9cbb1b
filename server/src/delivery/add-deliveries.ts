import type { Platform } from '../platform/platform.ts';
import { type CommunicationRow, versionBundle } from '../production/index.ts';
import { chooseAccount } from './accounts/rules.ts';
import { accountStates, accountsOf } from './accounts/store.ts';
import { announce } from './announce.ts';
import { type DigestPart, keepParts } from './digests/store.ts';
import { buildMailsJob } from './job-names.ts';
import { type Laid, layDown } from './mailbox/lay-down.ts';
import type { PlannedDelivery } from './plan-deliveries.ts';
import { keepLetters } from './post/letters/keep-letters.ts';
import { insertDeliveries, insertReceipts, type Trx } from './store.ts';
import type { NewDelivery, NewReceipt } from './types.ts';

/**
 * Writes planned deliveries with their receipts, each with the account that is to carry it, and the job that builds their mails. Safe to
 * repeat: a communication has at most one delivery per channel and purpose. @returns those that are new
 */
export async function addDeliveries(
  platform: Platform,
  trx: Trx,
  planned: readonly PlannedDelivery[],
  communications: readonly Laid[],
): Promise<readonly string[]> {
  if (planned.length === 0) return [];
  const now = platform.clock();
  const parts = partsAmong(planned);
  const carried = lettersDue(await withAccounts(platform, trx, planned, communications), parts, now);
  const changes = await insertDeliveries(
    trx,
    carried.map((one) => one.delivery),
    now,
  );
  const made = new Set(changes.map((change) => change.deliveryId));
  await insertReceipts(trx, receiptsOf(planned, made), now);
  const laid = planned.flatMap(({ delivery }) => (made.has(delivery.id) && delivery.state === 'available' ? [delivery] : []));
  await layDown(platform, trx, laid, communications);
  await announce(platform, trx, changes);
  await keepParts(
    trx,
    [...parts.values()].filter((part) => made.has(part.deliveryId) && made.has(part.carrierId)),
  );
  await keepLetters(
    trx,
    carried.flatMap(({ delivery }) => (made.has(delivery.id) ? [delivery] : [])),
  );
  const mails = planned.filter(
    ({ delivery }) => made.has(delivery.id) && delivery.channel === 'email' && delivery.state === 'queued' && !parts.has(delivery.id),
  );
  if (mails.length > 0) {
    await platform.jobs.enqueue(trx, buildMailsJob, { communicationIds: mails.map(({ delivery }) => delivery.communicationId) });
  }
  return [...made];
}

/** What goes out in the mail, or the envelope, of another delivery, by id. */
function partsAmong(planned: readonly PlannedDelivery[]): ReadonlyMap<string, DigestPart> {
  const joins = ({ purpose, channel, state }: NewDelivery) =>
    purpose === 'document' && (channel === 'email' || channel === 'post') && state === 'queued';
  const documents = planned.filter(({ delivery }) => joins(delivery));
  const byCommunication = new Map(documents.map(({ delivery }) => [delivery.communicationId, delivery]));
  const parts = documents.flatMap(({ delivery, carrier }, position): DigestPart[] => {
    const other = carrier === undefined || carrier === delivery.communicationId ? undefined : byCommunication.get(carrier);
    if (other === undefined) return [];
    return [{ deliveryId: delivery.id, month: delivery.month, carrierId: other.id, carrierMonth: other.month, position }];
  });
  return new Map(parts.map((part) => [part.deliveryId, part]));
}

/** A letter that a provider prints is due at once; one for a print stream waits until that is built, one in another's envelope goes with it. */
function lettersDue(planned: readonly PlannedDelivery[], parts: ReadonlyMap<string, DigestPart>, now: Date): readonly PlannedDelivery[] {
  return planned.map((one) => {
    const { id, channel, state, account } = one.delivery;
    const due = channel === 'post' && state === 'queued' && account !== undefined && !parts.has(id);
    return due ? { ...one, delivery: { ...one.delivery, nextAttemptAt: now } } : one;
  });
}

/** Without accounts in the workplace everything goes over those of the environment. */
async function withAccounts(
  platform: Platform,
  trx: Trx,
  planned: readonly PlannedDelivery[],
  communications: readonly Pick<CommunicationRow, 'id' | 'templateVersionId'>[],
): Promise<readonly PlannedDelivery[]> {
  const accounts = await accountsOf(trx);
  if (accounts.length === 0) return planned;
  const states = await accountStates(trx);
  const brands = accounts.some((one) => one.brands.length > 0) ? await brandsOf(platform, communications) : new Map<string, string>();
  return planned.map(({ delivery, ...rest }) => {
    const account = chooseAccount(accounts, delivery.channel, brands.get(delivery.communicationId), states);
    return { ...rest, delivery: account === undefined ? delivery : { ...delivery, account: account.id, ordered: account.keepOrder } };
  });
}

/** The brand of each communication. */
export async function brandsOf(
  platform: Platform,
  communications: readonly Pick<CommunicationRow, 'id' | 'templateVersionId'>[],
): Promise<ReadonlyMap<string, string>> {
  const brands = new Map<string, string>();
  for (const [versionId, of] of Map.groupBy(communications, (one) => one.templateVersionId)) {
    const { brand } = await versionBundle(platform, versionId);
    for (const { id } of of) brands.set(id, brand.id);
  }
  return brands;
}

function receiptsOf(planned: readonly PlannedDelivery[], made: ReadonlySet<string>): NewReceipt[] {
  return planned.flatMap(({ delivery, receipt }) =>
    receipt && made.has(delivery.id) ? [{ deliveryId: delivery.id, month: delivery.month, ...receipt }] : [],
  );
}
