import { type CustomerForComposition, customersById } from '../customers/index.ts';
import { type ContactRequest, cancelContacts, decideContacts, type HoldEnded } from '../governance/index.ts';
import type { Platform } from '../platform/platform.ts';
import {
  type ChunkComposed,
  type CommunicationRow,
  communicationsById,
  communicationsOfChunk,
  findRun,
  type RunRow,
} from '../production/index.ts';
import { addDeliveries, brandsOf } from './add-deliveries.ts';
import { buildPrintStreamJob } from './job-names.ts';
import { type NoticeWay, noticeWays } from './notices/notice-ways.ts';
import { planCopies } from './plan-copies.ts';
import { type PlannedDelivery, planDeliveries } from './plan-deliveries.ts';
import { type LetterFacts, lettersBeforeDeciding } from './post/letters/before-deciding.ts';
import type { Trx } from './store.ts';
import type { NewDelivery } from './types.ts';
import { withholdRefused } from './withhold.ts';

/**
 * Makes the deliveries of a chunk that was composed, and the job that builds its mails, in the transaction that takes the event
 * off the outbox. Safe to repeat: a communication has at most one delivery per channel and purpose.
 */
export async function createDeliveries(platform: Platform, trx: Trx, chunk: ChunkComposed): Promise<void> {
  await deliver(platform, trx, await communicationsOfChunk(trx, chunk));
}

/** Makes the deliveries of communications that were held until now; letters of runs that are done get a print stream of their own. */
export async function deliverHeld(platform: Platform, trx: Trx, { communicationIds }: HoldEnded): Promise<void> {
  const communications = await communicationsById(trx, communicationIds);
  const letters = (await deliver(platform, trx, communications)).filter((one) => one.channel === 'post' && one.state === 'queued');
  for (const { runId, month } of new Map(letters.map((one) => [one.runId, one])).values()) {
    const run = runId === null ? undefined : await findRun(platform.db, runId);
    if (run?.endedAt && runId !== null) await platform.jobs.enqueue(trx, buildPrintStreamJob, { runId, month });
  }
}

/** @returns the deliveries, those too that were made as failed or cancelled */
async function deliver(platform: Platform, trx: Trx, communications: readonly CommunicationRow[]): Promise<readonly NewDelivery[]> {
  const known = { customers: new Map<string, CustomerForComposition>(), purposes: new Map<string, string>() };
  const planned: PlannedDelivery[] = [];
  const requests: ContactRequest[] = [];
  for (const [runId, ofRun] of Map.groupBy(communications, (one) => one.runId)) {
    const run = await findRun(platform.db, runId);
    const matter = run && { purpose: run.purpose, at: run.startedAt };
    const customers = await customersById(platform, [...new Set(ofRun.map((one) => one.customerId))], matter);
    const now = platform.clock();
    const told = await tellBy(platform, run, ofRun, customers, now);
    const wanted = ofRun.flatMap((one) => planDeliveries(one, customers.get(one.customerId), told(one.customerId), now));
    const ways = await withholdRefused(platform, trx, runId, wanted);
    const possible = new Set(ways.filter(({ delivery }) => !refused(delivery)).map(({ delivery }) => delivery.communicationId));
    const factsOf = run === undefined ? () => ({}) : await factsFor(platform, trx, run, ways, ofRun);
    requests.push(
      ...ofRun.flatMap((one) =>
        run && possible.has(one.id) ? { ...requestOf(one, run, customers.get(one.customerId)!), ...factsOf(one.id) } : [],
      ),
    );
    planned.push(...ways);
    for (const [id, customer] of customers) known.customers.set(id, customer);
    if (run !== undefined) known.purposes.set(runId, run.purpose);
  }
  const from = communications.reduce((oldest, { month }) => (month < oldest ? month : oldest), '9999-12-01');
  const allowed = await decideContacts(platform, trx, requests, from);
  const going = planned
    .filter(({ delivery }) => refused(delivery) || allowed.has(delivery.communicationId))
    .map((one) => ({ ...one, ...carrierOf(one, allowed) }));
  await cancelContacts(platform, trx, [...new Set(going.flatMap(({ delivery }) => (refused(delivery) ? delivery.communicationId : [])))]);
  const goingOut = communications.filter((one) => allowed.has(one.id));
  const copies = await planCopies(platform, trx, goingOut, known);
  await addDeliveries(platform, trx, [...going, ...copies], communications);
  return [...going, ...copies].map((one) => one.delivery);
}

/** How the customers of documents in the portal are told of them; asks nothing where there are none. */
async function tellBy(
  platform: Platform,
  run: RunRow | undefined,
  communications: readonly CommunicationRow[],
  customers: ReadonlyMap<string, CustomerForComposition>,
  now: Date,
): Promise<(customerId: string) => NoticeWay | undefined> {
  const ofPortal = communications.flatMap((one) => (one.channel === 'portal' ? (customers.get(one.customerId) ?? []) : []));
  if (run === undefined || ofPortal.length === 0) return () => undefined;
  const ways = await noticeWays(platform, run, ofPortal, now);
  return (customerId) => {
    const customer = customers.get(customerId);
    return customer && ways(customer);
  };
}

/** Made as failed or cancelled, so that its story can be read: it reaches nobody. */
const refused = ({ state }: PlannedDelivery['delivery']): boolean => state === 'failed' || state === 'cancelled';

/**
 * What the policy may go by beside whom a communication is for. E-mails of one brand, in one language, to one address may go out as one mail; of letters
 * see `lettersBeforeDeciding`.
 */
async function factsFor(
  platform: Platform,
  trx: Trx,
  run: RunRow,
  ways: readonly PlannedDelivery[],
  communications: readonly CommunicationRow[],
): Promise<(communicationId: string) => Partial<LetterFacts>> {
  const byId = new Map(communications.map((one) => [one.id, one]));
  const ofChannel = (channel: string) => ways.filter(({ delivery }) => delivery.channel === channel && delivery.purpose === 'document');
  const [mails, letters] = [ofChannel('email'), ofChannel('post').filter(({ delivery }) => !refused(delivery))];
  const brands = await brandsOf(
    platform,
    [...mails, ...letters].map(({ delivery }) => byId.get(delivery.communicationId)!),
  );
  const facts = await lettersBeforeDeciding(
    platform,
    trx,
    run,
    letters.map(({ delivery }) => {
      const { communicationId: id } = delivery;
      return { delivery, communication: byId.get(id)!, brand: brands.get(id) };
    }),
  );
  const together = new Map(
    mails.map(({ delivery: { communicationId: id, address } }) => [
      id,
      `${brands.get(id)} ${byId.get(id)!.language} ${address.toLowerCase()}`,
    ]),
  );
  return (id) => facts.get(id) ?? (together.has(id) ? { together: together.get(id)! } : {});
}

function carrierOf({ delivery }: PlannedDelivery, allowed: ReadonlyMap<string, string | null>): Pick<PlannedDelivery, 'carrier'> {
  const carrier = delivery.purpose === 'document' ? allowed.get(delivery.communicationId) : null;
  return carrier == null ? {} : { carrier };
}

function requestOf(one: CommunicationRow, run: RunRow, customer: CustomerForComposition): ContactRequest {
  const { id, runId, channel, matterKey, validUntil } = one;
  const { templateId, purpose, hours } = run;
  return { id, runId, channel, matterKey, validUntil, matter: one.matter ?? templateId, templateId, purpose, hours, customer };
}
