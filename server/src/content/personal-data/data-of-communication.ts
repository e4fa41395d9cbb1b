import type { UsedDatum } from '@posthorn/contract';
import type { Channel } from '@posthorn/engine';
import { type AttributeRule, rulesFor, SENSITIVITIES } from '@posthorn/engine/attributes';
import type { Platform } from '../../platform/platform.ts';
import { dayOf } from '../validity.ts';
import { attributeRules } from './refuse-uses.ts';
import { presentPlace } from './show-register.ts';
import { usesOfVersion } from './uses-of-version.ts';

/** A communication, as far as it says which data it used. */
export interface MadeOf {
  readonly versionId: string;
  readonly at: Date;
  /** What it was composed for. */
  readonly channels: readonly Channel[];
  /** In which it was composed. */
  readonly language: string;
  /** Its record; absent where it cannot be read any more. */
  readonly record?: { readonly [field: string]: unknown } | undefined;
}

/**
 * The attributes that a communication used: those of its template on its channels and in its language, by the rules of the moment at which it was composed;
 * the most sensitive first. A passage that a condition left out counts too: the condition told of it.
 * @throws PosthornError `content.unknown-version`
 */
export async function dataOfCommunication(
  platform: Pick<Platform, 'db' | 'objects'>,
  { versionId, at, channels, language, record }: MadeOf,
): Promise<readonly UsedDatum[]> {
  const rules = await attributeRules(platform.db, at);
  const uses = (await usesOfVersion(platform, versionId, dayOf(at))).filter(
    (use) => use.languages.includes(language) && use.channels.some((one) => channels.includes(one)),
  );
  const found = [...Map.groupBy(uses, ({ path }) => path)].map(([path, of]): UsedDatum => {
    // Of what is used whole, what is within counts too.
    const rule = mostSensitive(of.flatMap((use) => rulesFor(use, rules)));
    return {
      path,
      ...(rule === undefined ? {} : { name: rule.name, sensitivity: rule.sensitivity }),
      ...(record === undefined ? {} : { inRecord: hasValue(record, path.split('.')) }),
      places: of.map(presentPlace),
    };
  });
  const rank = ({ sensitivity }: UsedDatum): number => (sensitivity === undefined ? 1.5 : SENSITIVITIES.indexOf(sensitivity));
  return found.sort((a, b) => rank(b) - rank(a) || (a.path < b.path ? -1 : 1));
}

/** The first of those that are as sensitive. */
const mostSensitive = (rules: readonly AttributeRule[]): AttributeRule | undefined =>
  rules.toSorted((a, b) => SENSITIVITIES.indexOf(b.sensitivity) - SENSITIVITIES.indexOf(a.sensitivity))[0];

/** Whether a record says anything at a path; in lists any of their items. */
function hasValue(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => hasValue(item, name === undefined ? [] : [name, ...rest]));
  if (value === undefined || value === null || value === '') return false;
  if (name === undefined) return true;
  return typeof value === 'object' && hasValue((value as { readonly [field: string]: unknown })[name], rest);
}
