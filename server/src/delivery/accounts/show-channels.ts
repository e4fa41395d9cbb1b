import { api, type Channels, type Account as ShownAccount, type Adapter as ShownAdapter } from '@posthorn/contract';
import { publicAddress } from '../../platform/config/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { adapterOf, adapters } from './adapters.ts';
import { allAccounts, idInApi } from './open-account.ts';
import { errorsOf, eventsOf, queueLength } from './read-store.ts';
import { accountStates, type StoredAccount, talliesSince } from './store.ts';
import { type Account, type AccountState, emptyTally, environmentAccount, type Tally } from './types.ts';

/** Queues are counted up to here: more is "more than". */
const countedUpTo = 10_000;
const shownErrors = 5;
const shownEvents = 10;

/** All accounts with how they fare: state, rate, queue, cost, errors. */
export async function showChannels(platform: Platform): Promise<Channels> {
  const now = platform.clock().getTime();
  const [accounts, states, minute, day] = await Promise.all([
    allAccounts(platform),
    accountStates(platform.db),
    talliesSince(platform.db, new Date(now - 60_000)),
    talliesSince(platform.db, new Date(now - 86_400_000)),
  ]);
  const rows = accounts.map((account) => {
    const mine = (one: { readonly channel: string; readonly account: string }) =>
      one.channel === account.channel && one.account === account.id;
    return showAccount(platform, account, states.find(mine), minute.find(mine) ?? emptyTally, day.find(mine) ?? emptyTally);
  });
  return {
    adapters: adapters.map(
      ({ kind, channel, fields }): ShownAdapter => ({
        kind,
        channel,
        fields: fields.map((one) => ({ ...one, choices: [...(one.choices ?? [])] })),
      }),
    ),
    accounts: await Promise.all(rows),
  };
}

async function showAccount(
  platform: Platform,
  account: Account,
  state: AccountState | undefined,
  minute: Tally,
  day: Tally,
): Promise<ShownAccount> {
  const { id, channel, kind, name, brands, rank, settings, perSecond, prices, currency, keepOrder } = account;
  const [queued, errors, events] = await Promise.all([
    queueLength(platform.db, channel, id, countedUpTo + 1),
    errorsOf(platform.db, channel, id, shownErrors),
    eventsOf(platform.db, channel, id, shownEvents),
  ]);
  const secrets = adapterOf(kind)?.fields.filter((field) => field.secret) ?? [];
  return {
    ...{ id: idInApi(account), channel, kind, name, brands: [...brands], rank, perSecond, prices: { ...prices }, currency, keepOrder },
    origin: id === environmentAccount ? 'environment' : 'workplace',
    settings: { ...settings },
    hasSecrets: secrets.length > 0 && ((account as StoredAccount).secrets ?? null) !== null,
    state: stateOf(state),
    ...(state?.error ? { error: state.error } : {}),
    ...(state ? { since: state.since.toISOString() } : {}),
    ...(state?.circuit.probeAt ? { probeAt: state.circuit.probeAt.toISOString() } : {}),
    ...(state?.pausedBy ? { pausedBy: state.pausedBy } : {}),
    queued: Math.min(queued, countedUpTo),
    moreQueued: queued > countedUpTo,
    lastMinute: counted(minute),
    lastDay: { ...counted(day), segments: day.segments, cost: Number(day.cost.toFixed(4)) },
    limits: { ...(adapterOf(kind)?.limits(settings) ?? { receipts: false, replies: false }) },
    ...(adapterOf(kind)?.receive && id !== environmentAccount ? { reportsTo: newsAddress(platform, id) } : {}),
    errors: errors.map(({ error, times, lastAt }) => ({ error, times, lastAt: lastAt.toISOString() })),
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  };
}

const newsAddress = ({ config }: Platform, id: string): string =>
  `${publicAddress(config) ?? ''}${api.channels.news.path.replace(':id', id)}`;

function stateOf(state: AccountState | undefined): ShownAccount['state'] {
  if (state === undefined) return 'up';
  if (state.pausedAt !== null) return 'paused';
  return state.circuit.state === 'closed' ? 'up' : state.circuit.state;
}

const counted = ({ sent, refused, deferred, throttled, down, unknown }: Tally) => ({
  ...{ sent, unknown, throttled },
  failed: refused,
  deferred: deferred + down,
});
