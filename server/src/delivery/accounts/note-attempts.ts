import type { Platform } from '../../platform/platform.ts';
import type { Outcome } from '../outcomes.ts';
import type { Ended, SendingChannel } from '../sender.ts';
import type { Trx } from '../store.ts';
import type { SentChannel } from './adapter.ts';
import { afterAttempts, type Circuit, closed } from './circuit.ts';
import { formOf } from './rules.ts';
import { accountState, addEvent, answersSince, countAttempts, keepCircuit, keepErrors } from './store.ts';
import { emptyTally, type Tally } from './types.ts';

/** That a circuit opened or closed. */
export interface Change {
  readonly to: Circuit['state'];
  readonly error: string | null;
}

/** Data of the event `delivery.account-changed`. */
export interface AccountChanged {
  readonly channel: string;
  readonly account: string;
  readonly circuit: Circuit['state'];
  readonly error?: string;
}

const rateMinutes = 5;

/** Counts what became of some attempts, keeps their errors, and moves the account's circuit. @returns how it changed */
export async function noteAttempts(
  platform: Platform,
  trx: Trx,
  channel: Pick<SendingChannel, 'name' | 'account' | 'costOf'>,
  ended: readonly Ended[],
  before: Circuit,
  now: Date,
): Promise<Change | undefined> {
  const key = { channel: channel.name, account: channel.account };
  const { tally, errors } = tallyOf(ended, channel.costOf);
  if (Object.values(tally).every((count) => count === 0)) return undefined;
  await countAttempts(trx, key, tally, now);
  await keepErrors(trx, key, errors, now);
  const answered = tally.sent + tally.refused + tally.deferred + tally.throttled;
  const failed = tally.down + tally.unknown;
  // Almost always: all went well, and it did before.
  if (failed === 0 && before.state === 'closed' && before.failures === 0) return undefined;
  const state = (await accountState(trx, key, true))?.circuit ?? closed;
  const lately = await answersSince(trx, key, new Date(now.getTime() - rateMinutes * 60_000));
  const after = afterAttempts(state, { answered, failed, lately }, now, Math.random());
  const error = ended.map(({ outcome }) => errorOf(outcome)).findLast((one) => one !== undefined) ?? null;
  return changeCircuit(platform, trx, key, state, after, error, now);
}

/** Keeps where a circuit came to, and tells of it when it opened or closed. */
export async function changeCircuit(
  platform: Platform,
  trx: Trx,
  key: { readonly channel: SentChannel; readonly account: string },
  before: Circuit,
  after: Circuit,
  error: string | null,
  now: Date,
): Promise<Change | undefined> {
  if (after === before) return undefined;
  await keepCircuit(trx, key, after, after.state === 'closed' ? null : error, now);
  if (after.state === before.state) return undefined;
  const kind = after.state === 'closed' ? 'closed' : before.state === 'closed' ? 'opened' : 'still-open';
  await addEvent(trx, { ...key, kind, detail: error ?? '' }, now);
  await platform.events.publish<AccountChanged>(trx, 'delivery.account-changed', `account/${key.channel}.${key.account}`, {
    ...key,
    circuit: after.state,
    ...(error === null ? {} : { error }),
  });
  return { to: after.state, error };
}

/** Says in the log, and to screens that are open, that an account went down or came back. */
export function tellChange(platform: Platform, { name: channel, account }: Pick<SendingChannel, 'name' | 'account'>, change: Change): void {
  const { to, error } = change;
  if (to === 'closed') platform.log.info({ channel, account }, 'the account is up again');
  else platform.log.warn({ channel, account, reason: error }, 'the account is down');
  platform.events
    .shout('channels', { channel, account })
    .catch((cause) => platform.log.warn({ err: cause }, 'screens were not told of an account'));
}

function tallyOf(
  ended: readonly Ended[],
  costOf: SendingChannel['costOf'],
): { readonly tally: Tally; readonly errors: ReadonlyMap<string, { readonly error: string; readonly times: number }> } {
  const tally = { ...emptyTally } as { -readonly [K in keyof Tally]: number };
  const errors = new Map<string, { error: string; times: number }>();
  for (const { delivery, outcome } of ended) {
    if (outcome === undefined) continue;
    tally[kindOf(outcome)] += 1;
    if (outcome.kind === 'sent') {
      const segments = outcome.segments ?? 1;
      tally.segments += segments;
      tally.cost += costOf(outcome.pricedAs ?? delivery.address, segments);
    }
    const error = errorOf(outcome);
    if (error === undefined) continue;
    const form = formOf(error);
    errors.set(form, { error, times: (errors.get(form)?.times ?? 0) + 1 });
  }
  return { tally, errors };
}

function kindOf(outcome: Outcome): 'sent' | 'refused' | 'deferred' | 'throttled' | 'down' | 'unknown' {
  if (outcome.kind !== 'deferred') return outcome.kind;
  if (outcome.throttled) return 'throttled';
  return outcome.channelDown ? 'down' : 'deferred';
}

const errorOf = (outcome: Outcome | undefined): string | undefined =>
  outcome === undefined || outcome.kind === 'sent' ? undefined : outcome.error;
