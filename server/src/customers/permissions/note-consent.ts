import { type ConsentWay, channels } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { stopDevices } from '../devices/store.ts';
import { emailPoint, phonePoint } from '../rules.ts';
import { recordTimeline } from '../store.ts';
import { standing } from './standing.ts';
import { entriesOf, insertConsents, lockCustomer, replacePermissions, textsOf } from './store.ts';
import type { ConsentChannel, ConsentEntry, NewConsent, Permission } from './types.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = import('kysely').Transaction<any>;

/** Event `customers.permission-ended`: from now on nothing for this purpose may go out on these channels. */
export interface PermissionEnded {
  readonly customerId: string;
  readonly purpose: string;
  readonly channels: readonly ConsentChannel[];
}

/**
 * Adds acts of one customer to the ledger. What follows from them holds from the commit on; where a permission ended, `customers.permission-ended`
 * says so to those who have something under way.
 * @throws PosthornError `customer.not-found`, `consent.invalid`
 */
export async function noteConsents(
  platform: Platform,
  actor: Actor,
  customerId: string,
  acts: readonly Omit<NewConsent, 'customerId'>[],
): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await lockCustomer(trx, customerId)))
      throw new PosthornError('customer.not-found', { detail: `There is no customer ${customerId}.` });
    await appendConsents(
      platform,
      trx,
      actor,
      acts.map((act) => ({ ...act, customerId })),
    );
  });
}

/** The same in the caller's transaction, for customers whose rows the caller has locked. */
export async function appendConsents(platform: Platform, trx: Trx, actor: Actor, acts: readonly NewConsent[]): Promise<void> {
  const now = platform.clock();
  const checked = acts.map((act) => check(act, now));
  await checkTexts(trx, checked);
  const entries = await insertConsents(trx, checked, { at: now, by: actor.name });
  const permissions = await standingsOf(trx, entries);
  await replacePermissions(trx, permissions);
  for (const entry of entries) await platform.audit.append(trx, actor, `consent.${entry.act}`, `customer/${entry.customerId}`, entry);
  await recordTimeline(
    trx,
    entries.map((entry) => ({
      customerId: entry.customerId,
      at: now,
      type: `consent.${entry.act}`,
      summary: `${entry.purpose}, ${entry.channel}: ${entry.act}`,
      data: {
        consentId: entry.id,
        purpose: entry.purpose,
        channel: entry.channel,
        way: entry.way,
        at: entry.at.toISOString(),
        by: actor.name,
      },
    })),
  );
  for (const [customerId, own] of Map.groupBy(permissions, (one) => one.customerId)) {
    // The consent to be shown anything on a device is the device's: without it no device is left, whoever took the withdrawal.
    const stopped = own.some((one) => one.channel === 'push' && one.purpose !== 'advertising' && one.state === 'ended');
    if (stopped) await stopDevices(trx, customerId);
    await tellEndings(platform, trx, customerId, own);
  }
}

/** What the ledger comes to for all that these entries touch. */
async function standingsOf(trx: Trx, entries: readonly ConsentEntry[]): Promise<readonly (Permission & { readonly customerId: string })[]> {
  const matterOf = ({ customerId, purpose, channel }: ConsentEntry) => `${customerId} ${purpose} ${channel}`;
  const customerIds = [...new Set(entries.map((entry) => entry.customerId))];
  const ledger = Map.groupBy(await entriesOf(trx, customerIds), matterOf);
  const touched = new Map(entries.map((entry) => [matterOf(entry), entry.customerId]));
  return [...touched].flatMap(([matter, customerId]) => {
    const permission = standing(ledger.get(matter)!);
    return permission === undefined ? [] : [{ ...permission, customerId }];
  });
}

async function tellEndings(platform: Platform, trx: Trx, customerId: string, permissions: readonly Permission[]): Promise<void> {
  const ended = permissions.filter((one) => one.state === 'ended');
  for (const [purpose, of] of Map.groupBy(ended, (one) => one.purpose)) {
    const data: PermissionEnded = { customerId, purpose, channels: of.map((one) => one.channel) };
    await platform.events.publish(trx, 'customers.permission-ended', `customer/${customerId}`, data);
  }
}

/** Notes that somebody wants no advertising any more, anywhere. */
export function objectToAll(
  platform: Platform,
  actor: Actor,
  customerId: string,
  { way, evidence }: { readonly way: ConsentWay; readonly evidence: NewConsent['evidence'] },
): Promise<void> {
  const at = platform.clock();
  const all: readonly ConsentChannel[] = [...channels, 'phone'];
  return noteConsents(
    platform,
    actor,
    customerId,
    all.map((channel) => ({ purpose: 'advertising', channel, act: 'objected', at, way, evidence })),
  );
}

const dayInMs = 86_400_000;

function check(act: NewConsent, now: Date): NewConsent {
  // A clock of another machine may go before ours.
  if (act.at.getTime() > now.getTime() + dayInMs / 24)
    throw invalid(`The customer cannot have done it in the future (${act.at.toISOString()}).`);
  if (act.until !== undefined && act.until <= act.at) throw invalid('It would end before it begins ("until" is not after "at").');
  if (act.act === 'bought' && act.evidence.noticeGiven !== true) {
    throw invalid('A purchase opens the exception only if the customer was told of the right to object: say so in evidence.noticeGiven.');
  }
  if (act.act === 'bought' && !(Array.isArray(act.evidence.goods) && act.evidence.goods.length > 0)) {
    throw invalid('Say in evidence.goods which groups of goods were bought: only like goods may be advertised.');
  }
  return act.address === undefined ? act : { ...act, address: tidyAddress(act.channel, act.address) };
}

/** An address in the form of contact points, so that the two can be told to be the same. */
function tidyAddress(channel: ConsentChannel, address: string): string {
  if (channel === 'post' || channel === 'portal' || channel === 'push') return address;
  const point = channel === 'email' ? emailPoint(address) : phonePoint(address, 'DE');
  if (point.state === 'unknown') throw invalid(`${address}: ${point.stateReason}`);
  return point.address;
}

async function checkTexts(trx: Trx, acts: readonly NewConsent[]): Promise<void> {
  const ids = [...new Set(acts.flatMap((act) => act.textId ?? []))];
  if (ids.length === 0) return;
  const known = new Set((await textsOf(trx, ids)).map((text) => text.id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw invalid(`There is no wording ${missing}.`);
}

const invalid = (detail: string) => new PosthornError('consent.invalid', { detail });
