import type { Outcome } from '../../outcomes.ts';

/** What a message centre says, by section 5.1.3: those that mean anything but "this message will never be taken". */
const known: Readonly<Record<number, { readonly name: string; readonly means: 'throttled' | 'later' | 'account' }>> = {
  4: { name: 'ESME_RINVBNDSTS', means: 'account' },
  5: { name: 'ESME_RALYBND', means: 'account' },
  8: { name: 'ESME_RSYSERR', means: 'later' },
  13: { name: 'ESME_RBINDFAIL', means: 'account' },
  14: { name: 'ESME_RINVPASWD', means: 'account' },
  15: { name: 'ESME_RINVSYSID', means: 'account' },
  20: { name: 'ESME_RMSGQFUL', means: 'throttled' },
  69: { name: 'ESME_RSUBMITFAIL', means: 'later' },
  83: { name: 'ESME_RINVSYSTYP', means: 'account' },
  88: { name: 'ESME_RTHROTTLED', means: 'throttled' },
  100: { name: 'ESME_RX_T_APPN', means: 'later' },
};
const refusals: Readonly<Record<number, string>> = {
  1: 'ESME_RINVMSGLEN',
  2: 'ESME_RINVCMDLEN',
  3: 'ESME_RINVCMDID',
  10: 'ESME_RINVSRCADR',
  11: 'ESME_RINVDSTADR',
  51: 'ESME_RINVNUMDESTS',
  67: 'ESME_RINVESMCLASS',
  72: 'ESME_RINVSRCTON',
  80: 'ESME_RINVDSTTON',
  101: 'ESME_RX_P_APPN',
  102: 'ESME_RX_R_APPN',
  103: 'ESME_RQUERYFAIL',
  254: 'ESME_RDELIVERYFAILURE',
  255: 'ESME_RUNKNOWNERR',
};

export const statusName = (status: number): string =>
  known[status]?.name ?? refusals[status] ?? `status 0x${status.toString(16).padStart(8, '0')}`;

/** What the status of a submit_sm_resp that is not ESME_ROK makes of the message. */
export function outcomeOfStatus(status: number): Outcome {
  const error = statusName(status);
  switch (known[status]?.means) {
    case 'throttled':
      return { kind: 'deferred', error, throttled: true, retryAfterSeconds: 1 };
    case 'later':
      return { kind: 'deferred', error };
    case 'account':
      return { kind: 'deferred', error, channelDown: true };
    default:
      return { kind: 'refused', error };
  }
}
