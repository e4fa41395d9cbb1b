import type { DutyContent } from '@posthorn/contract';
import type { Block } from '@posthorn/engine';
import type { Duty } from '@posthorn/engine/duties';
import type { DutyRow, FactsRow } from '../store/duties.ts';

/** What a template is about, as far as duties ask. */
export type Facts = Omit<FactsRow, 'templateId'>;

/** Of a duty's versions, newest first, the one of a day: the newest that has begun. */
export function begun<T extends Pick<DutyRow, 'content'>>(versions: readonly T[], day: string): T | undefined {
  return versions.find(({ content }) => content.validFrom === undefined || content.validFrom <= day);
}

/** The duties that hold on a day, each in the version of that day. */
export function dutiesOn(versions: readonly DutyRow[], day: string): readonly DutyRow[] {
  return [...Map.groupBy(versions, ({ id }) => id).values()].flatMap((of) => {
    const one = begun(of, day);
    return one !== undefined && (one.content.validUntil === undefined || one.content.validUntil >= day) ? [one] : [];
  });
}

/** The days after one on which other duties begin to hold. Sorted. */
export function daysOfChange(versions: readonly DutyRow[], after: string): readonly string[] {
  return [...new Set(versions.flatMap(({ content }) => content.validFrom ?? []))].filter((day) => day > after).sort();
}

/**
 * Whether a duty is about a template. A template that names no country is for all of them; one that names no product is about none of
 * those that a duty names.
 */
export function isAbout(content: DutyContent, facts: Facts): boolean {
  const { classes, products, countries } = content;
  const some = (wanted: readonly string[], said: readonly string[]): boolean => wanted.some((one) => said.includes(one));
  return (
    (classes.length === 0 || classes.includes(facts.class)) &&
    (products.length === 0 || some(products, facts.products)) &&
    (countries.length === 0 || facts.countries.length === 0 || some(countries, facts.countries))
  );
}

/** Where a duty comes from, as people cite it. */
export const sourceOf = ({ source }: DutyContent): string => [source.paragraph, source.law].filter(Boolean).join(' ');

/** A duty as the engine takes it. */
export function forEngine(
  { id, content }: Pick<DutyRow, 'id' | 'content'>,
  { countryField }: Facts,
  wording: Block | undefined,
  signatures: readonly string[],
): Duty {
  const { name, block, channels, minimumSize, position, countries } = content;
  return {
    ...{ id, name, block, channels, signatures, source: sourceOf(content) },
    ...(wording === undefined ? {} : { wording }),
    ...(minimumSize === undefined ? {} : { minimumSize }),
    ...(position === undefined ? {} : { position }),
    ...(countries.length === 0 || countryField === null ? {} : { records: { field: countryField, values: countries } }),
  };
}
