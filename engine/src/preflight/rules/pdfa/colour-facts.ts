import { nameOf, PdfArray, PdfDict, PdfName, type PdfRef, PdfStream, type PdfValue } from '../../read/index.ts';
import type { Subject } from '../../subject.ts';
import { shared } from './common.ts';

export type DeviceSpace = 'DeviceGray' | 'DeviceRGB' | 'DeviceCMYK';

/** A device colour space that something is painted in, with nothing that calibrates it but an output intent. */
export interface DeviceUse {
  readonly device: DeviceSpace;
  /** For what, as words of a sentence. */
  readonly purpose: string;
  /** Clause that asks for it: of the space itself, of an alternate, of a base. */
  readonly clause: '6.2.4.3' | '6.2.4.4' | '6.2.4.5' | '6.2.10';
  readonly page: number;
  readonly ref: PdfRef | undefined;
}

/** All colour spaces that are painted in, and those within them. */
export interface ColourSpaces {
  readonly devices: readonly DeviceUse[];
  readonly icc: readonly { readonly stream: PdfStream; readonly page: number }[];
  /** Separation and DeviceN arrays, also those of colourants. */
  readonly inks: readonly { readonly space: PdfArray; readonly page: number }[];
}

const standIns = { DeviceGray: 'DefaultGray', DeviceRGB: 'DefaultRGB', DeviceCMYK: 'DefaultCMYK' } as const;
const purposes = { fill: 'filling', stroke: 'stroking', image: 'an image', shading: 'a shading' } as const;
const DEEPEST = 8;

interface Place {
  readonly purpose: string;
  readonly clause: DeviceUse['clause'];
  readonly page: number;
  readonly ref: PdfRef | undefined;
  readonly resources: PdfDict | undefined;
}

/** Follows all used colour spaces to their ends. */
export const colourSpaces = shared((subject: Subject): ColourSpaces => {
  const collector = new Collector();
  for (const { space, standIn, usage, page, stream } of subject.content.colours) {
    const place = { purpose: purposes[usage], clause: '6.2.4.3' as const, page, ref: stream.ref, resources: stream.resources };
    collector.visit(standIn === null ? space : standIn, place, 0);
  }
  for (const { dict, page, ref, resources } of subject.content.streams) {
    const group = dict.dict('Group');
    if (group?.name('S') === 'Transparency' && group.has('CS'))
      collector.visit(group.get('CS'), { purpose: 'blending in a transparency group', clause: '6.2.10', page, ref, resources }, 0);
  }
  return collector;
});

class Collector implements ColourSpaces {
  readonly devices: DeviceUse[] = [];
  readonly icc: { stream: PdfStream; page: number }[] = [];
  readonly inks: { space: PdfArray; page: number }[] = [];
  readonly #seen = new Set<string>();
  readonly #ids = new Map<PdfArray | PdfDict, number>();

  visit(space: PdfValue, place: Place, depth: number): void {
    if (depth > DEEPEST || !this.#isNew(space, place)) return;
    const name = nameOf(space) ?? (space instanceof PdfArray ? nameOf(space.at(0)) : undefined);
    if (name === 'DeviceGray' || name === 'DeviceRGB' || name === 'DeviceCMYK') {
      const standIn = depth > 0 ? standInFor(name, place.resources) : null;
      if (standIn !== null) this.visit(standIn, place, depth + 1);
      else this.devices.push({ device: name, purpose: place.purpose, clause: place.clause, page: place.page, ref: place.ref });
    } else if (space instanceof PdfArray) this.#visitArray(name, space, place, depth);
  }

  #visitArray(name: string | undefined, space: PdfArray, place: Place, depth: number): void {
    const stream = space.at(1);
    switch (name) {
      case 'ICCBased':
        if (stream instanceof PdfStream) this.icc.push({ stream, page: place.page });
        break;
      case 'Indexed':
      case 'I':
        this.visit(space.at(1), { ...place, purpose: 'the base of an Indexed colour space', clause: '6.2.4.5' }, depth + 1);
        break;
      case 'Pattern':
        this.visit(space.at(1), { ...place, purpose: 'an uncoloured pattern', clause: '6.2.4.5' }, depth + 1);
        break;
      case 'Separation':
      case 'DeviceN':
        this.inks.push({ space, page: place.page });
        this.visit(space.at(2), { ...place, purpose: `the alternate of a ${name} colour space`, clause: '6.2.4.4' }, depth + 1);
        if (name === 'DeviceN') this.#visitColorants(space, place, depth);
        break;
    }
  }

  #visitColorants(space: PdfArray, place: Place, depth: number): void {
    const attributes = space.at(4);
    const colorants = attributes instanceof PdfDict ? attributes.dict('Colorants') : undefined;
    for (const key of colorants?.keys() ?? []) this.visit(colorants!.get(key), place, depth + 1);
  }

  #isNew(space: PdfValue, { purpose, page, resources }: Place): boolean {
    const key = `${this.#idOf(space)} ${this.#idOf(resources?.dict('ColorSpace') ?? null)} ${purpose} ${page}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #idOf(value: PdfValue): string | number {
    if (value instanceof PdfName) return value.value;
    if (!(value instanceof PdfArray || value instanceof PdfDict)) return '';
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    this.#ids.set(value, this.#ids.size);
    return this.#ids.size - 1;
  }
}

function standInFor(device: DeviceSpace, resources: PdfDict | undefined): PdfValue {
  return resources?.dict('ColorSpace')?.get(standIns[device]) ?? null;
}

/** Names of the colourants of a Separation or DeviceN space. */
export function colourantsOf(space: PdfArray): string[] {
  const names = space.at(1);
  return (names instanceof PdfArray ? [...names] : [names]).flatMap((name) => nameOf(name) ?? []);
}
