import { type Comparison, compareVariants } from './compare-variants.ts';

/** Customers who are not written to, as far as waves have begun. */
export interface LeftOut {
  readonly begun: number;
  readonly conversions: number;
}

export interface Uplift extends Comparison {
  /** Of the variant's conversions those that are there because of it; below 0 it kept some away. No `from` while nothing bounds it from below. */
  readonly owed: { readonly estimate?: number; readonly from?: number; readonly to: number };
}

/**
 * What a variant brings beside nothing at all. Customers are counted as they were dealt, whether or not something reached them: who can be reached may
 * be another kind of customer, and would be compared with everybody. The test is that of `compare-variants.ts` and may be looked at at any time.
 * @param share of the variant among customers dealt to it or left out (0 to 1, both excluded)
 */
export function upliftOf(variant: LeftOut, leftOut: LeftOut, share: number, alpha: number): Uplift {
  const counts = ({ begun, conversions }: LeftOut) => ({ sent: begun, successes: conversions });
  const comparison = compareVariants(counts(leftOut), counts(variant), share, alpha);
  const { estimate, from, to } = comparison.ratio;
  // Of r times as many all but the first time are owed to it.
  const owed = (ratio: number) => variant.conversions * (1 - 1 / ratio);
  return {
    ...comparison,
    owed: {
      ...(estimate === null || estimate === 0 ? {} : { estimate: owed(estimate) }),
      ...(from === 0 ? {} : { from: owed(from) }),
      to: to === null ? variant.conversions : owed(to),
    },
  };
}
