import type { PostProduct } from '@posthorn/contract';
import type { Adapter, Carrier, Health, Settings } from '../../accounts/adapter.ts';
import type { Outcome } from '../../outcomes.ts';
import { checkUrl } from '../../sms/check-url.ts';
import { outcomeOfBreak } from '../../sms/gateway.ts';
import { germanName } from '../letters/country.ts';
import { type Letter, pricedAs, sheetsOf } from '../letters/letter.ts';
import type { AskedLetter, LetterNews } from '../letters/news.ts';
import { placeOf } from '../letters/place.ts';
import { withZones } from '../zones/with-zones.ts';
import { EpostInterface, type EpostLetter, EpostRefusal, type EpostStatus } from './interface.ts';
import { newsOf } from './news.ts';

const parallel = 2;
/** Bytes of one PDF. */
const largest = 20 * 1024 * 1024;
/** Letters in one question. */
const portion = 200;
/** Milliseconds between two questions about states: the interface refuses more often ones. */
const betweenQuestions = 5_000;

/** E-POST of Deutsche Post: letters printed, posted and, where wished, registered; states by asking. */
export const epostAdapter: Adapter<'post'> = {
  kind: 'epost',
  channel: 'post',
  fields: [
    { name: 'vendorId', type: 'text', required: true },
    { name: 'ekp', type: 'text', required: true },
    { name: 'secret', type: 'text', required: true, secret: true },
    { name: 'password', type: 'text', required: true, secret: true },
    { name: 'subId', type: 'text' },
    { name: 'colour', type: 'yes-no', default: false },
    { name: 'duplex', type: 'yes-no', default: true },
    { name: 'coverPage', type: 'yes-no', default: false },
    { name: 'senderLine', type: 'text' },
    { name: 'costCentre', type: 'text' },
    { name: 'trackingUrl', type: 'text', default: 'https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={number}' },
    { name: 'url', type: 'text', default: 'https://api.epost.docuguide.com' },
  ],
  limits: () => ({ bytes: largest, receipts: true, replies: false }),
  addedSheets: ({ coverPage }) => Number(coverPage === true),
  zones: ({ coverPage }) => (coverPage ? 'epost-cover' : 'epost'),
  fault: (settings) => faultOf(settings),
  open: (settings, { claimSeconds }) => withZones(epostCarrier(settings, claimSeconds), settings.coverPage ? 'epost-cover' : 'epost'),
};

function faultOf({ url, ekp, costCentre, coverPage, senderLine }: Settings): string | undefined {
  const wrongUrl = checkUrl(url);
  if (wrongUrl !== undefined) return wrongUrl;
  if (!/^\d{10}$/.test(String(ekp))) return 'ekp: the ten digits of the customer number of Deutsche Post';
  if (costCentre && !/^[0-9a-zA-Z]{1,8}$/.test(String(costCentre))) return 'costCentre: at most eight letters and digits';
  return coverPage && !senderLine ? 'senderLine: the page with the address needs a sender' : undefined;
}

const registeredAs: Readonly<Record<Exclude<PostProduct, 'letter'>, string>> = {
  'registered-drop': 'Einwurf Einschreiben',
  registered: 'Einschreiben',
  'registered-receipt': 'Einschreiben Rückschein',
};

/** @param pause milliseconds between two questions about states */
export function epostCarrier(settings: Settings, claimSeconds: number, pause = betweenQuestions): Carrier<Letter> {
  const text = (name: string) => String(settings[name] ?? '');
  const subId = text('subId');
  const login = { url: text('url'), vendorId: text('vendorId'), ekp: text('ekp'), secret: text('secret'), password: text('password') };
  const there = new EpostInterface({ ...login, ...(subId === '' ? {} : { subId }) }, Math.min(60_000, (claimSeconds * 1000) / 4));
  return {
    parallel,
    async check(): Promise<Health> {
      try {
        await there.signIn();
        const { code, description } = await there.health();
        return code.startsWith('E')
          ? { ok: false, error: `${code} ${description}` }
          : { ok: true, detail: `${code} ${description}`.trim() };
      } catch (error) {
        return { ok: false, error: (error as Error).message };
      }
    },
    async send(letter, mayBegin) {
      if (letter.pdf.length > largest) return { kind: 'refused', error: `the PDF has ${letter.pdf.length} bytes; ${largest} may be` };
      const abroad = letter.country !== 'DE';
      if (abroad && letter.product !== 'letter') return { kind: 'refused', error: 'registered letters go within Germany only' };
      try {
        await there.ready();
      } catch (error) {
        return { kind: 'deferred', error: (error as Error).message, channelDown: true };
      }
      return mayBegin() ? handOver(there, letter, letterOf(letter, settings)) : undefined;
    },
    ask: (asked) => askAbout(there, asked, pause),
    interrupt: () => there.interrupt(),
    close() {},
  };
}

