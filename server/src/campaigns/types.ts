import type { CampaignPlan } from '@posthorn/contract';

export type CampaignState = 'draft' | 'approved' | 'drawing' | 'sending' | 'paused' | 'done' | 'stopped';

/** A campaign as the table holds it. */
export interface CampaignRow extends CampaignPlan {
  readonly id: string;
  readonly state: CampaignState;
  readonly revision: number;
  /** `kind:id` of all who wrote in it. */
  readonly editors: readonly string[];
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly stopReason: string | null;
  /** The last customer that was looked at while drawing. */
  readonly drawnTo: string | null;
  readonly lookedAt: number;
  readonly unanswerable: number;
  readonly members: number;
}

/** Customers of a variant who are begun with together. */
export interface Group {
  readonly variant: string;
  /** From 1; 0 for the seeds. */
  readonly wave: number;
  readonly customers: number;
  readonly runId: string | null;
}

/** A customer as dealt out. */
export interface Member {
  readonly customerId: string;
  /** `holdout` for those who are left out. */
  readonly variant: string;
  /** 0 for the holdout. */
  readonly wave: number;
}
