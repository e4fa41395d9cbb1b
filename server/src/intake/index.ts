import type { Room } from '../platform/room.ts';
import { intakePolicies } from './policies.ts';
import { intakeRoutes } from './routes.ts';
import type { Sinks } from './types.ts';

/** Files become records by a mapping; rows that cannot be loaded wait in quarantine to be mended. */

/** @param sinks of other rooms, for mended rows whose target is theirs: `{ customers: customerSink }` */
export function intakeRoom(sinks: Sinks): Room {
  return { name: 'intake', policies: intakePolicies, routes: (app, platform) => intakeRoutes(app, platform, sinks) };
}

export { appendRecords, type OwnRecord } from './append-records.ts';
export { type DetectedFormat, delimiterOf, EncodingWatch, utf16Of } from './csv/detect-format.ts';
export { type CsvContent, openCsv } from './csv/read-rows.ts';
export type { CsvFormat, Fault, Row } from './csv/row.ts';
export { type ImportRequest, importSource } from './import-source.ts';
export { checkMapping } from './mapping.ts';
export { type Mapping, MappingSchema } from './mapping-schema.ts';
export { dismissRow, mendRow } from './mend-row.ts';
export { listDatasets, openReasons } from './read-store.ts';
export type { GroupedRecord } from './record.ts';
export { type Dataset, openDataset, readRecords } from './select-records.ts';
export type * from './types.ts';
