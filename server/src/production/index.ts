/** Production: a template version and a selection of records become communications with their renditions. */
export * from './rules.ts';
export type * from './types.ts';
