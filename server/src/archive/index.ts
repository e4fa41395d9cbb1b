/** The archive: every communication can be found, read, verified and composed again. */
import type { Room } from '../platform/room.ts';
import './errors.ts';
import { subscribeSearch } from './index-communications.ts';
import { archivePolicies } from './policies.ts';
import { archiveRoutes } from './routes.ts';

export { findCommunications, type Question } from './find-communications.ts';
export { recompose } from './recompose.ts';
export { showCommunication } from './show-communication.ts';
export { type ShownRendition, showRendition } from './show-rendition.ts';
export { usedDataOf } from './used-data.ts';
export type { Finding, VerifyReport } from './verify/report.ts';
export { type VerifyOptions, verifyArchive } from './verify/verify-archive.ts';

export const archiveRoom: Room = {
  name: 'archive',
  policies: archivePolicies,
  routes: archiveRoutes,
  subscriptions: subscribeSearch,
};
