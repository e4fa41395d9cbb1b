import { ImapFlow } from 'imapflow';
import type { InboxSettings } from './settings.ts';

/** What is read of one mail: a report itself comes first, before what it returns. */
const keptBytes = 1024 * 1024;
/** Set on what was noted and stays. */
const mark = '$PosthornNoted';
const timeoutMs = 30_000;

/** An open mailbox. Numbers are UIDs: they name a mail for as long as `uidValidity` stays the same. */
export interface Mailbox {
  readonly uidValidity: string;
  /** All mails that lie in it, oldest first. */
  uids(): Promise<readonly number[]>;
  /** The beginning of a mail, without marking it as read; undefined when it is gone. */
  read(uid: number): Promise<Uint8Array | undefined>;
  /** Moves mails into another folder, which is made where it is missing. */
  move(uids: readonly number[], folder: string): Promise<void>;
  mark(uids: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

/** Signs in and opens a folder. @throws Error with the server's words */
export async function openMailbox(settings: InboxSettings): Promise<Mailbox> {
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    ...(settings.tls === 'implicit' ? {} : { doSTARTTLS: settings.tls === 'required' }),
    tls: { rejectUnauthorized: settings.verifyCertificate },
    auth: { user: settings.user, pass: settings.password },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: 4 * timeoutMs,
    disableAutoIdle: true,
    logger: false,
  });
  // A connection that breaks fails the command under way; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  const opened = await client.mailboxOpen(settings.folder);
  return {
    uidValidity: String(opened.uidValidity),
    uids: async () => ((await client.search({ all: true }, { uid: true })) || []).toSorted((a, b) => a - b),
    read: async (uid) => {
      const mail = await client.fetchOne(String(uid), { source: { start: 0, maxLength: keptBytes } }, { uid: true });
      return mail ? mail.source : undefined;
    },
    move: async (uids, folder) => {
      if (uids.length === 0) return;
      // There already: not an error for imapflow.
      await client.mailboxCreate(folder);
      await client.messageMove(uids.join(','), folder, { uid: true });
    },
    mark: async (uids) => {
      if (uids.length > 0) await client.messageFlagsAdd(uids.join(','), [mark], { uid: true });
    },
    close: () => client.logout().catch(() => client.close()),
  };
}
