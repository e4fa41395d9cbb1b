import { check, type Diagnostic } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { blocksOn, bundleWith, type Parts } from '../drafts/gather-parts.ts';
import { dayOf, daysOfChange, stillPossible } from '../validity.ts';

/**
 * Refuses what has errors: with the wordings of today, and with those of every later day on which one begins or ends.
 * @param own blocks that are taken as they are, instead of their versions
 * @throws PosthornError `content.has-errors`, `content.block-unreleased`
 */
export async function checkSubmission(
  platform: Pick<Platform, 'objects' | 'clock'>,
  template: JsonDocument,
  parts: Parts,
  own: Record<string, JsonDocument> = {},
): Promise<void> {
  const today = dayOf(platform.clock());
  refuseUnreleased(parts);
  const turns = [...parts.candidates.values()].flatMap((versions) => daysOfChange(stillPossible(versions, today)));
  for (const day of [today, ...new Set(turns.filter((turn) => turn > today))].sort()) {
    const bundle = await bundleWith(platform, template, parts, { ...blocksOn(parts, day), ...own });
    refuseErrors(check(bundle), day === today ? '' : ` from ${day} on`);
  }
}

/** @throws PosthornError `content.block-unreleased` */
export function refuseUnreleased(parts: Parts): void {
  const candidates = [...parts.candidates.values()].flat();
  const unreleased = [...parts.unreleased.keys(), ...candidates.filter(({ released }) => !released).map(({ id }) => id)];
  if (unreleased.length > 0)
    throw new PosthornError('content.block-unreleased', { detail: `Not released yet: ${[...new Set(unreleased)].sort().join(', ')}.` });
}

export function refuseErrors(diagnostics: readonly Diagnostic[], when = ''): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const fields = errors
    .slice(0, 100)
    .map(({ place, message }) => ({ field: `${place.part}${place.id ? `/${place.id}` : ''}${place.pointer}`, message }));
  throw new PosthornError('content.has-errors', {
    detail: `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}${when}: ${errors[0]!.message}`,
    hint: 'Each is listed with its place; mend them in the draft and submit again.',
    fields,
  });
}
