/** So many mails on the first day, more each day, until the last figure. */
export interface WarmUpPlan {
  readonly firstDay: number;
  readonly growth: number;
  readonly last: number;
}

export interface RunningWarmUp extends WarmUpPlan {
  readonly account: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly since: string;
}

const dayMs = 86_400_000;

/** Which day of its plan it is, from 1. */
export const dayOf = ({ since }: Pick<RunningWarmUp, 'since'>, at: Date): number =>
  Math.max(1, Math.floor((at.getTime() - Date.parse(`${since}T00:00:00Z`)) / dayMs) + 1);

/** How many mails may go out on a day of the plan; undefined once it is over, and nothing limits any more. */
export function allowedOn(plan: WarmUpPlan, day: number): number | undefined {
  const allowed = Math.floor(plan.firstDay * plan.growth ** (day - 1));
  return allowed >= plan.last ? undefined : allowed;
}

/** How far apart mails go, in milliseconds, at a moment; 0: no limit. */
export type Interval = (at: Date) => number;

export const hourly =
  (perHour: number): Interval =>
  () =>
    3_600_000 / perHour;

/** A day's mails are spread over the day: receivers mind bursts of somebody new more than anything. */
export const warming =
  (plan: RunningWarmUp): Interval =>
  (at) => {
    const allowed = allowedOn(plan, dayOf(plan, at));
    return allowed === undefined ? 0 : dayMs / allowed;
  };

/** The turn of the next mail under one limit, and when the one after it may go. A limit that was not used does not save up. */
export function takeTurn(nextAt: Date | undefined, interval: Interval, now: Date): { readonly turn: Date; readonly next: Date } {
  const turn = nextAt !== undefined && nextAt > now ? nextAt : now;
  return { turn, next: new Date(turn.getTime() + interval(turn)) };
}
