import type { Diagnostic, TemplateBundle } from '@posthorn/engine';
import type { AnswersOfRecord } from './read-answers.ts';

/** Findings about answers, each with the line of the file that it stands in and its zone. */
export function withZones(
  diagnostics: readonly Diagnostic[],
  bundle: TemplateBundle,
  given: AnswersOfRecord | undefined,
): readonly Diagnostic[] {
  return diagnostics.map((one) => {
    if (!one.code.startsWith('zone.')) return one;
    const zone = zoneAt(bundle, one.place);
    const where = [...(given === undefined ? ['no answers'] : [`answers of line ${given.line}`]), ...(zone ? [`zone "${zone}"`] : [])];
    return { ...one, message: `${where.join(', ')}: ${one.message}` };
  });
}

/** The name of the zone at a place; what no zone asks for has none. */
function zoneAt({ template, blocks, brand }: TemplateBundle, { part, id = '', pointer }: Diagnostic['place']): string | undefined {
  let value: unknown = part === 'block' ? blocks[id] : part === 'brand' ? brand : template;
  let name: string | undefined;
  for (const key of pointer.split('/').slice(1)) {
    value = (value as { readonly [key: string]: unknown } | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')];
    const { type, name: called } = (value ?? {}) as { readonly type?: unknown; readonly name?: unknown };
    if ((type === 'zone' || type === 'input') && typeof called === 'string') name = called;
  }
  return name;
}
