/** Files become records by a mapping; rows that cannot be loaded wait in quarantine to be mended. */
export { openCsv } from './csv/read-rows.ts';
export type { CsvFormat, Fault, Row } from './csv/row.ts';
export { type ImportRequest, importSource } from './import-source.ts';
export { checkMapping } from './mapping.ts';
export { type Mapping, MappingSchema } from './mapping-schema.ts';
export type { GroupedRecord } from './record.ts';
export { type Dataset, openDataset, readRecords } from './select-records.ts';
export type * from './types.ts';
