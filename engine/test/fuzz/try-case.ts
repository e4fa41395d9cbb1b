import { parse } from 'parse5';
import { CompositionError, check, compile, type Format, type Rendition } from '../../src/compose.ts';
import { DIAGNOSTICS } from '../../src/diagnostic-codes.ts';
import type { Diagnostic, Place } from '../../src/diagnostics.ts';
import { claimedProfiles, preflight } from '../../src/preflight/index.ts';
import type { TemplateBundle } from '../../src/template/model.ts';
import type { FuzzCase } from './areas.ts';

const FORMATS: readonly Format[] = ['pdf', 'email', 'html', 'text', 'sms', 'docx'];

/** What came of a case: what is wrong with the engine (nothing, if all is well), and the PDF, if there is one. */
export interface Outcome {
  readonly faults: readonly string[];
  readonly composed: number;
  readonly pdf?: Uint8Array;
}

/**
 * Checks, compiles and composes a case in all formats. Whatever is wrong with it, there must be a document or diagnostics with
 * places, never another exception; and a document must be well-formed.
 */
export async function tryCase({ bundle, record }: FuzzCase): Promise<Outcome> {
  const faults: string[] = [];
  const guard = async <T>(doing: string, work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 6).join('\n') : String(error);
      if (!(error instanceof CompositionError)) faults.push(`${doing}: ${stack}`);
      else if (!error.diagnostics.some(({ severity }) => severity === 'error')) faults.push(`${doing}: refused without an error`);
      else faults.push(...error.diagnostics.flatMap((diagnostic) => badDiagnostic(diagnostic, bundle)).map((said) => `${doing}: ${said}`));
      return undefined;
    }
  };
  const found = await guard('check', () => check(bundle));
  for (const diagnostic of found ?? []) faults.push(...badDiagnostic(diagnostic, bundle).map((said) => `check: ${said}`));
  const program = await guard('compile', () => compile(bundle));
  const renditions: Rendition[] = [];
  for (const format of program === undefined ? [] : FORMATS) {
    const rendition = await guard(format, () => program?.compose(record, format));
    if (rendition === undefined) continue;
    renditions.push(rendition);
    faults.push(...rendition.diagnostics.flatMap((diagnostic) => badDiagnostic(diagnostic, bundle)).map((said) => `${format}: ${said}`));
    const excused =
      bundle.template.letter.pdf?.version === '2.0' ||
      [...(program?.diagnostics ?? []), ...rendition.diagnostics].some(({ code }) => EXCUSES.has(code));
    faults.push(...((await guard(format, () => badRendition(rendition, excused))) ?? []).map((said) => `${format}: ${said}`));
  }
  const pdf = renditions.find((rendition) => rendition.format === 'pdf')?.bytes;
  return { faults: [...new Set(faults)], composed: renditions.length, ...(pdf === undefined ? {} : { pdf }) };
}

/** A diagnostic is one of the table, says something, and its place exists, or the place around it does. */
function badDiagnostic({ code, message, severity, place }: Diagnostic, bundle: TemplateBundle): string[] {
  const known = DIAGNOSTICS[code];
  const told = `${code} “${message.slice(0, 200)}”`;
  if (known === undefined) return [`${told} is not in the table`];
  if (message.trim() === '' || /undefined|\[object/.test(message)) return [`${told} says nothing`];
  if (message.length > 2000) return [`${code} says too much: ${message.length} characters`];
  if (severity !== 'error' && severity !== 'warning') return [`${told} has no severity`];
  return placeExists(place, bundle) ? [] : [`${told} has no place: ${JSON.stringify(place).slice(0, 300)}`];
}

function placeExists({ part, id, pointer }: Place, bundle: TemplateBundle): boolean {
  if (part === 'asset') return true;
  if (part === 'data') return pointer === '' || pointer.startsWith('/');
  const root = part === 'block' ? bundle.blocks?.[id ?? ''] : bundle[part];
  const keys = pointer.split('/').slice(1);
  if (pointer !== '' && !pointer.startsWith('/')) return false;
  let value: unknown = root;
  // What is missing is told at the place where it should be.
  for (const key of keys.slice(0, -1))
    value = (value as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  return keys.length === 0 || (typeof value === 'object' && value !== null) || keys.length === 1;
}

/** Findings that say that the author's document, not our output, is not accessible. */
const EXCUSES = new Set(['enclosure.not-accessible', 'enclosure.not-archivable', 'text.missing-glyph', 'heading.skipped-level']);

/** Judging very long documents takes longer than making them, and tells nothing new. */
const MOST_JUDGED = 300;

function badRendition(rendition: Rendition, excused: boolean): string[] {
  switch (rendition.format) {
    case 'pdf': {
      if (rendition.pages < 1) return ['no pages'];
      if (excused || rendition.pages > MOST_JUDGED) return [];
      const claimed = claimedProfiles(rendition.bytes);
      if (claimed.length === 0) return ['claims nothing'];
      return preflight(rendition.bytes).flatMap(({ profile, findings }) =>
        findings.map(({ clause, message, place }) => `${profile} ${clause}: ${message} ${JSON.stringify(place)}`),
      );
    }
    case 'email':
    case 'html': {
      const errors: string[] = [];
      parse(rendition.html, { onParseError: ({ code, startLine }) => void errors.push(`${code} in line ${startLine}`) });
      return /\bundefined\b|\[object /.test(rendition.html) ? [...errors, 'says “undefined”'] : errors;
    }
    default:
      return [];
  }
}
