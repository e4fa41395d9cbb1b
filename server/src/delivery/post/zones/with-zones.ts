import type { Carrier } from '../../accounts/adapter.ts';
import type { Letter } from '../letters/letter.ts';
import { refusalOf } from './check-letter.ts';

/** A carrier that hands over no letter with something printed where its provider wants nothing: it fails, with the places. */
export function withZones(carrier: Carrier<Letter>, profile: string): Carrier<Letter> {
  return {
    ...carrier,
    async send(letter, mayBegin) {
      const refusal = await refusalOf(letter.pdf, profile);
      return refusal === undefined ? carrier.send(letter, mayBegin) : { kind: 'refused', error: refusal };
    },
  };
}
