import type { CampaignPlan } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { planFault, slotFor, waveOf } from './rules.ts';

const plan: CampaignPlan = {
  ...{
    name: 'Tulips',
    rule: '',
    variants: [{ id: 'a', templateId: 'tulips', share: 1 }],
    holdout: 0.1,
    data: {},
    seeds: [],
    goal: 'clicked',
  },
  schedule: {},
};
const window = { from: '09:00', until: '17:00', days: [1, 2, 3, 4, 5] };
const slot = (schedule: CampaignPlan['schedule'], now: string, previous?: string) =>
  slotFor(schedule, 'DE', new Date(now), previous === undefined ? undefined : new Date(previous)).toISOString();

test('a wave begins within the hours and days by the clock of the organisation, an hour after the one before', () => {
  expect(slot({ window }, '2026-11-23T06:00:00Z')).toBe('2026-11-23T08:00:00.000Z');
  expect(slot({ window }, '2026-11-23T09:30:00Z', '2026-11-23T09:00:00Z')).toBe('2026-11-23T10:00:00.000Z');
  // The wave before began on Friday at 16:30.
  expect(slot({ window }, '2026-11-20T15:31:00Z', '2026-11-20T15:30:00Z')).toBe('2026-11-23T08:00:00.000Z');
  expect(slot({ startAt: '2026-12-24T08:00:00Z', window }, '2026-11-23T09:30:00Z')).toBe('2026-12-24T08:00:00.000Z');
});

test('hours begin by the clock on the day on which it is changed, and none is begun with twice in the hour that comes twice', () => {
  const night = { from: '02:30', until: '04:00' };
  // At 2:00 it is 3:00: the hours have begun.
  expect(slot({ window: night }, '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  expect(slot({ window: night }, '2026-10-24T23:30:00Z')).toBe('2026-10-25T00:30:00.000Z');
  // At 3:00 it is 2:00 again, and 2:30 comes a second time.
  expect(slot({ window: night }, '2026-10-25T01:10:00Z', '2026-10-25T00:30:00Z')).toBe('2026-10-25T01:30:00.000Z');
  expect(slot({ window }, '2026-03-27T17:00:00Z')).toBe('2026-03-30T07:00:00.000Z');
});

test('hours by the clocks of the customers are not waited for: each message keeps them', () => {
  expect(slot({ window: { ...window, clock: 'customer' } }, '2026-11-21T03:00:00Z')).toBe('2026-11-21T03:00:00.000Z');
});

test('so many an hour make a wave', () => {
  expect([0, 9, 10, 25].map((before) => waveOf(before, { perHour: 10 }))).toEqual([1, 1, 2, 3]);
  expect(waveOf(1_000_000, {})).toBe(1);
});

test('what contradicts itself is told', () => {
  expect(planFault(plan)).toBeUndefined();
  expect(planFault({ ...plan, goal: 'converted' })).toContain('name the event');
  expect(planFault({ ...plan, goal: 'converted', conversion: { event: 'purchase', days: 14 } })).toBeUndefined();
  expect(planFault({ ...plan, schedule: { window: { from: '09:00', until: '09:00' } } })).toContain('begin when they end');
  expect(planFault({ ...plan, data: { links: 1 } })).toContain('"links"');
});
