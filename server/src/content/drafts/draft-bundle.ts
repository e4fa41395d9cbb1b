import type { api, DraftBundle, ReplyOf, Sample } from '@posthorn/contract';
import { check, type Diagnostic, type TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { templateInBrand } from '../brands/brand-around.ts';
import { exampleRecord, isExample } from '../brands/example-letter.ts';
import { partsOfBrandDraft } from '../brands/submit-brand.ts';
import { dutiesOf } from '../duties/hold-duties.ts';
import { unmetDuties } from '../duties/refuse-unmet.ts';
import { attributeRules, forbiddenUses } from '../personal-data/refuse-uses.ts';
import { labelOf, parseJsonLines } from '../rules.ts';
import { openDraft } from '../store/drafts.ts';
import { assetSizes } from '../store/images.ts';
import { brandIds, templateRow } from '../store/parts.ts';
import { samplesOf } from '../store/samples.ts';
import { templatesUsing } from '../store/uses.ts';
import { latestVersion } from '../store.ts';
import type { ContentKind, DraftRow } from '../types.ts';
import { dayOf } from '../validity.ts';
import { emptyTemplate, type JsonDocument } from './document.ts';
import { blocksOn, bundleWith, gatherParts, type Parts, parse } from './gather-parts.ts';
import { findDraft } from './show-draft.ts';

type Stores = Pick<Platform, 'db' | 'objects' | 'clock'>;

export interface DraftChoice {
  readonly kind: ContentKind;
  readonly id: string;
  /** For a block or brand: the template to show it in. */
  readonly template?: string;
  /** Another brand than the template's. */
  readonly brand?: string;
  /** A block that the draft does not refer to yet. */
  readonly block?: string;
}

interface Composable {
  readonly draft: DraftRow;
  readonly template: JsonDocument;
  readonly parts: Parts;
  readonly blocks: Record<string, JsonDocument>;
}

/**
 * What the engine needs in the browser to compose a draft: documents as they are, fonts and images by their addresses.
 * @throws PosthornError `content.no-draft`, `content.unknown-brand`, `content.unknown-template`
 */
export async function draftBundle(platform: Stores, choice: DraftChoice): Promise<DraftBundle> {
  const { draft, template, parts, blocks } = await composable(platform, choice);
  const sizes = await assetSizes(platform.db, [...parts.assets.values()]);
  const shown = await templateRow(platform.db, String(template.id));
  return {
    revision: draft.revision,
    template,
    brand: parse(parts.brand.source),
    ...(shown && { class: shown.class }),
    blocks,
    assets: Object.fromEntries(
      [...parts.assets].map(([name, sha256]) => [name, { sha256, url: assetUrl(sha256), bytes: sizes.get(sha256) ?? 0 }]),
    ),
    duties: (await dutiesOf(platform.db, String(template.id), dayOf(platform.clock()))).map((duty) => ({ ...duty })),
    attributeRules: (await attributeRules(platform.db)).map((rule) => ({ ...rule })),
    samples: await samplesToShow(platform, String(template.id)),
  };
}

/** What the engine says to the draft as it was saved last. @throws PosthornError as `draftBundle` */
export async function checkDraft(platform: Stores, kind: ContentKind, id: string): Promise<ReplyOf<typeof api.drafts.check>> {
  const it = await composable(platform, { kind, id });
  const bundle = await bundleWith(platform, it.template, it.parts, it.blocks);
  const found = check(bundle);
  const broken = found.some(({ severity }) => severity === 'error');
  // With its samples, as the release will.
  const unmet = broken ? [] : await unmetOfDraft(platform, it.template, bundle);
  const diagnostics = [...found, ...unmet].map(presentDiagnostic);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return { revision: it.draft.revision, errors, warnings: diagnostics.length - errors, diagnostics };
}

async function unmetOfDraft(platform: Stores, { id }: JsonDocument, bundle: TemplateBundle): Promise<readonly Diagnostic[]> {
  const samples = (await samplesOf(platform.db, String(id))).map(({ record }) => record);
  const unmet = await unmetDuties(platform.db, String(id), bundle, samples, dayOf(platform.clock()));
  return [...unmet, ...(await forbiddenUses(platform.db, bundle))];
}

/** The samples that authors keep; before anybody wrote the template in the browser those that it was pushed with. */
async function samplesToShow({ db }: Pick<Platform, 'db'>, templateId: string): Promise<Sample[]> {
  if (isExample(templateId)) return [{ id: templateId, label: templateId, source: 'written', record: exampleRecord }];
  const kept = await samplesOf(db, templateId);
  if (kept.length > 0) return kept.map((row) => ({ ...row, record: { ...row.record } }));
  const pushed = parseJsonLines((await latestVersion(db, templateId))?.samples ?? '');
  return pushed.map((record, index) => ({ id: `pushed-${index}`, label: labelOf(record, index), source: 'pushed', record }));
}

export const assetUrl = (sha256: string): string => `/api/assets/${sha256}`;

export const presentDiagnostic = ({ place, ...diagnostic }: Diagnostic) => ({
  ...diagnostic,
  place: { part: place.part, pointer: place.pointer, ...(place.id ? { id: place.id } : {}) },
});

async function composable(platform: Stores, choice: DraftChoice): Promise<Composable> {
  const { kind, id } = choice;
  const draft = await findDraft(platform, kind, id);
  const document = parse<JsonDocument>(draft.document);
  if (kind === 'brand') {
    const template = await templateInBrand(platform.db, document, choice.template);
    const parts = await partsOfBrandDraft(platform.db, draft, template);
    return { draft, template, parts, blocks: blocksOn(parts, dayOf(platform.clock())) };
  }
  const own = kind === 'template' ? document : await templateAround(platform, document, choice.template);
  const template = choice.brand === undefined ? own : { ...own, brand: choice.brand };
  const wanted = choice.block === undefined ? [] : [{ body: [{ type: 'block', ref: choice.block }] }];
  const documents = [template, ...(kind === 'template' ? [] : [document]), ...wanted];
  const parts = await gatherParts(platform.db, String(template.brand), documents, new Set(kind === 'block' ? [id] : []));
  const blocks = { ...blocksOn(parts, dayOf(platform.clock())), ...(kind === 'block' ? { [id]: document } : {}) };
  return { draft, template, parts, blocks };
}

/** A template to see a block in: the one that is asked for, one that uses it, or an empty one around it. */
export async function templateAround(platform: Stores, block: JsonDocument, wanted: string | undefined): Promise<JsonDocument> {
  const id = String(block.id);
  const templateId = wanted ?? (await templatesUsing(platform.db, id, 1))[0];
  if (templateId !== undefined) {
    const source =
      (await openDraft(platform.db, 'template', templateId))?.document ?? (await latestVersion(platform.db, templateId))?.source;
    if (source !== undefined) return parse(source);
    if (wanted !== undefined) throw new PosthornError('content.unknown-template', { detail: `There is no template "${wanted}".` });
  }
  return await letterAround(platform, block, id);
}

async function letterAround(platform: Stores, block: JsonDocument, id: string): Promise<JsonDocument> {
  const brand = (await brandIds(platform.db))[0];
  if (brand === undefined) throw new PosthornError('content.unknown-brand', { detail: 'There is no brand yet to show the block with.' });
  const name = block.name as string | Record<string, string>;
  const languages = typeof name === 'string' ? ['en'] : Object.keys(name);
  const names = typeof name === 'string' ? { en: name } : name;
  const { brand: source } = await gatherParts(platform.db, brand, []);
  const master = Object.keys(parse<{ masters: object }>(source.source).masters)[0] ?? 'letter';
  const empty = emptyTemplate({
    id: `around-${id}`,
    name: names,
    purpose: 'service',
    brand,
    languages,
    data: { type: 'object', properties: {} },
    master,
    frames: [],
  });
  return { ...empty, body: [{ type: 'block', id: 'shown', ref: id }] };
}
