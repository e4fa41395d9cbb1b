import type { Platform } from '../../platform/platform.ts';
import { type CarriedAccount, carry } from '../accounts/carry.ts';
import type { SendingChannel } from '../sender.ts';
import type { SmsSettings } from './gateway.ts';
import { smsHttpCarrier } from './http-adapter.ts';

/** Messages a second: what gateways commonly allow. */
const perSecond = 50;

/** Sends short messages through the HTTP gateway of the environment. */
export function smsChannel(platform: Platform, settings: SmsSettings, account: Partial<CarriedAccount> = {}): SendingChannel {
  return carry(platform, { channel: 'sms', id: 'default', perSecond, prices: {}, ...account }, smsHttpCarrier(settings));
}
