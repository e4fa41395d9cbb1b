import type { Brand } from '@posthorn/engine';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { uploadsNamed } from '../store/brands.ts';
import { brandAssets } from '../store/images.ts';
import { brandVersion } from '../store/parts.ts';
import type { Reader } from '../store/reader.ts';

/** The place of something uploaded in `assets` of a brand; the file that `content pull` writes. */
const uploadedPlace = /^assets\/([a-z0-9-]+-[0-9a-f]{12})\.[a-z0-9]+$/;

/**
 * The fonts and images that a brand's draft names: what stands at the place where it stood in the version that the draft began from is that
 * version's; everything else was uploaded. Names of which nothing is there are left out: the engine's check tells of them.
 * @returns hashes by name
 */
export async function filesOfBrand(db: Reader, brand: JsonDocument, basedOn: string | null): Promise<ReadonlyMap<string, string>> {
  const before = basedOn === null ? undefined : await brandVersion(db, basedOn);
  const places = before ? parse<Brand>(before.source).assets : {};
  const files = before ? await brandAssets(db, before.versionId) : new Map<string, string>();
  const wanted = Object.entries((brand.assets ?? {}) as Brand['assets']);
  const nameAt = (place: string): string => uploadedPlace.exec(place)?.[1] ?? '';
  const uploads = await uploadsNamed(
    db,
    wanted.map(([, place]) => nameAt(place)),
  );
  return new Map(
    wanted.flatMap(([name, place]) => {
      const kept = Object.hasOwn(places, name) && places[name] === place ? files.get(name) : undefined;
      const hash = kept ?? uploads.get(nameAt(place));
      return hash === undefined ? [] : [[name, hash] as const];
    }),
  );
}
