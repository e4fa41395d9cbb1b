import type { Brand } from '@posthorn/engine';

type Json = { readonly [field: string]: unknown };
type Path = readonly (string | number)[];

/** An image on a page of the brand. */
export interface ImagePlace {
  readonly key: string;
  /** Master, page and frame in which it stands. */
  readonly label: string;
  readonly node: Json;
  /** From the brand to the node. */
  readonly path: Path;
}

/** Names of the brand's assets that are no fonts. */
export function imagesOf(brand: Brand): readonly string[] {
  const fonts = new Set(Object.values(brand.fonts).flatMap(({ regular, bold, italic, boldItalic }) => [regular, bold, italic, boldItalic]));
  return Object.keys(brand.assets).filter((name) => !fonts.has(name));
}

/** Where an image stands on the pages of the masters. */
export function placesOfImage(brand: Brand, asset: string): readonly ImagePlace[] {
  const found: ImagePlace[] = [];
  const visit = (value: unknown, path: Path, frame: string): void => {
    if (Array.isArray(value)) value.forEach((one, i) => void visit(one, [...path, i], frame));
    else if (typeof value === 'object' && value !== null) {
      const one = value as Json;
      if (one.type === 'image' && one.asset === asset)
        found.push({ key: path.join('/'), label: [path[1], path[2], frame].filter(Boolean).join(' · '), node: one, path });
      const name = path.at(-2) === 'frames' && typeof one.name === 'string' ? one.name : frame;
      for (const [field, part] of Object.entries(one)) visit(part, [...path, field], name);
    }
  };
  visit(brand.masters, ['masters'], '');
  return found;
}

/** The brand with another value in a field of a node. */
export function withImageField(brand: Brand, path: Path, field: string, value: unknown): Brand {
  const set = (part: unknown, rest: Path): unknown => {
    if (rest.length === 0) {
      const { [field]: _, ...others } = part as Json;
      return value === undefined ? others : { ...(part as Json), [field]: value };
    }
    const [step, ...further] = rest;
    if (Array.isArray(part)) return part.map((one, i) => (i === step ? set(one, further) : one));
    return { ...(part as Json), [step!]: set((part as Json)[step!], further) };
  };
  return set(brand, path) as Brand;
}
