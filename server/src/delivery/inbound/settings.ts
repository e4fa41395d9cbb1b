import type { Config } from '../../platform/config/index.ts';

/** A mailbox into which answers and returned mail come, read by IMAP. */
export interface InboxSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte (993). `required`: STARTTLS or nothing. `never`: only for a server on this machine. */
  readonly tls: 'implicit' | 'required' | 'never';
  readonly verifyCertificate: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** Where reports are moved when they are noted. */
  readonly doneFolder: string;
}

/** The mailbox of the configuration, undefined where there is none. A password goes over the network encrypted only. */
export function inboxSettings(config: Config): InboxSettings | undefined {
  if (config.inboxUrl === undefined) return undefined;
  const url = new URL(config.inboxUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const implicit = url.protocol === 'imaps:';
  const own = host === 'localhost' || host === '127.0.0.1' || host === '::1';
  return {
    host,
    port: Number(url.port) || (implicit ? 993 : 143),
    tls: implicit ? 'implicit' : own ? 'never' : 'required',
    verifyCertificate: config.inboxVerify,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
    doneFolder: config.inboxDoneFolder,
  };
}

/** A mailbox's name in the database: without the password. */
export const nameOf = ({ user, host, folder }: InboxSettings): string => `${user}@${host}/${folder}`;
