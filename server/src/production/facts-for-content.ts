import type { ProductionFacts } from '../content/index.ts';
import type { Platform } from '../platform/platform.ts';
import { composedSince, newestRecordsOf, openRunsOf } from './store/run-facts.ts';

/** What content asks of production: how many customers a template reaches, and what runs with a version. */
export const factsForContent = (platform: Pick<Platform, 'db'>): ProductionFacts => ({
  communicationsSince: (templateIds, since, greatest) => composedSince(platform.db, templateIds, since, greatest),
  newestRecords: (templateId, count) => newestRecordsOf(platform.db, templateId, count),
  openRuns: (versionId) => openRunsOf(platform.db, versionId),
});
