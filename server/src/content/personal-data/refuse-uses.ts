import type { Channel, Diagnostic, TemplateBundle } from '@posthorn/engine';
import { type AttributeRule, checkAttributes, forbidding, judgeUses } from '@posthorn/engine/attributes';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { blocksOn, bundleWith, type Parts } from '../drafts/gather-parts.ts';
import { bundleOf } from '../load-bundle.ts';
import { dataRules } from '../store/personal-data.ts';
import type { Reader } from '../store/reader.ts';
import type { TemplateVersionRow } from '../types.ts';
import { dayOf, daysOfChange, stillPossible } from '../validity.ts';
import { usesOfVersion } from './uses-of-version.ts';

type Stores = Pick<Platform, 'db' | 'objects' | 'clock'>;

/** The rules of the register as the engine takes them. */
export async function attributeRules(db: Reader, at?: Date): Promise<readonly AttributeRule[]> {
  return (await dataRules(db, at)).map(({ content: { name, pattern, sensitivity, purposes } }) => ({
    name,
    pattern,
    sensitivity,
    purposes,
  }));
}

/** Where a template uses personal data for a purpose that they are not for. */
export async function forbiddenUses(db: Reader, bundle: TemplateBundle): Promise<readonly Diagnostic[]> {
  return checkAttributes(bundle, await attributeRules(db));
}

/** The same for a version that is about to go out, with the channels that each place is shown on. */
export async function forbiddenInVersion(
  platform: Pick<Platform, 'db' | 'objects'>,
  { versionId, purpose, day }: { readonly versionId: string; readonly purpose: string; readonly day: string },
): Promise<readonly { readonly diagnostic: Diagnostic; readonly channels: readonly Channel[] }[]> {
  const rules = await attributeRules(platform.db);
  if (!forbidding(rules, purpose)) return [];
  const uses = await usesOfVersion(platform, versionId, day);
  return uses.flatMap((use) => judgeUses([use], rules, purpose).map((diagnostic) => ({ diagnostic, channels: use.channels })));
}

/**
 * Refuses to bring to customers what uses their data for a purpose that they are not for.
 * @throws PosthornError `content.attribute-not-allowed` with every place
 */
export async function refuseUses(db: Reader, bundle: TemplateBundle): Promise<void> {
  refuse(await forbiddenUses(db, bundle));
}

/** The same for a version that is about to be released. @throws PosthornError `content.attribute-not-allowed` */
export async function refuseUsesOfVersion(platform: Stores, db: Reader, version: TemplateVersionRow): Promise<void> {
  if ((await attributeRules(db)).length === 0) return;
  await refuseUses(db, await bundleOf(platform, version, dayOf(platform.clock())));
}

/**
 * The same for a draft, with the wordings of today and of every later day on which others begin.
 * @throws PosthornError `content.attribute-not-allowed`
 */
export async function refuseUsesOfDraft(platform: Stores, template: JsonDocument, parts: Parts): Promise<void> {
  if ((await attributeRules(platform.db)).length === 0) return;
  const today = dayOf(platform.clock());
  const turns = [...parts.candidates.values()].flatMap((versions) => daysOfChange(stillPossible(versions, today)));
  for (const day of [today, ...new Set(turns.filter((turn) => turn > today))].sort())
    await refuseUses(platform.db, await bundleWith(platform, template, parts, blocksOn(parts, day)));
}

function refuse(found: readonly Diagnostic[]): void {
  if (found.length === 0) return;
  const [{ message, hint }] = found as [Diagnostic];
  throw new PosthornError('content.attribute-not-allowed', {
    detail: `${message}${found.length > 1 ? ` (and ${found.length - 1} more)` : ''}`,
    ...(hint ? { hint } : {}),
    fields: found.map(({ place, message }) => ({ field: `${place.part}${place.id ? `/${place.id}` : ''}${place.pointer}`, message })),
    data: { diagnostics: found },
  });
}
