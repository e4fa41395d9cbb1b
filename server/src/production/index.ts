/** Production: a template version and a selection of records become communications with their renditions. */
export { communicationsAfter, communicationsById, communicationsOfChunk, renditionsOf } from './store/communications.ts';
export { findRun, listRuns, type RunRow } from './store/runs.ts';
export type * from './types.ts';
