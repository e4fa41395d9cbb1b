import { expect, test } from 'vitest';
import { chooseCandidate, daysOfChange, stillPossible, type Window } from './validity.ts';

const first: Window & { version: number } = { version: 1 };
const january = { version: 2, validFrom: '2027-01-01', validUntil: '2027-01-31' };
const later = { version: 3, validFrom: '2027-06-01' };

test('the wording of a day is the newest whose days hold it', () => {
  const of = (day: string) => chooseCandidate([first, january, later], day)?.version;
  expect(['2026-12-31', '2027-01-01', '2027-01-31', '2027-02-01', '2027-06-01'].map(of)).toEqual([1, 2, 2, 1, 3]);
});

test('a text does not disappear when all days are over or none has begun', () => {
  expect(chooseCandidate([january], '2028-01-01')?.version).toBe(2);
  expect(chooseCandidate([january, later], '2020-01-01')?.version).toBe(2);
  expect(chooseCandidate([], '2020-01-01')).toBeUndefined();
});

test('only what can still be the wording of a day is kept', () => {
  const versions = (today: string) =>
    stillPossible(
      [first, { ...first }, january, later].map((one, i) => ({ ...one, version: i })),
      today,
    ).map(({ version }) => version);
  expect(versions('2026-11-21')).toEqual([1, 2, 3]);
  expect(versions('2027-02-01')).toEqual([1, 3]);
  expect(versions('2027-07-01')).toEqual([3]);
});

test('days of change are those on which a wording begins and the day after it ends', () => {
  expect(daysOfChange([first, january, later])).toEqual(['2027-01-01', '2027-02-01', '2027-06-01']);
});
