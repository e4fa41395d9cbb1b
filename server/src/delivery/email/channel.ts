import type { Platform } from '../../platform/platform.ts';
import { type CarriedAccount, carry } from '../accounts/carry.ts';
import type { SendingChannel } from '../sender.ts';
import type { SmtpSettings } from './settings.ts';
import { smtpCarrier } from './smtp-adapter.ts';

/** Sends mails by SMTP: exactly the bytes that lie in the archive, at the first attempt and at every further one. */
export function emailChannel(platform: Platform, settings: SmtpSettings, account: Partial<CarriedAccount> = {}): SendingChannel {
  return carry(platform, { channel: 'email', id: 'default', perSecond: 0, prices: {}, ...account }, smtpCarrier(settings));
}
