import { CompositionError, compile, type Format, type Program, type Rendition } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import './errors.ts';
import { bundleOf, findVersion } from './load-bundle.ts';
import { parseJsonLines } from './rules.ts';
import type { TemplateVersionRow } from './types.ts';
import { dayOf } from './validity.ts';

/** Versions never change, so their programs can be kept; few, since they hold fonts. */
const programsKept = 4;
const programs = new Map<string, Promise<Program>>();

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
  const samples = parseJsonLines(version.samples);
  const number = options.sample ?? 0;
  const record = samples[number];
  if (!record)
    throw new PosthornError('content.no-sample', { detail: `The version has ${samples.length} samples; there is no sample ${number}.` });
  const program = await programOf(platform, version);
  try {
    return program.compose(record, format, options.language === undefined ? {} : { language: options.language });
  } catch (error) {
    throw explained(error, 'content.cannot-compose');
  }
}

function programOf(platform: Platform, version: TemplateVersionRow): Promise<Program> {
  const key = `${version.id} ${dayOf(platform.clock())}`;
  const program = programs.get(key) ?? compiled(platform, version);
  programs.delete(key);
  programs.set(key, program);
  if (programs.size > programsKept) programs.delete(programs.keys().next().value!);
  program.catch(() => programs.delete(key));
  return program;
}

async function compiled(platform: Platform, version: TemplateVersionRow): Promise<Program> {
  const bundle = await bundleOf(platform, version, dayOf(platform.clock()));
  try {
    return await compile(bundle);
  } catch (error) {
    throw explained(error, 'content.has-errors');
  }
}

function explained(error: unknown, code: 'content.has-errors' | 'content.cannot-compose'): unknown {
  if (!(error instanceof CompositionError)) return error;
  const fields = error.diagnostics.map(({ place, message }) => ({ field: `${place.part}${place.pointer}`, message }));
  return new PosthornError(code, { detail: error.message, fields, cause: error });
}
