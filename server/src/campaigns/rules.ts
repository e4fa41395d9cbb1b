import type { CampaignPlan } from '@posthorn/contract';
import { withinHours } from '../customers/index.ts';
import { checkSplit } from './draw.ts';
import type { CampaignState } from './types.ts';

/** What may be done with a campaign, and in which states. */
const steps = {
  change: ['draft', 'approved'],
  approve: ['draft'],
  start: ['approved'],
  // All may be begun with while runs still compose.
  pause: ['drawing', 'sending', 'done'],
  resume: ['paused'],
  stop: ['approved', 'drawing', 'sending', 'paused', 'done'],
} as const satisfies Record<string, readonly CampaignState[]>;
export type CampaignStep = keyof typeof steps;

export const mayStep = (state: CampaignState, step: CampaignStep): boolean => (steps[step] as readonly CampaignState[]).includes(state);
export const statesFor = (step: CampaignStep): readonly CampaignState[] => steps[step];

/** What is wrong with a plan that no schema sees; undefined where nothing is. */
export function planFault({ variants, holdout, schedule, data, goal, conversion }: CampaignPlan): string | undefined {
  const ids = variants.map((variant) => variant.id);
  if (new Set(ids).size < ids.length) return 'Two variants have the same id.';
  if (ids.includes('holdout')) return '"holdout" is what those are called who are left out; give the variant another id.';
  try {
    checkSplit({ holdout, variants });
  } catch (error) {
    return `Shares: ${(error as Error).message}.`;
  }
  if (schedule.window !== undefined && schedule.window.from === schedule.window.until) return 'The hours of the day begin when they end.';
  if (goal === 'converted' && conversion === undefined) return 'It is compared by conversions, but does not say which; name the event.';
  const taken = ['customer', 'campaign', 'links'].find((name) => name in data);
  return taken === undefined ? undefined : `"${taken}" in the data is what Posthorn fills in itself; call it otherwise.`;
}

/** The wave of the next customer, when so many were dealt out before. */
export const waveOf = (before: number, { perHour }: CampaignPlan['schedule']): number =>
  perHour === undefined ? 1 : Math.floor(before / perHour) + 1;

const hour = 3_600_000;

/**
 * When a wave may begin: not before the start, an hour after the one before, within the hours of the schedule by the clock of the organisation's country;
 * hours by the customer's clock are kept by each message, so that the wave does not wait for them.
 * @param previous when the wave before was to begin
 */
export function slotFor(schedule: CampaignPlan['schedule'], homeCountry: string, now: Date, previous?: Date): Date {
  const wanted = [
    now,
    schedule.startAt === undefined ? now : new Date(schedule.startAt),
    previous ? new Date(previous.getTime() + hour) : now,
  ];
  const earliest = new Date(Math.max(...wanted.map(Number)));
  const { window } = schedule;
  if (window === undefined || window.clock === 'customer') return earliest;
  return withinHours({ country: homeCountry, wishes: {} }, { hours: window, channel: 'email' }, earliest);
}

/** The dataset of the records of a group: a room's own, not among those that people choose from. */
export const datasetOf = (campaignId: string, variant: string, wave: number): string => `campaign/${campaignId}/${variant}/${wave}`;
