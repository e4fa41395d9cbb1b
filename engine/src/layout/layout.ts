import type { Diagnostic } from '../diagnostics.ts';
import type { ResolvedDocument } from '../resolve/resolved.ts';
import type { Brand } from '../template/model.ts';
import type { FontFace } from '../text/font-face.ts';
import { HYPHENATED_LANGUAGES, type Hyphenator, loadHyphenator } from '../text/hyphenation.ts';
import { Typesetter } from '../text/typesetter.ts';
import { Budget } from './budget.ts';
import type { LaidOutDocument } from './display-list.ts';
import { type EnclosedPdf, Enclosures } from './enclosure.ts';
import type { PlacedOffer } from './fillers.ts';
import { Findings } from './findings.ts';
import { fontFamilies, loadFaces } from './fonts.ts';
import { adoptFurnitureLinks, hasFurnitureLinks } from './furniture-links.ts';
import type { BarcodePath, Graphics, ImageSize } from './graphics.ts';
import { type Imposed, impose } from './imposition/impose.ts';
import { Outline } from './outline.ts';
import { layOutPages } from './pages.ts';
import type { Scope } from './scope.ts';
import type { FillSlots } from './slots.ts';
import type { Sources } from './sources.ts';
import { structureNode } from './structure-node.ts';
import { resolveStyles, type Styles } from './styles.ts';

export type { BarcodePath, Graphics, ImageSize } from './graphics.ts';

/** What layout needs from others. */
export interface LayoutDeps {
  /** Reads an image's size from its bytes. @throws Error when they are no image. */
  imageSize(bytes: Uint8Array): ImageSize;
  barcodePath: Graphics['barcodePath'];
  /** Languages whose hyphenation patterns are loaded (a tenth of a second for all, once a process); all if absent. */
  readonly languages?: readonly string[];
}

/** A brand made ready for laying documents out: fonts read, styles resolved, caches that outlive documents. */
export interface LayoutContext {
  readonly brand: Brand;
  readonly styles: Styles;
  readonly typesetter: Typesetter;
  readonly graphics: Graphics;
  /** Every font face, by asset name. */
  readonly faces: ReadonlyMap<string, FontFace>;
  /** PDFs that can be enclosed, by asset name. */
  readonly enclosures?: ReadonlyMap<string, EnclosedPdf>;
}

/**
 * Makes a brand ready, once per program.
 * @param assets by the names that the brand's fonts and the documents' images use
 * @throws FontError when a font's asset is missing or no TrueType font
 */
export async function prepareLayout(
  brand: Brand,
  assets: { readonly [name: string]: Uint8Array },
  deps: LayoutDeps,
): Promise<LayoutContext> {
  const faces = await loadFaces(brand, assets);
  const fonts = fontFamilies(brand, faces);
  const typesetter = new Typesetter(await loadHyphenators(deps.languages ?? HYPHENATED_LANGUAGES));
  return { brand, styles: resolveStyles(brand, fonts), typesetter, graphics: graphicsOf(assets, deps), faces };
}

/**
 * Lays a resolved document out on pages.
 * @param plainRows whether rows of plain texts may come as one item and one node each; see `textsApart`
 * @throws Error when the brand has no such master
 */
export function layOut(
  context: LayoutContext,
  resolved: ResolvedDocument,
  masterName: string,
  fillSlots?: FillSlots,
  sources?: Sources,
  plainRows = false,
): { readonly document: LaidOutDocument; readonly offers: readonly PlacedOffer[]; readonly diagnostics: Diagnostic[] } {
  const master = context.brand.masters[masterName];
  if (master === undefined) throw new Error(`Brand “${context.brand.id}” has no page master “${masterName}”`);
  const findings = new Findings();
  const budget = new Budget();
  const enclosures = new Enclosures(context.enclosures);
  const root = structureNode('Document');
  const scope: Scope = {
    styles: context.styles,
    typesetter: context.typesetter,
    graphics: context.graphics,
    findings,
    budget,
    offers: [],
    language: resolved.language,
    decimalSeparator: decimalSeparator(resolved.locale),
    x: 0,
    width: 0,
    pageHeight: 0,
    leastHeight: 0,
    parent: null,
    group: undefined,
    page: undefined,
    running: undefined,
    enclosures,
    notes: undefined,
    out: [],
    outline: new Outline(),
    plainRows,
    sources,
  };
  const laidOut = layOutPages(scope, resolved, master, (name) => context.brand.masters[name], root, fillSlots);
  const finished = hasFurnitureLinks(laidOut) ? adoptFurnitureLinks(root, laidOut) : laidOut;
  const enclosed = enclosures.isEmpty ? [] : enclosures.pages(root);
  const bookmarks = scope.outline.entries(finished.length + enclosed.length);
  const { pages: own, outline } = imposed({ pages: finished, outline: bookmarks }, resolved, findings);
  // An enclosed page keeps a sheet of its own.
  const pages = enclosed.length === 0 ? own : [...own, ...enclosed];
  const { title, language, author } = resolved;
  budget.report(findings);
  const bookmarked = outline === undefined ? undefined : { outline };
  return {
    document: { pages, structure: root, title, language, author, ...bookmarked },
    offers: scope.offers,
    diagnostics: findings.diagnostics,
  };
}

/** The pages as they are printed. */
function imposed(pages: Imposed, { imposition, language }: ResolvedDocument, findings: Findings): Imposed {
  return imposition === undefined ? pages : impose(pages, imposition, language, findings);
}

async function loadHyphenators(languages: readonly string[]): Promise<Map<string, Hyphenator>> {
  const hyphenators = new Map<string, Hyphenator>();
  for (const language of languages) {
    const hyphenator = await loadHyphenator(language);
    if (hyphenator !== undefined) hyphenators.set(language.toLowerCase(), hyphenator);
  }
  return hyphenators;
}

/** Sizes of images are read once. */
function graphicsOf(assets: { readonly [name: string]: Uint8Array }, deps: LayoutDeps): Graphics {
  const sizes = new Map<string, ImageSize>();
  return {
    imageSize(asset) {
      const bytes = Object.hasOwn(assets, asset) ? assets[asset] : undefined;
      let size = sizes.get(asset);
      if (size === undefined && bytes !== undefined) {
        size = deps.imageSize(bytes);
        sizes.set(asset, size);
      }
      return size;
    },
    barcodePath: (symbology, payload, aspect): BarcodePath => deps.barcodePath(symbology, payload, aspect),
  };
}

const separators = new Map<string, string>();

function decimalSeparator(locale: string): string {
  let separator = separators.get(locale);
  if (separator === undefined) {
    separator = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
    separators.set(locale, separator);
  }
  return separator;
}
