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

/** Parts of documents that were found right: they are the same objects while an author writes elsewhere. */
const right = new WeakSet<object>();

/**
 * As `checkStructure`, but what is the very same as in a bundle that was right is not looked at again. Where anything is wrong,
 * everything is looked at, so that it is told as always.
 */
export function checkChanges(bundle: TemplateBundle): Diagnostic[] {
  const { template, brand, blocks } = bundle;
  if (!isObject(template) || !Array.isArray(template.body) || !isObject(brand) || !isObject(blocks)) return checkStructure(bundle);
  const parts: readonly object[] = [template.data, ...Object.values(blocks), ...template.body];
  if (parts.some((part) => !isObject(part))) return checkStructure(bundle);
  const fresh = (part: object) => !right.has(part);
  const changed = {
    ...{
      template: { ...template, body: template.body.filter(fresh), data: right.has(template.data) ? {} : template.data },
      assets: bundle.assets,
    },
    ...{ brand, blocks: Object.fromEntries(Object.entries(blocks).filter(([, block]) => fresh(block))) },
  };
  const found = right.has(brand) ? checkStructure(changed).filter(({ place }) => place.part !== 'brand') : checkStructure(changed);
  if (found.length > 0) return checkStructure(bundle);
  for (const part of [brand, ...parts]) right.add(part);
  return [];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

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
