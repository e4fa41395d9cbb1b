import type { BundledFont } from '@posthorn/contract';
import type { Brand } from '@posthorn/engine';
import type { Actor, Platform } from '../../platform/platform.ts';
import { readAssets } from '../read-assets.ts';
import { uploadFont } from './upload-font.ts';

/** Families that come with Posthorn, all under the SIL Open Font License: their package, how its files are called, and what mail clients take instead. */
const families: { readonly [font in BundledFont]: { readonly file: string; readonly web: string } } = {
  'source-sans-3': { file: 'SourceSans3', web: "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif" },
  figtree: { file: 'Figtree', web: "Figtree, 'Segoe UI', Helvetica, Arial, sans-serif" },
  'ibm-plex-sans': { file: 'IBMPlexSans', web: "'IBM Plex Sans', 'Segoe UI', Helvetica, Arial, sans-serif" },
  'public-sans': { file: 'PublicSans', web: "'Public Sans', 'Segoe UI', Helvetica, Arial, sans-serif" },
  'source-serif-4': { file: 'SourceSerif4', web: "'Source Serif 4', Georgia, 'Times New Roman', serif" },
};

const faces = {
  regular: '400Regular',
  bold: '600SemiBold',
  italic: '400Regular_Italic',
  boldItalic: '600SemiBold_Italic',
} as const;

/** A family as brands name it, with its files. */
export interface FamilyOfBrand {
  readonly family: Brand['fonts'][string];
  readonly assets: Brand['assets'];
}

/** Keeps the files of a family as if somebody had uploaded them: a brand is whole without the packages that they came in. */
export async function keepBundledFont(platform: Platform, actor: Actor, font: BundledFont): Promise<FamilyOfBrand> {
  const { file, web } = families[font];
  const places = Object.entries(faces).map(([face, name]) => [face, `npm:@expo-google-fonts/${font}/${name}/${file}_${name}.ttf`] as const);
  const found = await readAssets(import.meta.dirname, Object.fromEntries(places));
  const kept = await Promise.all(
    places.map(async ([face]) => [face, (await uploadFont(platform, actor, `${file}.ttf`, found[face]!)).name] as const),
  );
  const { regular, ...others } = Object.fromEntries(kept) as Record<keyof typeof faces, string>;
  return { family: { regular, ...others, web }, assets: Object.fromEntries(kept.map(([, name]) => [name, `assets/${name}.ttf`])) };
}
