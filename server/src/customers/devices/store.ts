import { sql, type Transaction } from 'kysely';
import { newId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';

/** All SQL of devices. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** A device as it is kept. */
export interface DeviceRow {
  readonly id: string;
  readonly customerId: string;
  readonly address: string;
  readonly endpointHash: Buffer;
  readonly applicationKey: string;
  /** Sealed with the customer's key. */
  readonly subscription: Buffer;
  readonly turnedOnAt: Date;
}

const columns =
  sql.raw(`d.id, d.customer_id as "customerId", d.address, d.endpoint_hash as "endpointHash", d.application_key as "applicationKey",
  d.subscription, d.turned_on_at as "turnedOnAt"`);

/** Keeps a device with its contact point. */
export async function insertDevice(trx: Trx, device: DeviceRow): Promise<void> {
  const { id, customerId, address, endpointHash, applicationKey, subscription, turnedOnAt: at } = device;
  await sql`insert into customers.push_devices (id, customer_id, address, endpoint_hash, application_key, subscription, turned_on_at, renewed_at)
    values (${id}, ${customerId}, ${address}, ${endpointHash}, ${applicationKey}, ${subscription}, ${at}, ${at})`.execute(trx);
  await sql`insert into customers.contact_points (id, customer_id, channel, address, state)
    values (${newId()}, ${customerId}, 'push', ${address}, 'valid')`.execute(trx);
}

/** Puts a new subscription in the place of a device's former one. */
export async function replaceSubscription(
  trx: Trx,
  { id, endpointHash, applicationKey, subscription }: Pick<DeviceRow, 'id' | 'endpointHash' | 'applicationKey' | 'subscription'>,
  now: Date,
): Promise<void> {
  await sql`update customers.push_devices set endpoint_hash = ${endpointHash}, application_key = ${applicationKey}, subscription = ${subscription},
    renewed_at = ${now} where id = ${id}`.execute(trx);
}

/** Forgets devices and their contact points. */
export async function deleteDevices(trx: Trx, customerId: string, addresses: readonly string[]): Promise<void> {
  await sql`delete from customers.push_devices where customer_id = ${customerId} and address = any(${[...addresses]}::text[])`.execute(trx);
  await sql`delete from customers.contact_points
    where customer_id = ${customerId} and channel = 'push' and address = any(${[...addresses]}::text[])`.execute(trx);
}

/** Forgets by what devices are reached; their contact points say why they are not any more. @returns those that were there */
export async function endSubscriptions(trx: Trx, customerId: string, addresses: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`delete from customers.push_devices
    where customer_id = ${customerId} and address = any(${[...addresses]}::text[]) returning address`.execute(trx);
  return rows.map((row) => row.address);
}

/** Forgets by what all devices of a customer are reached: nothing may come to them any more. */
export async function stopDevices(trx: Trx, customerId: string): Promise<void> {
  await sql`update customers.contact_points set state = 'opted_out', state_reason = 'The customer wants no notifications any more.'
    where customer_id = ${customerId} and channel = 'push' and state = 'valid'`.execute(trx);
  await sql`delete from customers.push_devices where customer_id = ${customerId}`.execute(trx);
}

/** The devices of some customers, the oldest first. */
export async function devicesOfCustomers(db: Db | Trx, customerIds: readonly string[]): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`select ${columns} from customers.push_devices d
    where d.customer_id = any(${[...customerIds]}::uuid[]) order by d.turned_on_at, d.id`.execute(db);
  return rows;
}
