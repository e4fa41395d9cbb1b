/** Deals an audience out to variants. */
export const drawJob = 'campaigns.draw';
/** Begins with the customers of a wave. */
export const sendJob = 'campaigns.send';

export interface CampaignJob {
  readonly campaignId: string;
}
export interface WaveJob extends CampaignJob {
  readonly wave: number;
}
/** Counts all customers whom a condition meets. */
export const countJob = 'campaigns.count';
export interface CountJob {
  readonly countId: string;
}
/** Recalls the runs of a stopped campaign, should whoever stopped it not have come to that. */
export const recallJob = 'campaigns.recall';
/** Lets the runs of a campaign rest or go on with it, should whoever paused it not have come to that. */
export const alignJob = 'campaigns.align';
