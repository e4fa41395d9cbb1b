import type { Diagnostic } from '../diagnostics.ts';
import { nearestName } from '../expression/nearest-name.ts';
import { imageType } from '../graphics/image-type.ts';
import { readSvg } from '../graphics/svg/read-svg.ts';
import { checkMasters } from './check-masters.ts';
import type { TemplateBundle } from './model.ts';

/** Checks that what the brand refers to exists: fonts of styles, assets of fonts, the logo, styles that styles build on. */
export function checkBrand({ template, brand, assets }: TemplateBundle): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const known = (code: string, what: string, name: string | undefined, names: object, pointer: string): void => {
    if (name === undefined || Object.hasOwn(names, name)) return;
    const near = nearestName(name, Object.keys(names));
    const hint = near === undefined ? {} : { hint: `Did you mean "${near}"?` };
    const place = { part: 'brand' as const, id: brand.id, pointer };
    diagnostics.push({ severity: 'error', code, message: `There is no ${what} "${name}".`, place, ...hint });
  };
  const families = (names: readonly string[] | undefined, pointer: string): void => {
    for (const [i, name] of (names ?? []).entries()) known('font.unknown', 'font family', name, brand.fonts, `${pointer}/${i}`);
  };
  families(brand.fallback, '/fallback');
  for (const [family, files] of Object.entries(brand.fonts)) {
    families(files.fallback, `/fonts/${family}/fallback`);
    for (const kind of ['regular', 'bold', 'italic', 'boldItalic'] as const) {
      known('asset.unknown', 'asset', files[kind], assets, `/fonts/${family}/${kind}`);
    }
  }
  for (const [name, style] of Object.entries(brand.styles)) {
    known('style.unknown', 'paragraph style', style.basedOn, brand.styles, `/styles/${name}/basedOn`);
    known('font.unknown', 'font family', style.font, brand.fonts, `/styles/${name}/font`);
  }
  for (const [name, style] of Object.entries(brand.tableStyles ?? {})) {
    for (const key of ['header', 'cell', 'note', 'total', 'carry', 'group'] as const) {
      known('style.unknown', 'paragraph style', style[key], brand.styles, `/tableStyles/${name}/${key}`);
    }
  }
  diagnostics.push(...checkMasters(brand));
  for (const key of ['logo', 'logoFallback'] as const) {
    const name = brand[key];
    known('asset.unknown', 'asset', name, assets, `/${key}`);
    const bytes = name !== undefined && Object.hasOwn(assets, name) ? assets[name] : undefined;
    if (bytes === undefined || imageType(bytes) !== 'image/svg+xml') continue;
    const place = { part: 'brand' as const, id: brand.id, pointer: `/${key}` };
    for (const { severity, message, hint } of readSvg(bytes).problems) {
      diagnostics.push({ severity, code: 'asset.svg', message: `Asset "${name}": ${message}`, place, hint });
    }
  }
  if (template.brand !== brand.id) {
    const place = { part: 'template' as const, pointer: '/brand' };
    const message = `The template wants the brand "${template.brand}"; it was given "${brand.id}".`;
    diagnostics.push({ severity: 'error', code: 'brand.mismatch', message, place });
  }
  return diagnostics;
}
