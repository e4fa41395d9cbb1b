import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ChannelName } from '@posthorn/contract';
import type { Config } from '../platform/config/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import { envelopeAddress, Unsendable } from './email/build-mail.ts';
import { type BrandSender, type DkimSettings, type SenderSettings, signedHeaders } from './email/sender.ts';
import type { SmtpSettings } from './email/settings.ts';
import type { Reach } from './push/post-message.ts';
import type { SmsSettings } from './sms/gateway.ts';
import type { RetryPolicy } from './states.ts';

/** Channels of this process's accounts, as far as they were configured in the workplace; kept up to date by `accounts/keep-senders.ts`. */
const ofAccounts = new WeakMap<Config, ReadonlySet<ChannelName>>();

/** Keeps for routing which channels the accounts of the workplace make usable. */
export function setAccountChannels(config: Config, accounts: readonly { readonly channel: ChannelName }[]): void {
  ofAccounts.set(config, new Set(accounts.map((one) => one.channel)));
}

/** Channels that this installation can use: routing never chooses another. */
export function enabledChannels(config: Config): ReadonlySet<ChannelName> {
  const enabled = new Set<ChannelName>(['post', 'portal', ...(ofAccounts.get(config) ?? [])]);
  if (config.demonstration || config.smtpUrl !== undefined) enabled.add('email');
  if (config.demonstration || config.smsUrl !== undefined) enabled.add('sms');
  return enabled;
}

export function retryPolicy(config: Config): RetryPolicy {
  return { firstPause: config.retryFirstSeconds, longestPause: 3600, giveUpAfter: config.retryHours * 3600 };
}

/** Where push messages may go: browsers name the push service, so it could be any address. In the demonstration nothing leaves this machine. */
export function reachOf({ demonstration, pushInside }: Config): Reach {
  if (demonstration) return 'here';
  return pushInside ? 'anywhere' : 'outside';
}

/** How the mail server is spoken to. In the demonstration that is the catcher on `catcherPort`, whatever is configured. */
export function smtpSettings(config: Config, catcherPort: number | undefined): SmtpSettings | undefined {
  const shared = {
    connections: config.smtpConnections,
    messagesPerConnection: 100,
    messagesPerSecond: config.smtpPerSecond,
    connectTimeoutMs: 30_000,
    // A message is begun within the first half of its claim's life, and so ends well within the second.
    replyTimeoutMs: Math.min(300_000, (config.claimSeconds * 1000) / 3),
    messageTimeoutMs: (config.claimSeconds * 1000) / 3,
    verifyCertificate: config.smtpVerify,
  };
  if (catcherPort !== undefined) return { ...shared, host: '127.0.0.1', port: catcherPort, tls: 'never' };
  if (config.smtpUrl === undefined) return undefined;
  const url = new URL(config.smtpUrl);
  const user = decodeURIComponent(url.username);
  const implicit = url.protocol === 'smtps:';
  const startTls = config.smtpTls === 'auto' ? (user ? 'required' : 'opportunistic') : config.smtpTls;
  return {
    ...shared,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (implicit ? 465 : 587),
    tls: implicit ? 'implicit' : startTls,
    ...(user ? { user, password: decodeURIComponent(url.password) } : {}),
  };
}

/**
 * As whom mail is sent: as the brand says, else as configured. Bounces come back to the domain of the sender unless one is
 * configured for them, so that SPF speaks for the domain that the reader sees.
 */
export function senderSettings(config: Config, brand?: BrandSender): SenderSettings {
  const from = brandAddress(brand) ?? config.mailFrom ?? `Posthorn <posthorn@${localDomain()}>`;
  const fromDomain = /@([^\s>]+)>?\s*$/.exec(typeof from === 'string' ? from : from.address)?.[1] ?? localDomain();
  const dkim = dkimSettings(config);
  return {
    from,
    returnDomain: config.mailReturnDomain ?? fromDomain,
    bounceLocalPart: 'bounces',
    ...(config.mailReplyTo ? { replyTo: config.mailReplyTo } : {}),
    ...(config.unsubscribeUrl ? { unsubscribeUrl: config.unsubscribeUrl } : {}),
    ...(dkim ? { dkim } : {}),
  };
}

/** Undefined when the brand names no address, or one that no mail server would take. */
function brandAddress(brand: BrandSender | undefined): { readonly name: string; readonly address: string } | undefined {
  if (brand?.email === undefined) return undefined;
  try {
    return { name: brand.organisation, address: envelopeAddress(brand.email) };
  } catch (error) {
    if (error instanceof Unsendable) return undefined;
    throw error;
  }
}

export function smsSettings(config: Config, catcherUrl: string | undefined): SmsSettings | undefined {
  const url = catcherUrl ?? config.smsUrl;
  if (url === undefined) return undefined;
  const caught = catcherUrl !== undefined;
  return {
    url,
    from: config.smsFrom,
    body: caught ? '{"to":"{to}","from":"{from}","text":"{text}"}' : config.smsBody,
    idPath: caught ? 'id' : config.smsIdPath,
    timeoutMs: Math.min(30_000, (config.claimSeconds * 1000) / 3),
    ...(config.smsToken && !caught ? { token: config.smsToken } : {}),
  };
}

function dkimSettings(config: Config): DkimSettings | undefined {
  const { dkimDomain: domain, dkimSelector: selector, dkimKeyFile } = config;
  if (domain === undefined && dkimKeyFile === undefined) return undefined;
  if (domain === undefined || dkimKeyFile === undefined) {
    throw new PosthornError('config.invalid', { detail: 'dkimDomain and dkimKeyFile are needed together.' });
  }
  try {
    const privateKey = createPrivateKey(readFileSync(dkimKeyFile));
    if (privateKey.asymmetricKeyType !== 'rsa') throw new Error('an RSA key is expected');
    return { domain, selector, privateKey, signedHeaders };
  } catch (cause) {
    throw new PosthornError('config.invalid', { detail: `dkimKeyFile: ${(cause as Error).message}`, cause });
  }
}

const localDomain = () => (hostname().includes('.') ? hostname() : 'localhost.localdomain');
