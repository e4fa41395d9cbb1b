import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream } from 'smtp-server';
import type { Platform } from '../../platform/platform.ts';
import { recordReturned, recordUnsubscription, waysTo } from './record-returned.ts';

/**
 * The mail server that the domain of the return paths points to (MX, or a transport of the mail server in front). It takes mail for
 * return paths only, and says that it did only when what the mail tells is committed: whatever happens before, the other server
 * keeps it and comes again.
 */
export interface BounceReceiver {
  readonly port: number;
  stop(): Promise<void>;
}

/** Reports carry the header of what was sent, at most all of it. */
const LARGEST = 50 * 1024 * 1024;
/** What is read of one: the report itself comes first. */
const KEPT = 1024 * 1024;

/** @param port 0 takes any free one */
export async function startBounceReceiver(platform: Platform, host: string, port: number, localPart: string): Promise<BounceReceiver> {
  const wayOf = ({ address }: SMTPServerAddress): Way | undefined => {
    const [, unsubscribe, token] = ways.exec(address) ?? [];
    return token === undefined ? undefined : { token, unsubscribe: unsubscribe !== undefined };
  };
  const ways = waysTo(localPart);
  const server = new SMTPServer({
    name: 'posthorn',
    banner: 'Posthorn: returned mail',
    size: LARGEST,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: 50,
    closeTimeout: 1_000,
    onRcptTo: (recipient, _session, done) => done(wayOf(recipient) === undefined ? refusal(550, '5.1.1 no return path of ours') : null),
    onData: (stream, { envelope }, done) => {
      receive(platform, stream, envelope.rcptTo.map(wayOf)).then(
        () => done(null, '2.0.0 noted'),
        (error: unknown) => {
          if (!(error instanceof Refusal))
            platform.log.error({ err: error }, 'a returned mail could not be noted; its server will come again');
          done(error instanceof Refusal ? error : refusal(451, '4.3.0 cannot be noted now'));
        },
      );
    },
  });
  server.on('error', (error) => platform.log.warn({ reason: error.message }, 'returned mail: a connection failed'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const bound = (server.server.address() as AddressInfo).port;
  platform.log.info({ port: bound }, 'returned mail is received');
  return { port: bound, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** What a mail came to: a return path of ours, or the way out that advertising carries. */
interface Way {
  readonly token: string;
  readonly unsubscribe: boolean;
}

class Refusal extends Error {
  readonly responseCode: number;
  constructor(code: number, text: string) {
    super(text);
    this.responseCode = code;
  }
}

const refusal = (code: number, text: string): Refusal => new Refusal(code, text);

/** @throws Refusal */
async function receive(platform: Platform, stream: SMTPServerDataStream, ways: readonly (Way | undefined)[]): Promise<void> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    if (length < KEPT) pieces.push(piece);
    length += piece.length;
  }
  if (stream.sizeExceeded) throw refusal(552, '5.3.4 too large');
  const source = Buffer.concat(pieces).subarray(0, KEPT);
  for (const way of ways) {
    const token = way?.token;
    const came =
      way === undefined ? 'foreign' : await (way.unsubscribe ? recordUnsubscription : recordReturned)(platform, way.token, source);
    if (came === 'too-early') throw refusal(451, '4.3.0 too early, come again');
    // To refuse what nobody knows would make the other server send a report about a report.
    if (came === 'foreign') platform.log.warn({ token }, 'a returned mail is about no mail of ours');
  }
}
