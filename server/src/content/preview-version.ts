import type { Format, Rendition } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import './errors.ts';
import { explained, keptProgram } from './kept-programs.ts';
import { bundleOf, findVersion } from './load-bundle.ts';
import { parseJsonLines } from './rules.ts';
import { dayOf } from './validity.ts';

/**
 * A version rendered with one of its sample records.
 * @throws PosthornError `content.unknown-version`, `content.no-sample`, `content.has-errors`, `content.cannot-compose`
 */
export async function previewVersion(
  platform: Platform,
  versionId: string,
  format: Format,
  options: { readonly sample?: number; readonly language?: string },
): Promise<Rendition> {
  const version = await findVersion(platform, versionId);
  const record = sampleAt(parseJsonLines(version.samples), options.sample ?? 0);
  const day = dayOf(platform.clock());
  const program = await keptProgram(`${version.id} ${day}`, () => bundleOf(platform, version, day));
  try {
    return program.compose(record, format, { draft: true, ...(options.language === undefined ? {} : { language: options.language }) });
  } catch (error) {
    throw explained(error, 'content.cannot-compose');
  }
}

/** @throws PosthornError `content.no-sample` */
export function sampleAt<T>(samples: readonly T[], number: number): T {
  const record = samples[number];
  if (record === undefined)
    throw new PosthornError('content.no-sample', { detail: `The version has ${samples.length} samples; there is no sample ${number}.` });
  return record;
}
