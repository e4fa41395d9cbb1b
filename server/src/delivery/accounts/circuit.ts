/*
 * The circuit of an account
 *
 *     closed ──5 failures in a row, or half of 20 in five minutes──► open ──the pause is over──► half-open ──it answers──► closed
 *                                                                     ▲                             │
 *                                                                     └────── it fails again ───────┘   (each time twice the pause)
 *
 * While it is open nobody tries: a provider that is down costs a handful of attempts, and its messages wait, or go to the next account.
 * A failure is the account's own: nobody answers, sign-in refused, no answer to a whole message. What one message suffers (refused, come
 * back later) and being asked to go slower are no failures: the other side answers. The state lies in the database, so all processes
 * share it and a restart changes nothing.
 */

export interface Circuit {
  readonly state: 'closed' | 'open' | 'half-open';
  /** In a row. */
  readonly failures: number;
  /** How often it opened since it was closed. */
  readonly openings: number;
  /** When it may be tried again; while it is half-open: when the one who tries counts as gone. */
  readonly probeAt: Date | null;
}

export const closed: Circuit = { state: 'closed', failures: 0, openings: 0, probeAt: null };

/** Failures in a row that open it. */
const inARow = 5;
/** The least number of attempts of which a rate is taken, and the rate that opens it. */
const leastForRate = 20;
const rateThatOpens = 0.5;
/** Milliseconds. */
const firstPause = 5_000;
const longestPause = 300_000;
/** How long one who tries has time, until another may. */
export const probeMs = 120_000;

/** What some attempts said of the account. */
export interface Observed {
  /** The other side answered, whatever it said. */
  readonly answered: number;
  readonly failed: number;
  /** The same over the last five minutes, these attempts included. */
  readonly lately: { readonly answered: number; readonly failed: number };
}

/** @param random between 0 and 1: processes and accounts that fail together do not come back together */
export function afterAttempts(circuit: Circuit, seen: Observed, now: Date, random: number): Circuit {
  if (seen.answered === 0 && seen.failed === 0) return circuit;
  if (circuit.state !== 'closed') {
    if (seen.failed > 0) return opened(circuit, seen, now, random);
    // Answers of attempts that began before it opened prove nothing; the one who tries does.
    return circuit.state === 'half-open' ? closed : circuit;
  }
  const failures = seen.answered > 0 ? 0 : circuit.failures + seen.failed;
  const { answered, failed } = seen.lately;
  const often = seen.failed > 0 && answered + failed >= leastForRate && failed / (answered + failed) >= rateThatOpens;
  return failures >= inARow || often ? opened(circuit, seen, now, random) : { ...circuit, failures };
}

function opened(circuit: Circuit, seen: Observed, now: Date, random: number): Circuit {
  // Others that were under way when it opened fail too: that is no second opening.
  if (circuit.state === 'open') return circuit;
  const pause = Math.min(longestPause, firstPause * 2 ** circuit.openings) * (0.8 + 0.4 * random);
  return {
    state: 'open',
    failures: circuit.failures + seen.failed,
    openings: circuit.openings + 1,
    probeAt: new Date(now.getTime() + pause),
  };
}
