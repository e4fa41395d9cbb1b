import type { CampaignPlan } from '@posthorn/contract';

export type CampaignState = 'draft' | 'approved' | 'drawing' | 'sending' | 'paused' | 'done' | 'stopped';

/** A campaign as the table holds it. */
export interface CampaignRow extends Omit<CampaignPlan, 'conversion'> {
  readonly id: string;
  readonly conversion: NonNullable<CampaignPlan['conversion']> | null;
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
  /** From when on conversions count; null before. */
  readonly begunAt: Date | null;
  readonly conversions: number;
  readonly runId: string | null;
}

/** A customer as dealt out. */
export interface Member {
  readonly customerId: string;
  /** `holdout` for those who are left out. */
  readonly variant: string;
  /** Those who are left out have one too: from its beginning on what they do is held against what the others do. */
  readonly wave: number;
}
