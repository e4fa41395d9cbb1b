import { type ErrorCode, type ErrorEntry, entryOf } from './table.ts';

/** A field of the input that is wrong, for problem details. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface ErrorOptions {
  /** What happened this time, in a sentence. */
  readonly detail?: string;
  /** Overrides the table's hint where this occasion allows a better one. */
  readonly hint?: string;
  readonly fields?: readonly FieldError[];
  readonly cause?: unknown;
  /** What a program needs to act on it, such as who holds a lock. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * An error of the one table (`docs/reference/errors.md`): known, explained, with a hint, an HTTP status and an exit code. Anything
 * else that is thrown is a fault of Posthorn itself.
 */
export class PosthornError extends Error {
  override readonly name = 'PosthornError';
  readonly code: ErrorCode;
  readonly entry: ErrorEntry;
  readonly hint: string;
  /** The message tells of this occasion, and not only what the code means. */
  readonly particular: boolean;
  readonly fields: readonly FieldError[] | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, options: ErrorOptions = {}) {
    const entry = entryOf(code);
    super(options.detail ?? entry.cause, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.entry = entry;
    this.particular = options.detail !== undefined;
    this.hint = options.hint ?? entry.hint;
    this.fields = options.fields;
    this.data = options.data;
  }
}
