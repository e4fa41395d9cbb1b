import { platformErrors } from './platform-errors.ts';

/** `room.what-is-wrong`. Codes are a promise: scripts and the workplace go by them, they never change their meaning. */
export type ErrorCode = `${string}.${string}`;

/** One line of the table of errors. */
export interface ErrorEntry {
  /** HTTP status where the error reaches a caller. */
  readonly status: number;
  readonly title: string;
  /** What is the matter, in a sentence. */
  readonly cause: string;
  /** What a person can do about it. */
  readonly hint: string;
  /** Exit code of the command line: see `docs/reference/exit-codes.md`. Default 1. */
  readonly exitCode?: number;
}

const table = new Map<ErrorCode, ErrorEntry>();

/** Adds a room's errors, once, when its `errors.ts` is loaded. @throws Error when a code is there already with another meaning */
export function registerErrors<T extends Readonly<Record<ErrorCode, ErrorEntry>>>(entries: T): T {
  for (const [code, entry] of Object.entries(entries) as [ErrorCode, ErrorEntry][]) {
    const known = table.get(code);
    if (known !== undefined && known !== entry && JSON.stringify(known) !== JSON.stringify(entry)) {
      throw new Error(`The error ${code} is in the table twice.`);
    }
    table.set(code, entry);
  }
  return entries;
}

/** @throws Error for a code that no room registered: a fault in the code */
export function entryOf(code: ErrorCode): ErrorEntry {
  const entry = table.get(code);
  if (entry === undefined) throw new Error(`The error ${code} is not in the table of errors.`);
  return entry;
}

/** The whole table, sorted by code. */
export function allErrors(): readonly (readonly [ErrorCode, ErrorEntry])[] {
  return [...table].sort(([a], [b]) => (a < b ? -1 : 1));
}

registerErrors(platformErrors);
