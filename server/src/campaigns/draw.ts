import { hash } from 'node:crypto';

/** What a campaign does with its audience: shares from 0 to 1; those of the variants are of what the holdout leaves, and sum to 1. */
export interface Split {
  /** Share of the audience that is not written to, to see what happens without the campaign. */
  readonly holdout: number;
  readonly variants: readonly { readonly id: string; readonly share: number }[];
}

/**
 * Which variant a customer gets, or `holdout`. It hangs on nothing but the campaign and the customer's number, so that drawing again after a
 * crash, or when the audience has grown, gives everybody the same; and another campaign draws anew.
 * @throws RangeError when shares are no shares
 */
export function drawGroup(campaignId: string, customerNumber: string, split: Split): string {
  checkSplit(split);
  if (fraction(`holdout ${campaignId} ${customerNumber}`) < split.holdout) return 'holdout';
  // A second number: were it the same, the holdout would take its customers from the first variant alone.
  const drawn = fraction(`variant ${campaignId} ${customerNumber}`);
  let upTo = 0;
  for (const { id, share } of split.variants) {
    upTo += share;
    if (drawn < upTo) return id;
  }
  return split.variants.at(-1)!.id;
}

/** Uniform in [0, 1): the first 52 bits of a SHA-256, which a double holds exactly. */
function fraction(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 13), 16) / 2 ** 52;
}

export function checkSplit({ holdout, variants }: Split): void {
  if (!(holdout >= 0 && holdout < 1)) throw new RangeError(`a holdout of ${holdout} is no share`);
  if (variants.length === 0 || variants.some(({ share }) => !(share > 0 && share <= 1)))
    throw new RangeError('every variant needs a share');
  const sum = variants.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new RangeError(`the variants' shares sum to ${sum}, not to 1`);
}
