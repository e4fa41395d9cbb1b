import type { api, BodyOf, Draft } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { createBrandDraft } from '../drafts/create-content.ts';
import { idFromName, type JsonDocument } from '../drafts/document.ts';
import { brandIsFree } from '../store/brands.ts';
import { imageNamed } from '../store/images.ts';
import { brandInForm } from './brand-in-form.ts';
import { keepBundledFont } from './bundled-fonts.ts';

const endings: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' };

/**
 * Creates a brand and its first draft from a form of letters, some colours and a font that comes with Posthorn. It is no brand that templates can
 * be in before it is released.
 * @throws PosthornError `content.exists`, `content.document-invalid`, `content.unknown-asset`, `content.area-restricted`
 */
export async function createBrand(platform: Platform, actor: Actor, request: BodyOf<typeof api.brands.create>): Promise<Draft> {
  const { name, form, colors, font, sender } = request;
  const id = request.id ?? idFromName(name);
  if (id === '') throw new PosthornError('content.document-invalid', { detail: 'No id can be made from this name: give one.' });
  // Before the fonts are looked at, which takes a moment.
  if (!(await brandIsFree(platform.db, id))) throw new PosthornError('content.exists', { detail: `There is a brand "${id}" already.` });
  const logo = request.logo === undefined ? undefined : await logoNamed(platform, request.logo);
  const fonts = await keepBundledFont(platform, actor, font);
  // Fields that letters name are there, empty or not.
  const whole = { email: '', phone: '', web: '', ...sender };
  const brand = brandInForm({ id, name, form, colors, fonts, logo, sender: whole });
  return await createBrandDraft(platform, actor, id, brand as unknown as JsonDocument);
}

async function logoNamed(platform: Pick<Platform, 'db'>, name: string): Promise<{ readonly name: string; readonly place: string }> {
  const image = await imageNamed(platform.db, name);
  if (!image) throw new PosthornError('content.unknown-asset', { detail: `There is no image "${name}".` });
  return { name, place: `assets/${name}.${endings[image.mediaType] ?? 'png'}` };
}
