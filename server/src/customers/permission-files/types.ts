import type { FileFormat, FileSettings, PermissionFile, RowProblem } from '@posthorn/contract';
import type { Actor } from '../../platform/platform.ts';
import type { SuppressionList } from '../suppression/types.ts';

/** A file on its way in, as it lies in the database. */
export interface FileRow {
  readonly id: string;
  readonly kind: PermissionFile['kind'];
  readonly file: string;
  readonly bytes: number;
  /** Of the bytes, in the object store. */
  readonly pieces: number;
  readonly format: FileFormat;
  readonly header: readonly string[];
  readonly settings: FileSettings | null;
  readonly state: PermissionFile['state'];
  readonly counts: FileCounts;
  readonly share: number;
  /** Rows up to this line are taken in. */
  readonly line: number;
  readonly problems: readonly RowProblem[];
  readonly error: PermissionFile['error'] | null;
  readonly broughtAt: Date;
  readonly broughtBy: string;
  readonly actor: Actor | null;
  readonly endedAt: Date | null;
  readonly former: SuppressionList | null;
}

export type FileCounts = PermissionFile['counts'];

export const noCounts: FileCounts = { read: 0, fresh: 0, known: 0, faulty: 0 };

/** Problems that are kept of a file: who has more mends first what these have in common. */
export const keptProblems = 100;

/** How long what a file changed of a list can be taken back, in milliseconds. */
export const undoable = 30 * 24 * 3_600_000;

/** What a job is about. */
export interface FileJob {
  readonly fileId: string;
}

/** Checks a file, or takes it in, as its state says. */
export const fileJob = 'customers.permission-file';
