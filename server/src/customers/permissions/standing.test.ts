import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayAdvertise, standing } from './standing.ts';
import type { ConsentEntry } from './types.ts';

const day = (text: string): Date => new Date(`${text}T10:00:00Z`);
let made = 0;

function entry(act: ConsentEntry['act'], at: string, more: Partial<ConsentEntry> = {}): ConsentEntry {
  const id = `entry-${String(made++).padStart(6, '0')}`;
  const fixed = { customerId: 'c1', purpose: 'advertising', channel: 'email', evidence: {}, notedBy: 'Test' } as const;
  return { ...fixed, id, act, at: day(at), way: 'web-form', notedAt: day(at), ...more };
}

const now = day('2026-11-22');
const asked = { address: 'anna@mail.example', goods: [], now };
const verdict = (entries: readonly ConsentEntry[], more: object = {}) => mayAdvertise('email', standing(entries), { ...asked, ...more });

test('a form that was filled in counts when it is confirmed, from the day of the confirmation', () => {
  const form = entry('granted', '2026-03-01', { address: 'anna@mail.example' });
  expect(verdict([form])).toEqual({ allowed: false, obstacle: 'unconfirmed' });
  const confirmed = entry('confirmed', '2026-03-02', { address: 'Anna@mail.example' });
  expect(verdict([form, confirmed])).toEqual({ allowed: true, basis: 'consent', since: day('2026-03-02') });
});

test('a confirmation from another address, or of nothing, confirms nothing', () => {
  const form = entry('granted', '2026-03-01', { address: 'anna@mail.example' });
  expect(verdict([form, entry('confirmed', '2026-03-02', { address: 'eve@mail.example' })])).toMatchObject({ obstacle: 'unconfirmed' });
  expect(verdict([entry('confirmed', '2026-03-02')])).toMatchObject({ obstacle: 'no-consent' });
});

test('a consent holds for the address that confirmed it', () => {
  const entries = [entry('granted', '2026-03-01', { address: 'anna@mail.example' }), entry('confirmed', '2026-03-02')];
  expect(verdict(entries, { address: 'new@mail.example' })).toEqual({ allowed: false, obstacle: 'other-address' });
});

test('a signature on paper needs no confirmation and holds for the whole channel', () => {
  expect(verdict([entry('granted', '2026-03-01', { way: 'paper' })], { address: 'any@mail.example' })).toMatchObject({ allowed: true });
});

test('filling in the form again takes nothing away from a confirmed consent', () => {
  const address = 'anna@mail.example';
  const entries = [
    entry('granted', '2026-03-01', { address }),
    entry('confirmed', '2026-03-02'),
    entry('granted', '2026-06-01', { address }),
  ];
  expect(verdict(entries)).toMatchObject({ allowed: true, since: day('2026-03-02') });
});

test('a withdrawal holds at once, also when the consent is noted later', () => {
  const withdrawn = entry('withdrawn', '2026-05-01', { way: 'phone' });
  expect(verdict([withdrawn, entry('granted', '2026-03-01', { way: 'paper' })])).toEqual({ allowed: false, obstacle: 'ended' });
});

test('of the same moment the withdrawal counts', () => {
  const acts = [entry('withdrawn', '2026-05-01'), entry('granted', '2026-05-01', { way: 'paper' })];
  expect(verdict(acts)).toMatchObject({ allowed: false });
  expect(verdict(acts.reverse())).toMatchObject({ allowed: false });
});

test('a consent that was given for a time ends with it', () => {
  const paper = entry('granted', '2026-03-01', { way: 'paper', until: day('2026-10-01') });
  expect(verdict([paper])).toEqual({ allowed: false, obstacle: 'expired' });
  expect(verdict([paper], { now: day('2026-09-30') })).toMatchObject({ allowed: true });
});

test('goods like those bought may be advertised by e-mail, others not, and none without the notice of the right to object', () => {
  const bought = entry('bought', '2026-04-01', { way: 'paper', evidence: { goods: ['lamps'], noticeGiven: true } });
  expect(verdict([bought], { goods: ['lamps', 'bulbs'] })).toMatchObject({ allowed: true, basis: 'existing-customer' });
  expect(verdict([bought], { goods: ['insurance'] })).toEqual({ allowed: false, obstacle: 'no-consent' });
  const withoutNotice = { ...bought, evidence: { goods: ['lamps'] } };
  expect(verdict([withoutNotice], { goods: ['lamps'] })).toEqual({ allowed: false, obstacle: 'no-consent' });
  expect(mayAdvertise('phone', standing([bought]), { ...asked, goods: ['lamps'] })).toMatchObject({ allowed: false });
});

test('an objection ends the exception too, and a later purchase does not bring it back', () => {
  const bought = (at: string) => entry('bought', at, { evidence: { goods: ['lamps'], noticeGiven: true } });
  const entries = [bought('2026-04-01'), entry('objected', '2026-05-01'), bought('2026-06-01')];
  expect(verdict(entries, { goods: ['lamps'] })).toEqual({ allowed: false, obstacle: 'ended' });
});

test('a purchase between form and confirmation costs neither', () => {
  const entries = [
    entry('granted', '2026-04-01'),
    entry('bought', '2026-04-02', { evidence: { goods: ['lamps'], noticeGiven: true } }),
    entry('confirmed', '2026-04-03'),
  ];
  expect(verdict(entries)).toMatchObject({ allowed: true, basis: 'consent' });
  expect(standing(entries)?.goods).toEqual(['lamps']);
});

test('a letter may go out until somebody objects', () => {
  expect(mayAdvertise('post', undefined, asked)).toEqual({ allowed: true, basis: 'no-objection', since: null });
  expect(mayAdvertise('post', standing([entry('objected', '2026-05-01', { channel: 'post' })]), asked)).toMatchObject({ allowed: false });
});

const anyEntry = fc
  .record({
    act: fc.constantFrom('asked', 'granted', 'confirmed', 'refused', 'withdrawn', 'bought', 'objected', 'used'),
    at: fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`),
    way: fc.constantFrom('web-form', 'paper', 'phone'),
    address: fc.constantFrom('anna@mail.example', 'eve@mail.example', undefined),
  })
  .map(({ act, at, ...more }) => entry(act as ConsentEntry['act'], at, more as Partial<ConsentEntry>));

test('the order in which entries are noted never matters, and nothing follows an ending but a new consent', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (entries, random) => {
      const key = new Map(entries.map((one) => [one, random.next().value as number]));
      const shuffled = [...entries].sort((a, b) => key.get(a)! - key.get(b)!);
      expect(standing(shuffled)).toEqual(standing(entries));
      const after = [...entries, entry('withdrawn', '2026-03-01'), entry('confirmed', '2026-03-02'), entry('bought', '2026-03-03')];
      expect(verdict(after)).toEqual({ allowed: false, obstacle: 'ended' });
    }),
  );
});
