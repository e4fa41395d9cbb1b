import type { ChannelName } from '@posthorn/contract';
import type { DeliveryState } from '../states.ts';

/** A further way, and how long to wait before it is gone: a bounce may be followed by a delivery after all, a person may mend an address. */
export interface FallbackStep {
  readonly channel: ChannelName;
  readonly waitSeconds: number;
}

export interface FallbackChain {
  readonly purpose: string;
  readonly steps: readonly FallbackStep[];
  /** After so long unread in the portal, a document goes out as a letter too; null: never. */
  readonly unreadSeconds: number | null;
}

/** Why another way is gone: the first failed, or nobody looked into the mailbox. */
export type FallbackCause = 'failed' | 'unread';

/** States after which another way is gone. An unknown fate is none: it may have arrived. */
export const failedStates: ReadonlySet<DeliveryState> = new Set(['failed', 'bounced']);

/** The next way of a chain that was not gone yet; undefined when there is none left. */
export function nextStep(steps: readonly FallbackStep[], gone: readonly string[]): FallbackStep | undefined {
  return steps.find((step) => !gone.includes(step.channel));
}
