import { afterEach, beforeEach, expect, test } from 'vitest';
import { EpostService } from '../../../../test/epost-service.ts';
import type { Letter } from '../letters/letter.ts';
import { epostAdapter, epostCarrier } from './adapter.ts';

let service: EpostService;
beforeEach(async () => {
  service = await EpostService.start();
});
afterEach(() => service.stop());

const go = () => true;
const letter = (more: Partial<Letter> = {}): Letter => ({
  ...{ id: '01936d3e-0000-7000-8000-000000000001', address: ['Erika Muster', 'Weg 1', '12345 Neustadt an der Aisch'], country: 'DE' },
  ...{ pdf: Buffer.from('%PDF-1.7'), pages: 3, product: 'letter', reference: 'R-1', customerNumber: '7', ...more },
});
const carrier = (more: Record<string, string | boolean> = {}) =>
  epostCarrier({ ...service.settings, colour: true, duplex: true, coverPage: false, ...more }, 900, 0);

test('a letter is handed over in the words of the interface, and known by its id there', async () => {
  const outcome = await carrier({ costCentre: 'A1' }).send(letter({ product: 'registered-receipt' }), go);
  expect(outcome).toEqual({ kind: 'sent', detail: '200 43556780', messageId: '43556780', segments: 2, pricedAs: 'DE registered-receipt' });
  expect(service.letters[0]!.sent).toEqual({
    ...{ fileName: '01936d3e-0000-7000-8000-000000000001.pdf', data: Buffer.from('%PDF-1.7').toString('base64') },
    ...{ isColor: true, isDuplex: true, coverLetter: false, addressLine1: 'Erika Muster', addressLine2: 'Weg 1' },
    ...{ zipCode: '12345', city: 'Neustadt an der Aisch', registeredLetter: 'Einschreiben Rückschein', costCenter: 'A1' },
    ...{ custom1: '01936d3e-0000-7000-8000-000000000001', custom2: 'R-1', activateDuplicateFailsafe: true },
  });
});

test('a page with the address before the letter is a sheet more, when it is handed over and when its price is foreseen', async () => {
  const covered = { coverPage: true, senderLine: 'Kontor · Weg 2 · 12345 Ort' };
  expect(await carrier(covered).send(letter(), go)).toMatchObject({ kind: 'sent', segments: 3 });
  expect([covered, { coverPage: false }].map((settings) => epostAdapter.addedSheets!(settings))).toEqual([1, 0]);
});

test('abroad the country stands in German capitals, a place without a postcode gets blanks, and nothing is registered', async () => {
  const dublin = { address: ['Molly Malone', '1 Grafton Street', 'Dublin', 'IRELAND'], country: 'IE' };
  expect(await carrier().send(letter(dublin), go)).toMatchObject({ kind: 'sent', pricedAs: 'IE' });
  expect(service.letters[0]!.sent).toMatchObject({ country: 'IRLAND', zipCode: '   ', city: 'Dublin', addressLine2: '1 Grafton Street' });
  expect(await carrier().send(letter({ ...dublin, product: 'registered' }), go)).toMatchObject({ kind: 'refused' });
});

test('a test letter is printed by nobody: it comes by mail with the zones over it', async () => {
  await carrier().send(letter({ test: { email: 'me@example.org' } }), go);
  expect(service.letters[0]!.sent).toMatchObject({ testFlag: true, testShowRestrictedArea: true, testEMail: 'me@example.org' });
  expect(service.letters[0]!.sent.activateDuplicateFailsafe).toBe(false);
});

test('one sign-in serves many letters; a token that ended is replaced, and the letter goes once', async () => {
  const one = carrier();
  await one.send(letter(), go);
  await one.send(letter({ id: 'second' }), go);
  expect(service.signIns).toBe(1);
  service.endTokens();
  expect(await one.send(letter({ id: 'third' }), go)).toMatchObject({ kind: 'sent' });
  expect([service.signIns, service.letters.length]).toEqual([2, 3]);
  // Two at once share a sign-in: a further one would end the other's token.
  service.endTokens();
  const both = await Promise.all(['fourth', 'fifth'].map((id) => one.send(letter({ id }), go)));
  expect(both.map((outcome) => outcome?.kind)).toEqual(['sent', 'sent']);
  expect([service.signIns, service.letters.length]).toEqual([3, 5]);
});

