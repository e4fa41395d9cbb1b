import type { Config } from '../../platform/config/index.ts';
import { smsSettings, smtpSettings } from '../config.ts';
import { smtpCarrier } from '../email/smtp-adapter.ts';
import { smsHttpCarrier } from '../sms/http-adapter.ts';
import type { AnyCarrier, SentChannel, Settings } from './adapter.ts';
import { type Account, environmentAccount } from './types.ts';

/** The demonstration's other side, where messages are caught. */
export interface Caught {
  readonly smtpPort: number;
  readonly smsUrl: string;
}

/** Messages a second to the gateway of the environment: what gateways commonly allow. */
const smsPerSecond = 50;

/** The accounts that the environment's settings make: they are changed there, and paused and tested here like all others. */
export function environmentAccounts(config: Config): Account[] {
  const fixed = {
    id: environmentAccount,
    brands: [],
    rank: 1_000,
    settings: {},
    prices: {},
    currency: 'EUR',
    keepOrder: false,
    revision: 0,
  };
  const accounts: Account[] = [];
  if (config.demonstration || config.smtpUrl !== undefined) {
    const settings: Settings = config.demonstration ? {} : { host: new URL(config.smtpUrl!).host };
    accounts.push({ ...fixed, channel: 'email', kind: 'smtp', name: 'POSTHORN_SMTP_URL', settings, perSecond: config.smtpPerSecond });
  }
  if (config.demonstration || config.smsUrl !== undefined) {
    const settings: Settings = config.demonstration ? {} : { url: config.smsUrl!, from: config.smsFrom };
    accounts.push({ ...fixed, channel: 'sms', kind: 'sms-http', name: 'POSTHORN_SMS_URL', settings, perSecond: smsPerSecond });
  }
  return accounts;
}

/** Opens one of them; undefined when the demonstration's catcher runs in another process. */
export function environmentCarrier(config: Config, channel: SentChannel, caught: Caught | undefined): AnyCarrier | undefined {
  if (config.demonstration && caught === undefined) return undefined;
  if (channel === 'email') {
    const settings = smtpSettings(config, caught?.smtpPort);
    return settings && smtpCarrier({ ...settings, messagesPerSecond: 0 });
  }
  // A browser's push service takes no messages without keys, and who prints letters none without a contract: only accounts have them.
  if (channel === 'push' || channel === 'post') return undefined;
  const settings = smsSettings(config, caught?.smsUrl);
  return settings && smsHttpCarrier(settings);
}
