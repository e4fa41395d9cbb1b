import type { Transaction } from 'kysely';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { appendConsents } from '../permissions/note-consent.ts';
import { keepText, lockCustomer, permissionsOf } from '../permissions/store.ts';
import type { NewConsent } from '../permissions/types.ts';
import { markContactPoint } from '../store.ts';
import { deviceAddress } from './names.ts';
import { opened, sealed } from './sealed.ts';
import { type DeviceRow, deleteDevices, devicesOfCustomers, endSubscriptions, insertDevice, replaceSubscription } from './store.ts';
import type { PushDevice, PushSubscription } from './types.ts';

const actor: Actor = { kind: 'system', id: 'preference-centre', name: 'Preference centre' };
/** Of more, the oldest make room: nobody has more browsers, but somebody may have a program. */
const mostDevices = 10;

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** What a customer agreed to when a device was turned on. */
export interface DeviceConsent {
  readonly purpose: string;
  /** What was shown, exactly, and in which language. */
  readonly wording: string;
  readonly language: string;
}

/**
 * Makes a browser a contact point of a customer, and notes in the ledger what the customer agreed to with it. The same browser turned on again takes
 * the place of what was. The consents hold for all devices of the customer: the browser itself asked its owner.
 * @param id of the device, a UUID
 * @throws PosthornError `customer.not-found`
 */
export async function turnOnDevice(
  platform: Platform,
  customerId: string,
  device: { readonly id: string; readonly userAgent: string; readonly subscription: PushSubscription },
  { consents, evidence }: { readonly consents: readonly DeviceConsent[]; readonly evidence: NewConsent['evidence'] },
): Promise<string> {
  const address = deviceAddress(device.userAgent, device.id);
  const kept = await sealed(platform, customerId, device.subscription);
  const at = platform.clock();
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await lockCustomer(trx, customerId))) throw new PosthornError('customer.not-found');
    const before = await devicesOfCustomers(trx, [customerId]);
    const same = before.filter((one) => one.id === device.id || one.endpointHash.equals(kept.endpointHash));
    const tooMany = before.filter((one) => !same.includes(one)).slice(0, Math.max(0, before.length - same.length - mostDevices + 1));
    await deleteDevices(
      trx,
      customerId,
      [...same, ...tooMany].map((one) => one.address),
    );
    await insertDevice(trx, { id: device.id, customerId, address, turnedOnAt: at, ...kept });
    await platform.audit.append(trx, actor, 'customers.device-on', `customer/${customerId}`, { address });
    const acts: NewConsent[] = [];
    for (const { purpose, wording, language } of consents) {
      const { text } = await keepText(trx, { name: 'push-device', language, wording }, { at, by: actor.name });
      const proof = { ...evidence, device: address };
      acts.push({ customerId, purpose, channel: 'push', act: 'granted', at, textId: text.id, way: 'preference-centre', evidence: proof });
    }
    if (acts.length > 0) await appendConsents(platform, trx, actor, acts);
  });
  return address;
}

/** Takes a device away; with the last one all consents to this channel are withdrawn. @returns false when there is no such device */
export function turnOffDevice(platform: Platform, customerId: string, address: string, evidence: NewConsent['evidence']): Promise<boolean> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await lockCustomer(trx, customerId))) return false;
    const devices = await devicesOfCustomers(trx, [customerId]);
    if (!devices.some((one) => one.address === address)) return false;
    await deleteDevices(trx, customerId, [address]);
    await platform.audit.append(trx, actor, 'customers.device-off', `customer/${customerId}`, { address });
    if (devices.length === 1) await withdrawAll(platform, trx, customerId, { ...evidence, device: address });
    return true;
  });
}

async function withdrawAll(platform: Platform, trx: Trx, customerId: string, evidence: NewConsent['evidence']): Promise<void> {
  const at = platform.clock();
  const standing = ((await permissionsOf(trx, [customerId])).get(customerId) ?? []).filter(
    (one) => one.channel === 'push' && one.state === 'granted',
  );
  const acts = standing.map(
    ({ purpose }): NewConsent => ({ customerId, purpose, channel: 'push', act: 'withdrawn', at, way: 'preference-centre', evidence }),
  );
  if (acts.length > 0) await appendConsents(platform, trx, actor, acts);
}

/** A browser has got another subscription: the push service changed it, or ours has a new key. @returns false when there is no such device */
export async function renewDevice(platform: Platform, customerId: string, id: string, subscription: PushSubscription): Promise<boolean> {
  const kept = await sealed(platform, customerId, subscription);
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await lockCustomer(trx, customerId))) return false;
    const devices = await devicesOfCustomers(trx, [customerId]);
    const device = devices.find((one) => one.id === id);
    if (device === undefined) return false;
    const twin = devices.find((one) => one.id !== id && one.endpointHash.equals(kept.endpointHash));
    if (twin !== undefined) await deleteDevices(trx, customerId, [twin.address]);
    await replaceSubscription(trx, { id, ...kept }, platform.clock());
    await platform.audit.append(trx, actor, 'customers.device-renewed', `customer/${customerId}`, { address: device.address });
    return true;
  });
}

/** The push service said that subscriptions have ended, in the transaction that notes it. @returns the addresses that had not ended before */
export async function endDevices(trx: Trx, customerId: string, addresses: readonly string[], reason: string): Promise<readonly string[]> {
  const ended = await endSubscriptions(trx, customerId, addresses);
  for (const address of ended) await markContactPoint(trx, { customerId, channel: 'push', address, state: 'bounced', reason });
  return ended;
}

/** By what devices are reached, by customer. */
export async function devicesOf(
  platform: Pick<Platform, 'db' | 'keys'>,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PushDevice[]>> {
  const rows: readonly DeviceRow[] = await devicesOfCustomers(platform.db, [...new Set(customerIds)]);
  return Map.groupBy(await opened(platform, rows), (one) => one.customerId);
}
