import type { Campaign, CampaignPlan } from '@posthorn/contract';

/** What the form holds: numbers as people type them. */
export interface PlanDraft {
  readonly name: string;
  readonly rule: string;
  readonly variants: readonly { readonly id: string; readonly templateId: string; readonly percent: number }[];
  readonly holdoutPercent: number;
  readonly seeds: string;
  readonly goal: CampaignPlan['goal'];
  readonly perHour: number | undefined;
  readonly startAt: string;
  readonly from: string;
  readonly until: string;
  readonly weekdaysOnly: boolean;
  readonly byCustomersClock: boolean;
  /** What customers are to do, as other systems tell of it; empty where nothing is told. */
  readonly event: string;
  readonly eventDays: number;
}

const workdays = [1, 2, 3, 4, 5];

export const emptyPlan: PlanDraft = {
  ...{
    name: '',
    rule: '',
    holdoutPercent: 10,
    seeds: '',
    goal: 'clicked',
    perHour: undefined,
    startAt: '',
    from: '',
    until: '',
    weekdaysOnly: false,
    ...{ byCustomersClock: false, event: '', eventDays: 14 },
  },
  variants: [{ id: 'a', templateId: '', percent: 100 }],
};

export function draftOf({ name, rule, variants, holdout, seeds, goal, conversion, schedule }: Campaign): PlanDraft {
  return {
    ...{ name, rule, goal, perHour: schedule.perHour, seeds: seeds.join(', '), holdoutPercent: Math.round(holdout * 1000) / 10 },
    variants: variants.map(({ id, templateId, share }) => ({ id, templateId, percent: Math.round(share * 1000) / 10 })),
    startAt: schedule.startAt === undefined ? '' : localOf(new Date(schedule.startAt)),
    from: schedule.window?.from ?? '',
    until: schedule.window?.until ?? '',
    weekdaysOnly: schedule.window?.days !== undefined,
    byCustomersClock: schedule.window?.clock === 'customer',
    ...{ event: conversion?.event ?? '', eventDays: conversion?.days ?? emptyPlan.eventDays },
  };
}

/** A moment as a field for date and time takes it, by the clock here. */
function localOf(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Variants with their shares dealt out evenly; the last takes what rounding leaves. */
export function evenly(variants: PlanDraft['variants']): PlanDraft['variants'] {
  const each = Math.floor(1000 / variants.length) / 10;
  const last = Math.round((100 - each * (variants.length - 1)) * 10) / 10;
  return variants.map((variant, at) => ({ ...variant, percent: at === variants.length - 1 ? last : each }));
}

export const sharesSum = (variants: PlanDraft['variants']): number =>
  Math.round(variants.reduce((sum, { percent }) => sum + percent, 0) * 10) / 10;

/** What is still missing, as a key of texts; undefined where nothing is. */
export function faultIn({
  name,
  variants,
  from,
  until,
  goal,
  event,
}: PlanDraft): 'name' | 'template' | 'shares' | 'hours' | 'event' | 'eventName' | undefined {
  if (name.trim() === '') return 'name';
  if (variants.some(({ templateId }) => templateId === '')) return 'template';
  if (sharesSum(variants) !== 100 || variants.some(({ percent }) => percent <= 0)) return 'shares';
  if ((from === '') !== (until === '')) return 'hours';
  if (event === '') return goal === 'converted' ? 'event' : undefined;
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(event) ? undefined : 'eventName';
}

export function planOf(draft: PlanDraft): CampaignPlan {
  const { name, rule, variants, holdoutPercent, goal, perHour, startAt, from, until, weekdaysOnly, byCustomersClock, event, eventDays } =
    draft;
  const clock = byCustomersClock ? { clock: 'customer' as const } : {};
  const window = from === '' ? undefined : { from, until, ...(weekdaysOnly ? { days: workdays } : {}), ...clock };
  return {
    ...{ name: name.trim(), rule, goal, data: {} },
    variants: variants.map(({ id, templateId, percent }) => ({ id, templateId, share: percent / 100 })),
    holdout: holdoutPercent / 100,
    ...(event === '' ? {} : { conversion: { event, days: eventDays } }),
    seeds: draft.seeds.split(/[\s,;]+/).filter((number) => number !== ''),
    schedule: {
      ...(startAt === '' ? {} : { startAt: new Date(startAt).toISOString() }),
      ...(perHour === undefined ? {} : { perHour }),
      ...(window === undefined ? {} : { window }),
    },
  };
}
