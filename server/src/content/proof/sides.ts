import type { Template, TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { templateInBrand } from '../brands/brand-around.ts';
import { exampleRecord } from '../brands/example-letter.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { templateAround } from '../drafts/draft-bundle.ts';
import { blocksOn, bundleWith, gatherParts, gatherWith, parse } from '../drafts/gather-parts.ts';
import { bundleOf, findVersion } from '../load-bundle.ts';
import { parseJsonLines } from '../rules.ts';
import { versionBefore } from '../store/before.ts';
import { blockVersion, brandVersion } from '../store/parts.ts';
import { releasedTemplatesUsing, templatesOfBrand } from '../store/uses.ts';
import { releasedVersionRow } from '../store.ts';
import type { ContentKind } from '../types.ts';
import { dayOf } from '../validity.ts';

type Stores = Pick<Platform, 'db' | 'objects' | 'clock'>;

/** One of two versions, ready to be compiled. */
export interface Side {
  /** Equal for equal bundles. */
  readonly key: string;
  load(): Promise<TemplateBundle>;
}

/** A version and the one that it replaces, in a template that can be composed. */
export interface Sides {
  readonly template: Template;
  /** Of a block or brand: released templates that use it, at most a hundred. Else the template itself. */
  readonly templateIds: readonly string[];
  readonly samples: readonly Readonly<Record<string, unknown>>[];
  /** Absent for a first version. */
  readonly before?: Side & { readonly versionId: string; readonly version: number };
  readonly after: Side;
}

export interface Reviewed {
  readonly versionId: string;
  readonly kind: ContentKind;
  readonly contentId: string;
}

/**
 * Both versions as communications of today would be made with them.
 * @param wanted for a block or brand: the template to see it in
 * @throws PosthornError `content.unknown-version`, `content.unknown-template`, `content.unknown-brand`
 */
export async function sidesOf(platform: Stores, it: Reviewed, wanted?: string): Promise<Sides> {
  if (it.kind === 'brand') return await sidesOfBrand(platform, it, wanted);
  return it.kind === 'template' ? await sidesOfTemplate(platform, it) : await sidesOfBlock(platform, it, wanted);
}

async function sidesOfTemplate(platform: Stores, { versionId }: Reviewed): Promise<Sides> {
  const row = await findVersion(platform, versionId);
  const before = await versionBefore(platform.db, 'template', versionId);
  const day = dayOf(platform.clock());
  const side = (id: string): Side => ({
    key: `${id} ${day}`,
    load: async () => await bundleOf(platform, await findVersion(platform, id), day),
  });
  return {
    template: parse<Template>(row.source),
    templateIds: [row.templateId],
    samples: parseJsonLines(row.samples),
    ...(before ? { before: { ...before, ...side(before.versionId) } } : {}),
    after: side(versionId),
  };
}

async function sidesOfBlock(platform: Stores, { versionId, contentId }: Reviewed, wanted: string | undefined): Promise<Sides> {
  const row = await blockVersion(platform.db, versionId);
  if (!row) throw new PosthornError('content.unknown-version', { detail: `There is no block version ${versionId}.` });
  const document = parse<JsonDocument>(row.source);
  const before = await versionBefore(platform.db, 'block', versionId);
  const templateIds = (await releasedTemplatesUsing(platform.db, contentId)).slice(0, 100);
  const templateId = wanted ?? templateIds[0];
  const around = templateId === undefined ? undefined : await releasedVersionRow(platform.db, templateId);
  if (wanted !== undefined && !around)
    throw new PosthornError('content.unknown-template', { detail: `There is no released template "${wanted}".` });
  const template = around ? parse<JsonDocument>(around.source) : await templateAround(platform, document, undefined);
  const day = dayOf(platform.clock());
  const side = (id: string, source: () => Promise<string>): Side => ({
    key: `${id} in ${around?.id ?? 'an empty letter'} ${day}`,
    load: async () => {
      const block = parse<JsonDocument>(await source());
      const documents = [template, block];
      const parts = around
        ? await gatherWith(platform.db, around.manifest.brand.versionId, documents)
        : await gatherParts(platform.db, String(template.brand), documents, new Set([contentId]));
      return await bundleWith(platform, template, parts, { ...blocksOn(parts, day), [contentId]: block });
    },
  });
  const sourceOf = (id: string) => async () => (await blockVersion(platform.db, id))!.source;
  return {
    template: template as unknown as Template,
    templateIds,
    samples: around ? parseJsonLines(around.samples) : [{}],
    ...(before ? { before: { ...before, ...side(before.versionId, sourceOf(before.versionId)) } } : {}),
    after: side(versionId, async () => row.source),
  };
}

/** The same words with the same blocks in both looks. */
async function sidesOfBrand({ db, objects, clock }: Stores, it: Reviewed, wanted: string | undefined): Promise<Sides> {
  const { versionId, contentId } = it;
  const row = await brandVersion(db, versionId);
  if (!row) throw new PosthornError('content.unknown-version', { detail: `There is no brand version ${versionId}.` });
  const before = await versionBefore(db, 'brand', versionId);
  const users = (await templatesOfBrand(db, contentId)).filter(({ inReleased }) => inReleased);
  const templateIds = users.slice(0, 100).map(({ id }) => id);
  const templateId = wanted ?? templateIds[0];
  const around = templateId === undefined ? undefined : await releasedVersionRow(db, templateId);
  const template = await templateInBrand(db, parse<JsonDocument>(row.source), templateId);
  const day = dayOf(clock());
  const side = (id: string): Side => ({
    key: `${id} in ${around?.id ?? template.id} ${day}`,
    load: async () => {
      const parts = await gatherWith(db, id, [template]);
      return await bundleWith({ objects }, template, parts, blocksOn(parts, day));
    },
  });
  return {
    template: template as unknown as Template,
    templateIds,
    samples: around ? parseJsonLines(around.samples) : [exampleRecord],
    ...(before ? { before: { ...before, ...side(before.versionId) } } : {}),
    after: side(versionId),
  };
}