async function handOver(there: EpostInterface, letter: Letter, said: EpostLetter): Promise<Outcome> {
  try {
    return sent(letter, said, await there.submit(said));
  } catch (error) {
    if (error instanceof EpostRefusal) return refusalOutcome(error);
    const outcome = outcomeOfBreak(error);
    return outcome.kind === 'unknown' ? lookFor(there, letter, said, outcome) : outcome;
  }
}

const sent = (letter: Letter, { isDuplex, coverLetter }: EpostLetter, messageId: string | undefined): Outcome => ({
  kind: 'sent',
  detail: `200 ${messageId ?? ''}`.trim(),
  segments: sheetsOf(letter.pages, isDuplex) + Number(coverLetter),
  pricedAs: pricedAs(letter),
  ...(messageId === undefined ? {} : { messageId }),
});

/** After no answer: a letter with our id that is there was taken. One that is not may still be on its way in. */
async function lookFor(there: EpostInterface, letter: Letter, said: EpostLetter, unknown: Outcome): Promise<Outcome> {
  const found = await there.find(said.custom1).catch(() => []);
  return found.length > 0 ? sent(letter, said, String(found[0]!.letterID)) : unknown;
}

/** 401, 402 and 403 are the account's fault; 400 is what the letter itself is refused with. Behind a 5xx nobody knows. */
function refusalOutcome({ status, message: error, retryAfter }: EpostRefusal): Outcome {
  if (status === 429) return { kind: 'deferred', error, throttled: true, retryAfterSeconds: retryAfter ?? 5 };
  if (status === 401 || status === 402 || status === 403 || status === 503) return { kind: 'deferred', error, channelDown: true };
  return status >= 500 ? { kind: 'unknown', error } : { kind: 'refused', error };
}

function letterOf(letter: Letter, { colour, duplex, coverPage, senderLine, costCentre }: Settings): EpostLetter {
  const abroad = letter.country !== 'DE';
  const { lines, postcode, city } = placeOf(letter.address);
  const further = Object.fromEntries(lines.slice(1, 5).map((line, at) => [`addressLine${at + 2}`, line.slice(0, 80)]));
  return {
    ...{ fileName: `${letter.id}.pdf`, data: Buffer.from(letter.pdf).toString('base64') },
    ...{ isColor: colour === true, isDuplex: duplex === true, coverLetter: coverPage === true },
    ...{ addressLine1: (lines[0] ?? '').slice(0, 80), ...further },
    // The interface wants three blanks where a country has no postcodes.
    ...{ zipCode: postcode || '   ', city: city.slice(0, 80) },
    ...(abroad ? { country: germanName(letter.country) } : {}),
    ...(senderLine ? { senderAdressLineComplete: String(senderLine).slice(0, 200) } : {}),
    ...(letter.product === 'letter' ? {} : { registeredLetter: registeredAs[letter.product] }),
    ...{ custom1: letter.id, custom2: letter.reference.slice(0, 80), activateDuplicateFailsafe: letter.test === undefined },
    ...(costCentre ? { costCenter: String(costCentre) } : {}),
    ...(letter.test && { testFlag: true, testShowRestrictedArea: true, ...(letter.test.email ? { testEMail: letter.test.email } : {}) }),
  };
}

/** Letters whose id is known are asked about by it; those of which nobody knows, by when they may have been handed over. */
async function askAbout(there: EpostInterface, asked: readonly AskedLetter[], pause: number): Promise<readonly LetterNews[]> {
  const news: LetterNews[] = [];
  const byLetter = new Map(
    asked.flatMap(({ messageId, deliveryId }) => (messageId === null ? [] : [[Number(messageId), deliveryId] as const])),
  );
  const ids = [...byLetter.keys()];
  for (let from = 0; from < ids.length; from += portion) {
    if (from > 0) await sleep(pause);
    for (const status of await there.statesOf(ids.slice(from, from + portion))) {
      const deliveryId = byLetter.get(status.letterID);
      if (deliveryId !== undefined) news.push(newsOf(status, deliveryId));
    }
  }
  const lost = new Map(asked.flatMap((one) => (one.messageId === null ? [[one.deliveryId, one] as const] : [])));
  if (lost.size === 0) return news;
  if (ids.length > 0) await sleep(pause);
  const from = Math.min(...[...lost.values()].map((one) => one.madeAt.getTime()));
  const till = Math.max(...[...lost.values()].map((one) => one.sentAt.getTime()));
  const found = await there.statesBetween(new Date(from - hour), new Date(till + hour));
  return [...news, ...found.flatMap((status) => (isOf(status, lost) ? [newsOf(status, status.custom1)] : []))];
}

const hour = 3_600_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isOf = (status: EpostStatus, lost: ReadonlyMap<string, unknown>): status is EpostStatus & { readonly custom1: string } =>
  typeof status.custom1 === 'string' && lost.has(status.custom1);
