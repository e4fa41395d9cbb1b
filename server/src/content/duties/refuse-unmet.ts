import type { Diagnostic, TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { blocksOn, bundleWith, type Parts } from '../drafts/gather-parts.ts';
import { bundleOf } from '../load-bundle.ts';
import { parseJsonLines } from '../rules.ts';
import type { Reader } from '../store/reader.ts';
import { samplesOf } from '../store/samples.ts';
import type { TemplateVersionRow } from '../types.ts';
import { dayOf, daysOfChange, stillPossible } from '../validity.ts';
import { daysOfDuties, dutiesOf } from './hold-duties.ts';
import { judgeSamples } from './judge-samples.ts';

/**
 * Refuses to bring to customers what does not hold what it must.
 * @param day whose duties are to be met
 * @throws PosthornError `content.duty-unmet` with every place
 */
export async function refuseUnmet(
  db: Reader,
  templateId: string,
  bundle: TemplateBundle,
  samples: readonly { readonly [field: string]: unknown }[],
  day: string,
): Promise<void> {
  const found = await unmetDuties(db, templateId, bundle, samples, day);
  if (found.length > 0) throw unmet(found, day);
}

/** What is wrong with a template by its duties of a day. */
export async function unmetDuties(
  db: Reader,
  templateId: string,
  bundle: TemplateBundle,
  samples: readonly { readonly [field: string]: unknown }[],
  day: string,
): Promise<readonly Diagnostic[]> {
  const duties = await dutiesOf(db, templateId, day);
  return duties.length === 0 ? [] : await judgeSamples(bundle, duties, samples);
}

/** The same for a version that is about to be released. @throws PosthornError `content.duty-unmet` */
export async function refuseUnmetVersion(platform: Stores, db: Reader, version: TemplateVersionRow): Promise<void> {
  const today = dayOf(platform.clock());
  const duties = await dutiesOf(db, version.templateId, today);
  if (duties.length === 0) return;
  const found = await judgeSamples(await bundleOf(platform, version, today), duties, parseJsonLines(version.samples));
  if (found.length > 0) throw unmet(found, today);
}

/**
 * The same for a draft, with the wordings and duties of today and of every later day on which others begin.
 * @throws PosthornError `content.duty-unmet`
 */
export async function refuseUnmetDraft(platform: Stores, template: JsonDocument, parts: Parts): Promise<void> {
  const { db } = platform;
  const templateId = String(template.id);
  const today = dayOf(platform.clock());
  const wordings = [...parts.candidates.values()].flatMap((versions) => daysOfChange(stillPossible(versions, today)));
  const days = [today, ...wordings.filter((day) => day > today), ...(await daysOfDuties(db, templateId, today))];
  const samples = await samplesOf(db, templateId);
  for (const day of [...new Set(days)].sort()) {
    const duties = await dutiesOf(db, templateId, day);
    if (duties.length === 0) continue;
    const bundle = await bundleWith(platform, template, parts, blocksOn(parts, day));
    const found = await judgeSamples(
      bundle,
      duties,
      samples.map(({ record }) => record),
    );
    if (found.length > 0) throw unmet(found, day);
  }
}

type Stores = Pick<Platform, 'db' | 'objects' | 'clock'>;

function unmet(found: readonly Diagnostic[], day: string): PosthornError {
  const { message, hint } = found[0]!;
  return new PosthornError('content.duty-unmet', {
    detail: `${message}${found.length > 1 ? ` (and ${found.length - 1} more)` : ''}`,
    ...(hint ? { hint } : {}),
    fields: found.map((one) => ({
      field: `${one.place.part}${one.place.id ? `/${one.place.id}` : ''}${one.place.pointer}`,
      // Of a single one the problem itself says what to do.
      message: one.hint && found.length > 1 ? `${one.message} ${one.hint}` : one.message,
    })),
    data: { day, diagnostics: found },
  });
}
