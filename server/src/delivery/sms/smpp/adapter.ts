import type { Adapter, Settings } from '../../accounts/adapter.ts';
import { SmppCarrier, type SmppOptions } from './carrier.ts';

/** Message centres by SMPP 3.4. */
export const smppAdapter: Adapter<'sms'> = {
  kind: 'smpp',
  channel: 'sms',
  fields: [
    { name: 'host', type: 'text', required: true },
    { name: 'port', type: 'number', default: 2775 },
    { name: 'secure', type: 'yes-no', default: false },
    { name: 'systemId', type: 'text', required: true },
    { name: 'password', type: 'text', secret: true },
    { name: 'systemType', type: 'text', default: '' },
    { name: 'bind', type: 'choice', choices: ['transceiver', 'transmitter', 'receiver'], default: 'transceiver' },
    { name: 'from', type: 'text', required: true },
    { name: 'window', type: 'number', default: 10 },
    { name: 'longMessages', type: 'choice', choices: ['udh', 'sar', 'payload'], default: 'udh' },
    { name: 'enquireSeconds', type: 'number', default: 30 },
  ],
  limits: ({ bind }) => ({ segments: 10, receipts: bind !== 'transmitter', replies: bind !== 'transmitter' }),
  fault: ({ window, from, systemId, password, enquireSeconds }) => {
    if (!(Number(window) >= 1 && Number(window) <= 1000)) return 'window: from 1 to 1000';
    if (!(Number(enquireSeconds) >= 1 && Number(enquireSeconds) <= 3600)) return 'enquireSeconds: from 1 to 3600';
    if (String(systemId).length > 15) return 'systemId: 15 characters at most';
    if (String(password ?? '').length > 8) return 'password: SMPP allows 8 characters at most';
    return /^(\+?\d{2,15}|[\w .&-]{1,11})$/.test(String(from)) ? undefined : 'from: a number, or up to eleven letters';
  },
  open: (settings, { claimSeconds, inbox }) => new SmppCarrier(smppOptions(settings, claimSeconds), inbox),
};

const smppOptions = (settings: Settings, claimSeconds: number): SmppOptions => ({
  host: String(settings.host),
  port: Number(settings.port),
  tls: settings.secure === true,
  systemId: String(settings.systemId),
  password: String(settings.password ?? ''),
  systemType: String(settings.systemType ?? ''),
  bind: settings.bind as SmppOptions['bind'],
  from: String(settings.from),
  window: Number(settings.window),
  longMessages: settings.longMessages as SmppOptions['longMessages'],
  enquireAfterMs: Number(settings.enquireSeconds) * 1000,
  connectTimeoutMs: 15_000,
  responseTimeoutMs: Math.min(60_000, (claimSeconds * 1000) / 6),
});
