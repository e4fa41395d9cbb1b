export * from './jobs.ts';
export { createJobs } from './pg-boss-jobs.ts';
