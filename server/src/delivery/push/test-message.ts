import { customersByNumber, devicesOf } from '../../customers/index.ts';
import { newId } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { PushMessage } from './message.ts';

/** A test message to the devices of a customer, who is said by number: nobody could write down the address of a browser. */
export async function testPush(platform: Platform, account: string, number: string): Promise<PushMessage> {
  const customer = (await customersByNumber(platform, [number])).get(number);
  if (customer === undefined) throw new PosthornError('account.invalid', { detail: `There is no customer with the number ${number}.` });
  const devices = (await devicesOf(platform, [customer.id])).get(customer.id) ?? [];
  if (devices.length === 0)
    throw new PosthornError('account.invalid', {
      detail: `${number} has turned notifications on nowhere: open their preferences, and turn them on.`,
    });
  const id = newId();
  return { id, devices, content: { title: `Test: ${account}`, body: 'Posthorn', language: 'en', tag: id } };
}
