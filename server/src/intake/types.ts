import type { Transaction } from 'kysely';
import type { Fault } from './csv/row.ts';
import type { GroupedRecord } from './record.ts';

/** What a target did with the records of a file. */
export interface SinkResult {
  /** Records that are new or changed. */
  readonly written: number;
  /** Rows of the file whose records were there already, the same. */
  readonly linesUnchanged: number;
  /** Records that the target does not take. */
  readonly refused: readonly { readonly key: string; readonly fault: Fault }[];
}

/**
 * Where records go, within the import's transaction. The room `customers` provides the one for customers; intake knows only this
 * form of it. Writing the same records again changes nothing.
 */
// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export type Sink = (trx: Transaction<any>, records: readonly GroupedRecord[], at: Date) => Promise<SinkResult>;

/** Sinks by target of the mapping; `records` is intake's own. */
export type Sinks = { readonly [target: string]: Sink };

/** Counters of an import. `linesRead` is the sum of the three other line counts. */
export interface ImportCounts {
  readonly linesRead: number;
  readonly linesLoaded: number;
  /** Rows whose records were there already, the same. */
  readonly linesUnchanged: number;
  readonly linesQuarantined: number;
  /** Records written: new or changed. */
  readonly records: number;
}

/** A row that could not be loaded, as it goes to quarantine. */
export interface QuarantinedRow {
  readonly line: number;
  readonly fault: Fault;
  readonly raw: string;
  /** The record it belongs to, where that can be read. */
  readonly recordKey: string | undefined;
}

/** How many rows went to quarantine for one reason, with one of them. */
export interface ReasonCount extends Fault {
  readonly count: number;
  readonly example: { readonly file: string; readonly line: number; readonly raw: string };
}

/** A file that could not be read at all. */
export interface FailedFile {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What an import did, or would do (`dryRun`). */
export interface ImportReport extends ImportCounts {
  /** Absent for a dry run. */
  readonly importId?: string;
  readonly dataset: string;
  readonly dryRun: boolean;
  /** An earlier import of the same source had been cut off; this one went on where it had stopped. */
  readonly resumed: boolean;
  readonly files: number;
  readonly filesDone: number;
  readonly failedFiles: readonly FailedFile[];
  /** Most frequent first; of files read by this call. */
  readonly reasons: readonly ReasonCount[];
  readonly seconds: number;
  /** Rows read by this call, per second. */
  readonly linesPerSecond: number;
}

/** Where an import stands. */
export interface ImportProgress {
  readonly files: number;
  readonly filesDone: number;
  readonly linesRead: number;
  readonly linesQuarantined: number;
  readonly linesPerSecond: number;
  /** By bytes still to read; absent until there is a rate. */
  readonly secondsLeft?: number;
}

/** Which records: a dataset, narrowed by the records' dates (both inclusive, `YYYY-MM-DD`) and a number. */
export interface Selection {
  readonly dataset: string;
  readonly from?: string;
  readonly until?: string;
  readonly limit?: number;
}

/** Ids of records from `first` to `last`, both inclusive, and how many of the selection lie in it. */
export interface RecordRange {
  readonly first: string;
  readonly last: string;
  readonly records: number;
}

/** A record as intake keeps it. */
export interface StoredRecord {
  /** A bigint as text. */
  readonly id: string;
  readonly dataset: string;
  readonly key: string;
  readonly customerNumber: string | null;
  readonly date: string | null;
  readonly data: { readonly [field: string]: unknown };
  /** Rows of the source that it was made from. */
  readonly lines: number;
}
