/**
 * What became of one attempt to hand a message to the next system. The four cases are all there are, and the difference
 * between them is the whole safety of sending: only `deferred` may be tried again by a machine.
 *
 * * `sent`: the other side said that it took the message.
 * * `refused`: the other side said that it never will.
 * * `deferred`: the message certainly was not taken, and later may be.
 * * `unknown`: the message was handed over whole and no answer came. It may have arrived.
 */
export type Outcome =
  | {
      readonly kind: 'sent';
      readonly detail: string;
      /** By which the other side knows it. */
      readonly messageId?: string;
      /** Segments, or sheets of paper, that it was sent in, where the channel counts them. */
      readonly segments?: number;
      /** What its price goes by, where that is not the address: for letters the country. */
      readonly pricedAs?: string;
      /** The other side's ids of its parts, where it was sent in several. */
      readonly parts?: readonly string[];
      readonly gone?: Gone;
    }
  | { readonly kind: 'refused'; readonly error: string; readonly gone?: Gone }
  | {
      readonly kind: 'deferred';
      readonly error: string;
      /** Not this message but the channel is at fault (nobody answers, sign-in refused): others would fare the same now. */
      readonly channelDown?: boolean;
      /** The other side is there and asks to go slower: no fault of anybody, and no attempt of this message. */
      readonly throttled?: boolean;
      /** The other side asked to wait this long. */
      readonly retryAfterSeconds?: number;
      readonly gone?: Gone;
    }
  | { readonly kind: 'unknown'; readonly error: string; readonly gone?: Gone };

/** Addresses of those that it was to go to of which the other side said that they have ended. */
type Gone = readonly string[];
