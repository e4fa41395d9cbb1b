import type { Platform } from '../../platform/platform.ts';
import { deviceName } from './names.ts';
import { devicesOfCustomers } from './store.ts';
import type { DeviceShown } from './types.ts';

/** The devices of a customer as the customer sees them. */
export async function showDevices({ db }: Pick<Platform, 'db'>, customerId: string): Promise<readonly DeviceShown[]> {
  const rows = await devicesOfCustomers(db, [customerId]);
  return rows.map(({ address, turnedOnAt, endpointHash }) => ({
    ...{ address, name: deviceName(address), turnedOnAt, mark: endpointHash.subarray(0, 16).toString('hex') },
  }));
}
