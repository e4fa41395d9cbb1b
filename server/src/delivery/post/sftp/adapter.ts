import { posix } from 'node:path';
import type { Adapter, Carrier, Health, Settings } from '../../accounts/adapter.ts';
import type { Outcome } from '../../outcomes.ts';
import { type Letter, pricedAs, sheetsOf } from '../letters/letter.ts';
import type { AskedLetter, LetterNews } from '../letters/news.ts';
import { zoneProfiles } from '../zones/profiles.ts';
import { withZones } from '../zones/with-zones.ts';
import { SftpBroken, SftpRefusal, SftpSession } from './session.ts';
import { defaultTicket, fileNameOf, type PrintOptions, patternFault, type TicketForm, ticketForms, ticketOf } from './ticket.ts';

/**
 * Providers that fetch letters from a directory: each letter as a PDF, with its options in its name or in a ticket beside it. A file gets its name when it
 * is whole, the ticket last: what has no ticket yet, or no name, nobody prints.
 */
export const sftpAdapter: Adapter<'post'> = {
  kind: 'sftp',
  channel: 'post',
  fields: [
    { name: 'host', type: 'text', required: true },
    { name: 'port', type: 'number', default: 22 },
    { name: 'user', type: 'text', required: true },
    { name: 'password', type: 'text', secret: true },
    { name: 'privateKey', type: 'text', secret: true, lines: true },
    { name: 'hostKey', type: 'text', required: true },
    { name: 'directory', type: 'text', default: '.' },
    { name: 'fileName', type: 'text', default: '{id}.pdf' },
    { name: 'ticketForm', type: 'choice', choices: ticketForms, default: 'xml' },
    { name: 'ticket', type: 'text', default: defaultTicket, lines: true },
    { name: 'colour', type: 'yes-no', default: false },
    { name: 'duplex', type: 'yes-no', default: true },
    { name: 'zones', type: 'choice', choices: ['none', ...zoneProfiles.map(({ id }) => id)], default: 'none' },
    { name: 'trackingUrl', type: 'text' },
  ],
  limits: () => ({ receipts: false, replies: false }),
  zones: ({ zones }) => String(zones),
  fault: ({ hostKey, fileName, directory }) => {
    if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(String(hostKey)))
      return 'hostKey: the fingerprint of the server, such as SHA256:… (ssh-keyscan HOST | ssh-keygen -lf -)';
    if (String(directory).includes('\0')) return 'directory: a path is expected';
    return patternFault(String(fileName));
  },
  open: (settings, { claimSeconds }) => withZones(sftpCarrier(settings, claimSeconds), String(settings.zones)),
};

/** Where a letter lies, and under which names until it is whole. */
interface Places {
  readonly pdf: string;
  readonly ticket: string | undefined;
}

const unfinished = (path: string): string => `${path}.part`;

export function sftpCarrier(settings: Settings, claimSeconds: number): Carrier<Letter> {
  const text = (name: string) => String(settings[name] ?? '');
  const session = new SftpSession({
    ...{ host: text('host'), port: Number(settings.port), user: text('user'), hostKey: text('hostKey') },
    ...(settings.password ? { password: text('password') } : {}),
    ...(settings.privateKey ? { privateKey: text('privateKey') } : {}),
    timeoutMs: Math.min(60_000, (claimSeconds * 1000) / 8),
  });
  const options: PrintOptions = { colour: settings.colour === true, duplex: settings.duplex === true };
  const form = text('ticketForm') as TicketForm;
  const placesOf = (letter: Letter): Places => {
    const pdf = posix.join(text('directory'), fileNameOf(text('fileName'), letter, options));
    return { pdf, ticket: form === 'none' ? undefined : pdf.replace(/\.pdf$/, `.${form}`) };
  };
  return {
    parallel: 1,
    async check(): Promise<Health> {
      try {
        await session.mustBeDirectory(text('directory'));
        return { ok: true, detail: text('directory') };
      } catch (error) {
        return { ok: false, error: (error as Error).message };
      }
    },
    async send(letter, mayBegin) {
      const places = placesOf(letter);
      try {
        await session.ready();
      } catch (error) {
        return { kind: 'deferred', error: (error as Error).message, channelDown: true };
      }
      if (!mayBegin()) return undefined;
      const done: Outcome = {
        ...{ kind: 'sent', detail: places.pdf, messageId: places.ticket ?? places.pdf },
        ...{ segments: sheetsOf(letter.pages, options.duplex), pricedAs: pricedAs(letter) },
      };
      const ticket = form === 'none' ? undefined : Buffer.from(ticketOf(text('ticket'), form, letter, options, posix.basename(places.pdf)));
      return layDown(session, places, letter.pdf, ticket, done);
    },
    ask: (asked) => lookFor(session, asked, text('directory'), form === 'none' ? '.pdf' : `.${form}`),
    interrupt: () => session.interrupt(),
    close: () => session.close(),
  };
}

