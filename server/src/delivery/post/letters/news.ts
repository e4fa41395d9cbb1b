import type { ProviderReceipt } from '../../receipts/types.ts';

/** What a provider says of a letter when it is asked. */
export interface LetterNews {
  readonly deliveryId: string;
  /** All that it has been through as far as is told now; what was told before is noted once. */
  readonly receipts: readonly ProviderReceipt[];
  /** The number by which the post follows it. */
  readonly tracking?: { readonly number: string };
  /** Nothing more will become known. */
  readonly ended?: boolean;
}

/** A letter that is asked about. */
export interface AskedLetter {
  readonly deliveryId: string;
  /** The provider's; null where nobody knows whether it took the letter. */
  readonly messageId: string | null;
  /** It was handed over, or may have been, between these two. */
  readonly madeAt: Date;
  readonly sentAt: Date;
}
