import type { Platform } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { Health, SentChannel } from './adapter.ts';
import { afterAttempts, type Circuit, closed, probeMs } from './circuit.ts';
import { type Change, changeCircuit } from './note-attempts.ts';
import { accountState, takeProbe } from './store.ts';

/** Whether, and how much, may be claimed for an account now. */
export interface Gate {
  readonly limit: number;
  /** This claim tries an account whose circuit was open. */
  readonly trying: boolean;
  readonly circuit: Circuit;
}

interface Key {
  readonly channel: SentChannel;
  readonly account: string;
}

/** Nothing is claimed for an account that is paused or whose circuit is open; one who has the right to try it takes one message. */
export async function gateOf(trx: Trx, key: Key, slice: number, now: Date): Promise<Gate> {
  const state = await accountState(trx, key);
  const circuit = state?.circuit ?? closed;
  if (state !== undefined && state.pausedAt !== null) return { limit: 0, trying: false, circuit };
  if (circuit.state === 'closed') return { limit: slice, trying: false, circuit };
  const until = new Date(now.getTime() + probeMs);
  if (!(await takeProbe(trx, key, now, until))) return { limit: 0, trying: false, circuit };
  return { limit: 1, trying: true, circuit: { ...circuit, state: 'half-open', probeAt: until } };
}

/** What a check says of an account that was to be tried. */
export async function circuitAfterCheck(
  platform: Platform,
  trx: Trx,
  key: Key,
  circuit: Circuit,
  health: Health,
  now: Date,
): Promise<Change | undefined> {
  const seen = { answered: Number(health.ok), failed: Number(!health.ok) };
  const after = afterAttempts(circuit, { ...seen, lately: seen }, now, Math.random());
  return changeCircuit(platform, trx, key, circuit, after, health.ok ? null : health.error, now);
}
