import { expect, test } from 'vitest';
import { dueIn } from './due.ts';

test('days are counted by the calendar, not by hours', () => {
  const lateEvening = new Date(2027, 2, 27, 23, 30);
  expect(['2027-03-27', '2027-03-28', '2027-03-26', '2027-04-27'].map((day) => dueIn(day, lateEvening))).toEqual([0, 1, -1, 31]);
});