test('after a broken connection the letter is looked for: there it was taken, not there nobody knows', async () => {
  service.mishaps.push('take-and-break', 'break');
  expect(await carrier().send(letter(), go)).toMatchObject({ kind: 'sent', messageId: '43556780' });
  expect(await carrier().send(letter({ id: 'lost' }), go)).toMatchObject({ kind: 'unknown' });
  expect(service.letters).toHaveLength(1);
});

test('what the service refuses, wants later, or is at fault for is told apart', async () => {
  service.mishaps.push({ status: 400, code: 'E203', description: 'PLZ ungültig' }, { status: 429 }, { status: 403 }, { status: 500 });
  const outcomes = [];
  for (let tries = 0; tries < 4; tries++) outcomes.push(await carrier().send(letter(), go));
  expect(outcomes).toMatchObject([
    { kind: 'refused', error: '400 E203 PLZ ungültig' },
    { kind: 'deferred', throttled: true },
    { kind: 'deferred', channelDown: true },
    { kind: 'unknown' },
  ]);
  expect(await carrier({ password: 'wrong' }).send(letter(), go)).toMatchObject({ kind: 'deferred', channelDown: true, error: /E101/ });
  expect(await carrier({ password: 'wrong' }).check()).toMatchObject({ ok: false });
  expect(await carrier().check()).toEqual({ ok: true, detail: 'I501 API-Status: OK' });
});

test('asked, it tells what letters have been through, the number of a registered one, and whether a lost one was taken', async () => {
  const one = carrier();
  service.mishaps.push('take-and-break');
  await one.send(letter({ id: 'lost' }), go);
  await one.send(letter({ id: 'plain' }), go);
  await one.send(letter({ id: 'registered', product: 'registered' }), go);
  service.moveOn('plain', { statusID: 99, errorList: [{ code: 'E305', description: 'Sperrfläche verletzt' }] });
  const posted = { statusID: 4, statusDetails: 'Verarbeitung in Druckzentrum', printFeedbackDate: '2026-11-23T09:00:00Z' };
  const followed = { registeredLetter: 'Einschreiben', registeredLetterID: 'RR123DE', registeredLetterStatus: 'DELIVERED' };
  service.moveOn('registered', { ...posted, ...followed, registeredLetterStatusDate: '2026-11-24T10:00:00Z' });
  const idOf = (custom1: string) => String(service.letters.find(({ sent }) => sent.custom1 === custom1)!.letterID);
  const when = { madeAt: new Date(), sentAt: new Date() };
  const news = await one.ask!([
    { deliveryId: 'plain', messageId: idOf('plain'), ...when },
    { deliveryId: 'registered', messageId: idOf('registered'), ...when },
    { deliveryId: 'lost', messageId: null, ...when },
    { deliveryId: 'never-came', messageId: null, ...when },
  ]);
  expect(
    news.map(({ deliveryId, ended, tracking, receipts }) => [deliveryId, ended, tracking?.number, receipts.map((each) => each.kind)]),
  ).toEqual([
    ['plain', true, undefined, ['expired']],
    ['registered', true, 'RR123DE', ['accepted', 'delivered']],
    ['lost', false, undefined, ['accepted']],
  ]);
  expect(news[0]!.receipts[0]!.detail).toContain('E305 Sperrfläche verletzt');
  expect(news[1]!.receipts[1]!.at).toEqual(new Date('2026-11-24T10:00:00Z'));
});

test('settings that cannot be right are told at once', () => {
  const fault = (more: object) => epostAdapter.fault!({ ...service.settings, url: 'https://api.epost.docuguide.com', ...more });
  expect(fault({})).toBeUndefined();
  expect(fault({ ekp: '12' })).toMatch(/ekp/);
  expect(fault({ coverPage: true })).toMatch(/senderLine/);
  expect(fault({ url: 'http://example.org' })).toMatch(/https/);
});
