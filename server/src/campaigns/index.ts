/** Campaigns: an audience, dealt out to variants, written to by runs, and how they do. */
import type { Room } from '../platform/room.ts';
import './errors.ts';
import { defineJobs } from './jobs.ts';
import { campaignPolicies } from './policies.ts';
import { campaignRoutes } from './routes.ts';

export { campaignOf, stopCampaign } from './control-campaign.ts';
export { pauseCampaign, resumeCampaign } from './pause-campaign.ts';
export { presentCampaign } from './present.ts';
export { showResults } from './show-results.ts';
export { listCampaigns } from './store.ts';
export type { CampaignRow } from './types.ts';

export const campaignsRoom: Room = { name: 'campaigns', policies: campaignPolicies, routes: campaignRoutes, jobs: defineJobs };