/** The file by whose name the provider knows that a letter is there. */
const last = ({ pdf, ticket }: Places): string => ticket ?? pdf;

async function layDown(
  session: SftpSession,
  places: Places,
  pdf: Uint8Array,
  ticket: Uint8Array | undefined,
  done: Outcome,
): Promise<Outcome> {
  let naming = false;
  try {
    // A letter that is there was laid down before: by a process that died before it could write so, or by one whose answer got lost.
    if ((await session.sizeOf(last(places))) !== undefined) return done;
    await place(session, places.pdf, pdf, ticket === undefined ? () => (naming = true) : undefined);
    if (ticket !== undefined) await place(session, places.ticket!, ticket, () => (naming = true));
    return done;
  } catch (error) {
    if (error instanceof SftpRefusal) return refused(error);
    if (!(error instanceof SftpBroken)) throw error;
    const broken = { kind: 'deferred', error: error.message, channelDown: true } as const;
    return naming ? afterNaming(session, last(places), done, error) : broken;
  }
}

/** Writes a file under a name that nobody looks at, and gives it its own when it is whole. */
async function place(session: SftpSession, path: string, bytes: Uint8Array, beforeNaming: (() => void) | undefined): Promise<void> {
  await session.write(unfinished(path), bytes);
  // The PDF of an attempt that broke before its ticket: servers do not rename over a file that is there.
  await session.remove(path);
  beforeNaming?.();
  await session.rename(unfinished(path), path);
}

/**
 * The connection broke while the last file got its name. Looking tells: it has its name, or none yet; where neither is there the provider was quicker and
 * has taken it, for the unfinished file was whole.
 */
async function afterNaming(session: SftpSession, path: string, done: Outcome, error: Error): Promise<Outcome> {
  try {
    if ((await session.sizeOf(path)) !== undefined) return done;
    const waits = (await session.sizeOf(unfinished(path))) !== undefined;
    return waits ? { kind: 'deferred', error: error.message, channelDown: true } : done;
  } catch {
    return { kind: 'unknown', error: error.message };
  }
}

/** The directory or the rights in it are the account's fault, whatever the letter. */
const refused = ({ message: error }: SftpRefusal): Outcome => ({ kind: 'deferred', error, channelDown: true });

/** Of letters of which nobody knows: one that lies there under its name was handed over. What is not there may have been fetched, and needs a person. */
async function lookFor(
  session: SftpSession,
  asked: readonly AskedLetter[],
  directory: string,
  ending: string,
): Promise<readonly LetterNews[]> {
  const lost = asked.filter(({ messageId }) => messageId === null);
  const posted = asked.filter(({ messageId }) => messageId !== null).map(({ deliveryId }) => ({ deliveryId, receipts: [], ended: true }));
  if (lost.length === 0) return posted;
  const names = (await session.list(directory)).filter((name) => name.endsWith(ending));
  const found = lost.flatMap(({ deliveryId }): LetterNews[] => {
    const name = names.find((one) => one.includes(deliveryId));
    if (name === undefined) return [];
    const receipt = { kind: 'accepted', deliveryId, detail: `lies at ${posix.join(directory, name)}`, eventId: `there ${name}` } as const;
    return [{ deliveryId, receipts: [receipt] }];
  });
  return [...posted, ...found];
}
