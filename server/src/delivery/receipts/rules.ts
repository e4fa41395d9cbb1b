import type { BounceReason } from '../bounces/bounce.ts';
import type { DeliveryState } from '../states.ts';
import type { LaterKind } from './types.ts';

/** A message that its customer saw, or answered to, has arrived, whatever was known before. */
const arrived: ReadonlySet<DeliveryState> = new Set(['sent', 'unknown', 'available']);
/** What came back is lost, also where somebody said before that it was delivered. */
const underWay: ReadonlySet<DeliveryState> = new Set(['sent', 'unknown', 'delivered', 'printed']);

/**
 * The state that a receipt brings a delivery to; undefined where it stays. Receipts come late and in any order, so each looks only at the state:
 * what came back is not delivered any more by a receipt that was overtaken.
 */
export function stateAfter(kind: LaterKind, state: DeliveryState): DeliveryState | undefined {
  switch (kind) {
    case 'accepted':
      return state === 'unknown' ? 'sent' : undefined;
    case 'delivered':
    case 'displayed':
    case 'clicked':
    case 'answered':
    case 'complained':
    case 'unsubscribed':
      return arrived.has(state) ? 'delivered' : undefined;
    case 'bounced-soft':
    case 'bounced-hard':
    case 'returned':
      return underWay.has(state) ? 'bounced' : undefined;
    case 'expired':
      return arrived.has(state) ? 'failed' : undefined;
    case 'answered-automatically':
    case 'delayed':
      return undefined;
  }
}

/** Kinds after which the address is known to work. */
export const signsOfLife: ReadonlySet<LaterKind> = new Set(['delivered', 'displayed', 'clicked', 'answered', 'answered-automatically']);

/**
 * Refusals that are about us, or about this message: they say nothing of the address. All others count against it: a mailbox that is full, or a
 * server that is not there, for weeks, is not coming back.
 */
const aboutUs: ReadonlySet<BounceReason> = new Set([
  ...(['authfailure', 'badreputation', 'blocked', 'rejected', 'requireptr', 'policyviolation', 'securityerror', 'syntaxerror'] as const),
  ...(['contenterror', 'exceedlimit', 'mesgtoobig', 'notcompliantrfc', 'spamdetected', 'virusdetected'] as const),
  ...(['speeding', 'toomanyconn', 'feedback', 'vacation'] as const),
]);

/** Whether a soft refusal counts against the address. Without a known reason it does. */
export const countsAgainstAddress = (reason: BounceReason | undefined): boolean => reason === undefined || !aboutUs.has(reason);
