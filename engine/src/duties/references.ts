import type { Place } from '../diagnostics.ts';
import type { Channel, TemplateBundle } from '../template/model.ts';

/** A place where a block is put in. */
export interface BlockPlace {
  readonly ref: string;
  /** The block whose content it stands in; undefined for the template. */
  readonly inside: string | undefined;
  readonly pointer: string;
}

/** Where page masters stand in a brand; a template has nothing of this name. */
const MASTERS = '/masters';

type Json = { readonly [field: string]: unknown };

/** Where blocks are put in, by the frames of the brand's pages too, and where nodes are that are called a signature. */
export function blockPlaces({ template, blocks, brand }: TemplateBundle): {
  readonly places: readonly BlockPlace[];
  readonly signatures: readonly string[];
} {
  const places: BlockPlace[] = [];
  const signatures: string[] = [];
  const visit = (value: unknown, inside: string | undefined, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) {
      const { type, ref, id } = value as Json;
      if (type === 'block' && typeof ref === 'string') places.push({ ref, inside, pointer });
      if (typeof type === 'string' && id === 'signature') {
        if (type === 'block' && typeof ref === 'string') signatures.push(`block:${ref}#`);
        else signatures.push(`${inside === undefined ? 'template' : `block:${inside}`}#${pointer}`);
      }
    }
    for (const [key, one] of Object.entries(value)) visit(one, inside, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  };
  visit(template, undefined, '');
  visit(brand.masters, undefined, MASTERS);
  for (const [id, block] of Object.entries(blocks)) visit(block, id, '');
  return { places, signatures };
}

/** The parts of a template that a channel shows; `email` without a body of its own shows that of all. */
function shows(template: TemplateBundle['template'], channel: Channel, pointer: string): boolean {
  if (pointer.startsWith('/letter/') || pointer.startsWith(`${MASTERS}/`)) return channel === 'letter';
  const own = channel === 'letter' || channel === 'sms' || channel === 'push' ? undefined : template[channel]?.body;
  return pointer.startsWith(own === undefined ? '/body/' : `/${channel}/`);
}

/** The first place where a channel puts a block in, directly or through other blocks. */
export function placeOn(bundle: TemplateBundle, places: readonly BlockPlace[], block: string, channel: Channel): Place | undefined {
  const seen = new Set<string>();
  let wanted = [block];
  while (wanted.length > 0) {
    const next: string[] = [];
    for (const { ref, inside, pointer } of places) {
      if (!wanted.includes(ref)) continue;
      if (inside === undefined) {
        if (shows(bundle.template, channel, pointer)) return { part: pointer.startsWith(`${MASTERS}/`) ? 'brand' : 'template', pointer };
      } else if (!seen.has(inside)) {
        seen.add(inside);
        next.push(inside);
      }
    }
    wanted = next;
  }
  return undefined;
}

/** A block with all those that it is made of. */
export function madeOf(places: readonly BlockPlace[], block: string): ReadonlySet<string> {
  const all = new Set([block]);
  for (const id of all) for (const { ref, inside } of places) if (inside === id) all.add(ref);
  return all;
}
