/** Campaigns: an audience, dealt out to variants, written to by runs, and how they do. */
import type { Room } from '../platform/room.ts';
import './errors.ts';
import { defineJobs } from './jobs.ts';
import { campaignPolicies } from './policies.ts';
import { campaignRoutes } from './routes.ts';

export const campaignsRoom: Room = { name: 'campaigns', policies: campaignPolicies, routes: campaignRoutes, jobs: defineJobs };
