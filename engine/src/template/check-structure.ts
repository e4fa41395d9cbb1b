import type { Diagnostic, Place } from '../diagnostics.ts';
import type { TemplateBundle } from './model.ts';
import { validate } from './validate.ts';

/** Checks template, brand and blocks against the schema of `posthorn/1`. Takes anything, also what is no bundle at all. */
export function checkStructure(bundle: TemplateBundle): Diagnostic[] {
  const { template, brand, blocks, assets } = bundle;
  const diagnostics = inPart(validate(template, 'template'), 'template');
  diagnostics.push(...inPart(validate(brand, 'brand'), 'brand', idOf(brand)));
  for (const [part, parts] of [
    ['block', blocks],
    ['asset', assets],
  ] as const) {
    if (typeof parts === 'object' && parts !== null && !Array.isArray(parts)) continue;
    const message = `The bundle's ${part}s must be an object; it may be empty.`;
    diagnostics.push({ severity: 'error', code: 'structure.wrong-type', message, place: { part, pointer: '' } });
  }
  for (const [id, block] of Object.entries(blocks ?? {})) {
    diagnostics.push(...inPart(validate(block, 'block'), 'block', id));
    if (idOf(block) !== undefined && idOf(block) !== id) {
      const place = { part: 'block' as const, id, pointer: '/id' };
      diagnostics.push({ severity: 'error', code: 'block.wrong-id', message: `The block "${id}" calls itself "${block.id}".`, place });
    }
  }
  return diagnostics;
}

function inPart(faults: ReturnType<typeof validate>, part: Place['part'], id?: string): Diagnostic[] {
  return faults.map(({ code, message, pointer, hint }) => ({
    severity: 'error',
    code,
    message,
    place: { part, ...(id === undefined ? {} : { id }), pointer },
    ...(hint === undefined ? {} : { hint }),
  }));
}

function idOf(part: unknown): string | undefined {
  const id = (part as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : undefined;
}
