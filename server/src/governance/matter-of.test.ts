import { expect, test } from 'vitest';
import { matterOf } from './matter-of.ts';

const began = new Date('2026-11-22T10:00:00Z');
const record = { contract: { number: 'K-7', id: 12 }, offer: { until: '2026-12-24', at: '2026-12-01T08:00:00+01:00' }, odd: { list: [1] } };
const of = (contact: object) => matterOf({ id: 'letter', contact }, record, began, 'Europe/Berlin');

test('a template that says nothing is about itself, and nothing counts as the same', () => {
  expect(matterOf({ id: 'letter' }, record, began, 'Europe/Berlin')).toEqual({ matter: 'letter', matterKey: null, validUntil: null });
});

test('a field tells one matter from another; one that is not there, or is no text or number, tells nothing', () => {
  expect(of({ matter: 'disconnection', key: 'contract.number' })).toMatchObject({ matter: 'disconnection', matterKey: 'K-7' });
  expect(of({ key: 'contract.id' }).matterKey).toBe('12');
  for (const key of ['contract.none', 'contract', 'odd.list', 'constructor.name', 'contract.number.length'])
    expect(of({ key }).matterKey).toBeNull();
});

test('validity ends with the day at home, or so many days after the run began, whichever comes first', () => {
  expect(of({ validUntil: 'offer.until' }).validUntil?.toISOString()).toBe('2026-12-24T22:59:59.999Z');
  expect(of({ validUntil: 'offer.at' }).validUntil?.toISOString()).toBe('2026-12-01T07:00:00.000Z');
  expect(of({ validUntil: 'offer.until', validDays: 3 }).validUntil?.toISOString()).toBe('2026-11-25T10:00:00.000Z');
  expect(of({ validUntil: 'contract.number' }).validUntil).toBeNull();
  const summer = matterOf({ id: 'x', contact: { validUntil: 'day' } }, { day: '2026-03-28' }, began, 'Europe/Berlin');
  expect(summer.validUntil?.toISOString()).toBe('2026-03-28T22:59:59.999Z');
});
