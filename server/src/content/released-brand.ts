import type { Brand } from '@posthorn/engine';
import type { Platform } from '../platform/platform.ts';
import { newestReleasedManifest } from './store/released-brands.ts';
import { sourcesOf } from './store.ts';

/** How an organisation shows itself on pages of its own. */
export interface ReleasedBrand {
  readonly brand: Brand;
  /** Hash of its source: changes with the brand. */
  readonly hash: string;
  readonly logo?: { readonly mediaType: string; readonly bytes: Uint8Array };
  /** Fonts and pictures, loaded when asked for: some megabytes. */
  readonly assets: () => Promise<{ readonly [name: string]: Uint8Array }>;
}

/**
 * A brand as it last went out to customers.
 * @param id of the brand; without one, or where nothing of it was released, that of the newest release
 * @returns undefined while nothing is released
 */
export async function releasedBrand(platform: Pick<Platform, 'db' | 'objects'>, id?: string): Promise<ReleasedBrand | undefined> {
  const named = id === undefined ? undefined : await newestReleasedManifest(platform.db, id);
  const manifest = named ?? (await newestReleasedManifest(platform.db, undefined));
  if (manifest === undefined) return undefined;
  const { versionId } = manifest.brand;
  const brand = JSON.parse((await sourcesOf(platform.db, 'brand', [versionId])).get(versionId)!.replace(/^\uFEFF/, '')) as Brand;
  const stored = (key: string) => platform.objects.get(`assets/${key}`);
  const assets = async () => {
    const known = Object.keys(brand.assets).filter((name) => manifest.assets[name] !== undefined);
    const bytes = await Promise.all(known.map((name) => stored(manifest.assets[name]!)));
    return Object.fromEntries(known.map((name, at) => [name, bytes[at]!]));
  };
  const whole = { brand, hash: manifest.brand.hash, assets };
  const logoHash = brand.logo === undefined ? undefined : manifest.assets[brand.logo];
  if (logoHash === undefined) return whole;
  const bytes = await stored(logoHash);
  return { ...whole, logo: { mediaType: mediaTypeOf(bytes), bytes } };
}

/** By its first bytes: PNG, JPEG, or else SVG, which are all that a logo may be. */
function mediaTypeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? 'image/jpeg' : 'image/svg+xml';
}
