import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { recordMail, recordUnsubscription } from '../bounces/record-returned.ts';
import { reportParts } from '../bounces/report-parts.ts';
import { senderSettings } from '../config.ts';
import { recordReport } from '../sender-reports/record-report.ts';
import { deliveryAbout, unsubscribeToken } from './find-delivery.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { type InboxSettings, inboxSettings, nameOf } from './settings.ts';
import { keepPlace, type Place, placeIn } from './store.ts';

/*
 * Answers and returned mail that lie in a mailbox
 *
 * Each mail is noted once, whenever this process dies: what was noted is known by the mail itself (`returned_mails`), so that a mail that is read
 * again is only put away. How far the mailbox is read (`inboxes`) saves reading all of it again, and says what was noted but not put away yet.
 * Where the server gives new numbers (another UIDVALIDITY), all is read again, and known.
 *
 * Reports, complaints and automatic answers are moved to a folder, where they disturb nobody. Answers of people stay, marked, for people to
 * answer; what is about none of our mails is left untouched, unless it brings a report about a sender's domain (`sender-reports/`).
 */

/** Reads the mailbox of the configuration, where there is one; one that cannot be read is told in the log, and read a minute later. */
export async function readConfiguredInbox(platform: Platform): Promise<void> {
  const settings = inboxSettings(platform.config);
  if (settings === undefined) return;
  try {
    const pass = await readInbox(platform, settings, senderSettings(platform.config).bounceLocalPart);
    if (pass !== undefined && pass.noted > 0) platform.log.info({ ...pass }, 'answers and returned mail were read');
  } catch (error) {
    platform.log.warn({ mailbox: nameOf(settings), reason: (error as Error).message }, 'the mailbox could not be read; again in a minute');
  }
}

/** What one pass over a mailbox did. */
export interface InboxPass {
  readonly noted: number;
  readonly known: number;
  readonly foreign: number;
  readonly tooEarly: number;
}

/** Mails that are noted before they are put away together. */
const portion = 20;
/** Any fixed number: one reader, of all processes. */
const lockNumber = 7_226_005;

/**
 * Reads what is new. Undefined when another process is at it.
 * @param localPart of the return paths
 * @throws Error when the mailbox cannot be read
 */
export async function readInbox(platform: Platform, settings: InboxSettings, localPart: string): Promise<InboxPass | undefined> {
  const client = await platform.pool.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lockNumber]);
    if (!rows[0]?.held) return undefined;
    try {
      return await readAlone(platform, settings, localPart);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockNumber]);
    }
  } finally {
    client.release();
  }
}

async function readAlone(platform: Platform, settings: InboxSettings, localPart: string): Promise<InboxPass> {
  const mailbox = await openMailbox(settings);
  try {
    const name = nameOf(settings);
    const { uidValidity } = mailbox;
    const before = await placeIn(platform.db, name);
    let place: Place = before?.uidValidity === uidValidity ? before : { uidValidity, seen: 0, waiting: [], toMove: [], toMark: [] };
    const counts = { noted: 0, known: 0, foreign: 0, tooEarly: 0 };
    const { seen, waiting } = place;
    const wanted = (await mailbox.uids()).filter((uid) => uid > seen || waiting.includes(uid));
    place = await putAway(platform, mailbox, settings, { ...place, waiting: waiting.filter((uid) => wanted.includes(uid)) });
    for (let from = 0; from < wanted.length; from += portion) {
      place = await notePortion(platform, mailbox, wanted.slice(from, from + portion), place, counts, localPart);
      place = await putAway(platform, mailbox, settings, place);
    }
    return counts;
  } finally {
    await mailbox.close();
  }
}

async function notePortion(
  platform: Platform,
  mailbox: Mailbox,
  uids: readonly number[],
  place: Place,
  counts: { noted: number; known: number; foreign: number; tooEarly: number },
  localPart: string,
): Promise<Place> {
  const waiting = new Set(place.waiting);
  const [toMove, toMark] = [[...place.toMove], [...place.toMark]];
  for (const uid of uids) {
    const source = await mailbox.read(uid);
    if (source === undefined) continue;
    const { recorded, kind } = await noteMail(platform, source, localPart);
    waiting.delete(uid);
    if (recorded === 'too-early') waiting.add(uid);
    else if (recorded !== 'foreign') (kind === 'reply' ? toMark : toMove).push(uid);
    counts[({ recorded: 'noted', known: 'known', foreign: 'foreign', 'too-early': 'tooEarly' } as const)[recorded]] += 1;
  }
  return { ...place, seen: Math.max(place.seen, ...uids), waiting: [...waiting], toMove, toMark };
}

async function noteMail(platform: Platform, source: Uint8Array, localPart: string): ReturnType<typeof recordMail> {
  const parts = await reportParts(source);
  const unsubscribe = unsubscribeToken(parts, localPart);
  if (unsubscribe !== undefined) return { recorded: await recordUnsubscription(platform, unsubscribe) };
  const delivery = await deliveryAbout(platform.db, parts, localPart);
  if (delivery === undefined) return { recorded: (await recordReport(platform, parts)) ?? 'foreign' };
  try {
    return await recordMail(platform, delivery, source, parts);
  } catch (error) {
    // The customer was forgotten: nothing of theirs is kept, and one mail shall not hold up all others.
    if (error instanceof PosthornError && error.code === 'pack.key-destroyed') return { recorded: 'foreign' };
    throw error;
  }
}

/** Written down before and after: what is moved twice is not there the second time, which the server takes in silence. */
async function putAway(platform: Platform, mailbox: Mailbox, settings: InboxSettings, place: Place): Promise<Place> {
  const name = nameOf(settings);
  await keepPlace(platform.db, name, place, platform.clock());
  if (place.toMove.length + place.toMark.length === 0) return place;
  await mailbox.mark(place.toMark);
  await mailbox.move(place.toMove, settings.doneFolder);
  const done = { ...place, toMove: [], toMark: [] };
  await keepPlace(platform.db, name, done, platform.clock());
  return done;
}
