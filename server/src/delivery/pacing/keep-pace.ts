import type { DomainLimit } from '@posthorn/contract';
import type { Trx } from '../store.ts';
import type { ClaimedDelivery } from '../types.ts';
import { hourly, type Interval, type RunningWarmUp, takeTurn, warming } from './rules.ts';
import { inHand, keepPaces, limitsOf, lockPaces, putOff, turnsOf, warmUpsOf } from './store.ts';

/** What goes within so short a time goes now. */
const soonMs = 1_000;
/** When a mail is looked at again that finds all places at its domain taken. */
const placeMs = 5_000;

/**
 * Of mails just claimed, those that may go now; all others are given back, each until its turn, in the transaction that claimed them. A mail is put
 * off once: its turn under the limit of its domain and under the warm-up plan of its account is kept with it, so a queue of a million costs
 * each of them one step, not one a minute. What limits allow is written down when it is given out, so a restart forgets nothing.
 */
export async function keepPace(
  trx: Trx,
  account: string,
  claimed: readonly ClaimedDelivery[],
  now: Date,
): Promise<readonly ClaimedDelivery[]> {
  if (claimed.length === 0) return claimed;
  const limits = new Map((await limitsOf(trx)).map((limit) => [limit.domain, limit]));
  const warmUp = (await warmUpsOf(trx)).find((plan) => plan.account === account);
  if (limits.size === 0 && warmUp === undefined) return claimed;
  const hadTheirTurn = await turnsOf(trx, claimed);
  const { placed, crowded } = await takePlaces(trx, account, claimed, limits);
  const turns = await takeTurns(
    trx,
    placed.filter((one) => !hadTheirTurn.has(one.id)),
    (domain) => intervalsFor(domain, account, limits, warmUp),
    now,
  );
  const early = [...turns].filter(([, turn]) => turn.getTime() > now.getTime() + soonMs);
  const again = new Date(now.getTime() + placeMs);
  await putOff(trx, [
    ...early.map(([{ id, month }, until]) => ({ id, month, until, keepsTurn: true })),
    ...crowded.map(({ id, month }) => ({ id, month, until: again, keepsTurn: hadTheirTurn.has(id) })),
  ]);
  const back = new Set([...early.map(([one]) => one.id), ...crowded.map((one) => one.id)]);
  return claimed.filter((one) => !back.has(one.id));
}

const domainOf = ({ address }: ClaimedDelivery): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Those for which there is a place at their domain, by how many may be under way at once. The claimed ones are in hand already. */
async function takePlaces(trx: Trx, account: string, claimed: readonly ClaimedDelivery[], limits: ReadonlyMap<string, DomainLimit>) {
  const places = (domain: string): number => (limits.get(domain) ?? limits.get('*'))?.atOnce ?? Number.POSITIVE_INFINITY;
  if (![...limits.values()].some((limit) => limit.atOnce !== undefined)) return { placed: claimed, crowded: [] };
  const surplus = new Map([...(await inHand(trx, account))].map(([domain, mails]) => [domain, mails - places(domain)]));
  const crowded: ClaimedDelivery[] = [];
  const placed = claimed.toReversed().filter((one) => {
    const tooMany = surplus.get(domainOf(one)) ?? 0;
    if (tooMany <= 0) return true;
    surplus.set(domainOf(one), tooMany - 1);
    crowded.push(one);
    return false;
  });
  return { placed: placed.reverse(), crowded };
}

function intervalsFor(
  domain: string,
  account: string,
  limits: ReadonlyMap<string, DomainLimit>,
  warmUp: RunningWarmUp | undefined,
): readonly (readonly [string, Interval])[] {
  const perHour = (limits.get(domain) ?? limits.get('*'))?.perHour;
  return [
    ...(perHour === undefined ? [] : [[`domain ${domain}`, hourly(perHour)] as const]),
    ...(warmUp === undefined ? [] : [[`account ${account}`, warming(warmUp)] as const]),
  ];
}

/** Gives each mail the later of its turns. */
async function takeTurns(
  trx: Trx,
  mails: readonly ClaimedDelivery[],
  intervals: (domain: string) => readonly (readonly [string, Interval])[],
  now: Date,
): Promise<ReadonlyMap<ClaimedDelivery, Date>> {
  const asked = mails.map((mail) => [mail, intervals(domainOf(mail))] as const).filter(([, of]) => of.length > 0);
  if (asked.length === 0) return new Map();
  const paces = await lockPaces(
    trx,
    asked.flatMap(([, of]) => of.map(([key]) => key)),
  );
  const turns = new Map<ClaimedDelivery, Date>();
  for (const [mail, of] of asked) {
    for (const [key, interval] of of) {
      const { turn, next } = takeTurn(paces.get(key), interval, now);
      paces.set(key, next);
      if (turn > (turns.get(mail) ?? now)) turns.set(mail, turn);
    }
  }
  await keepPaces(trx, paces);
  return turns;
}
