import type { Diagnostic } from '../../../diagnostics.ts';
import { pagesOf } from '../../../layout/enclosure.ts';
import type { TemplateBundle } from '../../../template/model.ts';
import { objectsOf } from '../../../template/objects-of.ts';
import { type Enclosed, readEnclosure } from './read-enclosure.ts';

/** Names of the assets that a bundle encloses. */
export function enclosedAssets(bundle: TemplateBundle): Set<string> {
  return new Set(objectsOf(bundle).flatMap(({ type, asset }) => (type === 'enclosure' && typeof asset === 'string' ? [asset] : [])));
}

/** The PDFs that a bundle encloses, opened, with the pages that it takes of each. @throws Error where `checkEnclosures` finds an error */
export function enclosuresOf(bundle: TemplateBundle): Map<string, { readonly enclosed: Enclosed; readonly wanted: ReadonlySet<number> }> {
  const opened = new Map<string, { enclosed: Enclosed; wanted: Set<number> }>();
  for (const { type, asset, pages } of objectsOf(bundle)) {
    if (type !== 'enclosure' || typeof asset !== 'string') continue;
    const enclosed = readEnclosure(bundle.assets[asset]!);
    if ('refused' in enclosed) throw new Error(`“${asset}” cannot be enclosed: ${enclosed.refused}`);
    const known = opened.get(asset) ?? { enclosed, wanted: new Set<number>() };
    for (const page of pagesOf(pages as string | undefined, enclosed.pages.length) ?? []) known.wanted.add(page);
    opened.set(asset, known);
  }
  return opened;
}

/** Looks whether the PDFs that a bundle encloses can be enclosed, and what the letter is no longer with them. */
export function checkEnclosures(bundle: TemplateBundle): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const asset of enclosedAssets(bundle)) {
    const bytes = Object.hasOwn(bundle.assets, asset) ? bundle.assets[asset] : undefined;
    if (bytes === undefined) continue;
    const place = { part: 'asset' as const, id: asset, pointer: '' };
    const read = readEnclosure(bytes);
    if ('refused' in read) {
      const message = `“${asset}” cannot be enclosed: ${read.refused}.`;
      diagnostics.push({ severity: 'error', code: 'enclosure.refused', message, place, hint: read.hint });
      continue;
    }
    if (!read.claims.accessible) {
      const why = read.tagged ? 'is not PDF/UA' : 'has no structure to be read';
      const message = `“${asset}” ${why}; a letter with it is not PDF/UA.`;
      const hint = read.tagged ? 'Give a PDF/UA file.' : 'Give a tagged PDF. Until then its pages are read as figures by "alt".';
      diagnostics.push({ severity: 'warning', code: 'enclosure.not-accessible', message, place, hint });
    }
    if (read.claims.archive !== 'A') {
      const loss =
        read.claims.archive === 'none'
          ? 'is no PDF/A that fits; a letter with it is not PDF/A'
          : 'is PDF/A without structure; a letter with it is PDF/A-2b';
      diagnostics.push({
        severity: 'warning',
        code: 'enclosure.not-archivable',
        message: `“${asset}” ${loss}.`,
        place,
        hint: 'Give a PDF/A-2a or PDF/A-3a file in RGB colours.',
      });
    }
  }
  return diagnostics;
}
