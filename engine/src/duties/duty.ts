import type { Block, Channel } from '../template/model.ts';

/**
 * What a law or a rule of the house wants of communications: a block that is in them, as it was approved, large enough, at its place.
 * Which duties hold for a template and a day is decided by who keeps their register; the engine judges what a document makes of them.
 */
export interface Duty {
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Where it comes from, such as `§ 355 BGB`: told with every finding. */
  readonly source: string;
  /** Id of the block that must be shown. */
  readonly block: string;
  /** The wording that was approved; where it is absent, whatever the block says. */
  readonly wording?: Block;
  /** Where it holds; if absent in the documents that a customer keeps: letter, e-mail and web page. */
  readonly channels?: readonly Channel[];
  /** Least size of its letters, points: on paper as they are printed, on screens a CSS pixel is 0.75 of them. */
  readonly minimumSize?: number;
  /** Anywhere if absent. */
  readonly position?: DutyPosition;
  /** Blocks that are the signature, beside fields to sign in and nodes with the id `signature`. */
  readonly signatures?: readonly string[];
  /** Only for records in which a field has one of these values, such as the customer's country; also for those that lack the field. */
  readonly records?: { readonly field: string; readonly values: readonly string[] };
}

/** `start`: nothing but headings before it; `end`: nothing behind it; `first-page`: all of it there (of the letter). */
export const DUTY_POSITIONS = ['before-signature', 'after-signature', 'start', 'end', 'first-page'] as const;
export type DutyPosition = (typeof DUTY_POSITIONS)[number];

const KEPT: readonly Channel[] = ['letter', 'email', 'web'];

/** The channels that a duty holds for. */
export const channelsOf = (duty: Duty): readonly Channel[] => duty.channels ?? KEPT;

/** Whether a duty holds for a record. */
export function holdsFor({ records }: Duty, record: { readonly [field: string]: unknown }): boolean {
  if (records === undefined) return true;
  let value: unknown = record;
  for (const key of records.field.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as { readonly [field: string]: unknown })[key] : undefined;
  }
  if (typeof value !== 'string' || value === '') return true;
  const said = value.toLowerCase();
  return records.values.some((one) => one.toLowerCase() === said);
}
