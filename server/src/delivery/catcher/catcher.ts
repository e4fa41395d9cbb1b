import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { newId } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { catchShortMessages } from './sms-gateway.ts';
import { keepCaught } from './store.ts';

/**
 * The demonstration's other side: a mail server and an SMS gateway on loopback that take everything and let nothing leave this
 * machine. What they caught is read in the workplace. The sending side doesn't know the difference: it speaks SMTP and HTTP with
 * them as with any other.
 */
export interface Catcher {
  readonly smtpPort: number;
  readonly smsUrl: string;
  stop(): Promise<void>;
}

const largestMail = 50 * 1024 * 1024;

/** Starts both on 127.0.0.1. @param port of the mail server; 0 takes any free one */
export async function startCatcher(platform: Platform, port: number): Promise<Catcher> {
  const smtp = new SMTPServer({
    name: 'catcher.posthorn.localhost',
    banner: 'Posthorn catcher: nothing leaves this machine',
    size: largestMail,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onData: (stream, session, done) => {
      catchMail(platform, stream, session).then(
        (id) => done(null, `2.0.0 caught as ${id}`),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  smtp.on('error', (error) => platform.log.warn({ reason: error.message }, 'catcher: a connection failed'));
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject);
    smtp.listen(port, '127.0.0.1', () => resolve());
  });
  const sms = await catchShortMessages(platform);
  const smtpPort = (smtp.server.address() as AddressInfo).port;
  platform.log.info({ smtpPort }, 'demonstration: mails and short messages are caught, nothing leaves this machine');
  return {
    smtpPort,
    smsUrl: sms.url,
    async stop() {
      await sms.stop();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

/** Keeps a mail; only then the sender is told that it was taken. */
async function catchMail(platform: Platform, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('message too large'), { responseCode: 552 });
  const source = Buffer.concat(pieces);
  const headEnd = source.indexOf('\r\n\r\n');
  const head = await PostalMime.parse(source.subarray(0, headEnd < 0 ? source.length : headEnd + 4));
  const id = newId();
  const at = platform.clock();
  const objectKey = `caught/${at.toISOString().slice(0, 10)}/${id}.eml`;
  await platform.objects.put(objectKey, source, { mediaType: 'message/rfc822' });
  const { mailFrom, rcptTo } = session.envelope;
  await keepCaught(platform.db, {
    id,
    at,
    kind: 'mail',
    sender: mailFrom ? mailFrom.address : '',
    recipients: rcptTo.map((one) => one.address),
    subject: head.subject ?? '',
    bytes: source.length,
    messageId: head.messageId ?? null,
    idempotencyKey: null,
    objectKey,
  });
  return id;
}
