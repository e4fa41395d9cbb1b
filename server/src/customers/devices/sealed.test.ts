import { createECDH, randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { addCustomer } from '../../../test/deliveries.ts';
import { testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { devicesOf, turnOnDevice } from './devices.ts';

test('devices of a customer who was erased are not there any more, and those of others still are', async () => {
  const platform = await testPlatform();
  onTestFinished(() => platform.close());
  const customers = [newId(), newId(), newId()];
  for (const [at, id] of customers.entries()) {
    await addCustomer(platform, id, `c${at}@mail.example`);
    const keys = { p256dh: createECDH('prime256v1').generateKeys(), auth: randomBytes(16) };
    const subscription = { endpoint: `https://push.example/${at}`, keys, applicationKey: 'key' };
    await turnOnDevice(platform, id, { id: newId(), userAgent: 'Firefox/140 Linux', subscription }, { consents: [], evidence: {} });
  }
  await platform.keys.destroy(customers[1]!);
  const devices = await devicesOf(platform, customers);
  expect(customers.map((id) => devices.get(id)?.map((one) => one.endpoint))).toEqual([
    ['https://push.example/0'],
    undefined,
    ['https://push.example/2'],
  ]);
});
