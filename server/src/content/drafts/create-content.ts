import type { api, BodyOf, Draft } from '@posthorn/contract';
import type { Brand } from '@posthorn/engine';
import { openDataset, readRecords } from '../../intake/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { usesOf, withNodeIds } from '../nodes.ts';
import { refuseWriting } from '../restrictions/refuse-writing.ts';
import { labelOf } from '../rules.ts';
import { keepWords } from '../store/blocks.ts';
import { insertBrand } from '../store/brands.ts';
import { insertDraft } from '../store/drafts.ts';
import { brandIds, insertBlock, insertTemplate, latestBrand } from '../store/parts.ts';
import { insertSamples } from '../store/samples.ts';
import { putUses } from '../store/uses.ts';
import type { ContentKind, SampleRow } from '../types.ts';
import { documentText, emptyBlock, emptyTemplate, idFromName, type JsonDocument } from './document.ts';
import { inferSchema } from './infer-schema.ts';
import { presentDraft } from './show-draft.ts';

/** How many records of a dataset tell what its data are like. */
const recordsLookedAt = 200;

/**
 * Creates a template and its first draft: an empty letter of the brand, the data schema from a sample record, from a dataset or as given.
 * @throws PosthornError `content.exists`, `content.unknown-brand`, `content.no-data`
 */
export async function createTemplate(platform: Platform, actor: Actor, request: BodyOf<typeof api.drafts.create>): Promise<Draft> {
  const id = idFor(request.id, request.name);
  const brand = await brandNamed(platform, request.brand);
  const { schema, samples } = await dataOf(platform, request.data);
  const [master, look] = Object.entries(brand.masters)[0] ?? ['letter', {}];
  const template = emptyTemplate({
    id,
    name: request.name,
    ...(request.kind === 'batch' ? {} : { use: request.kind }),
    purpose: request.purpose,
    brand: request.brand,
    languages: request.languages,
    data: schema,
    master,
    frames: frameNames(look),
  });
  return await create(platform, actor, 'template', id, template as unknown as JsonDocument, async (trx, at) => {
    const row = { id, kind: request.kind, class: request.class ?? 'standard' };
    if (!(await insertTemplate(trx, row, at))) return false;
    await insertSamples(trx, id, samples, actor.name, at);
    return true;
  });
}

/** Creates a block and its first draft. @throws PosthornError `content.exists` */
export async function createBlock(platform: Platform, actor: Actor, request: BodyOf<typeof api.drafts.createBlock>): Promise<Draft> {
  const id = idFor(request.id, request.name);
  const block = withNodeIds(emptyBlock(id, request.name, request.parameters ?? [], request.body ?? []));
  const row = { id, department: request.department ?? null, tags: request.tags ?? [] };
  return await create(platform, actor, 'block', id, block as unknown as JsonDocument, (trx, at) => insertBlock(trx, row, at));
}

/** The same within a deed that does more, of a document that is whole. @throws PosthornError `content.exists` */
export async function createBlockIn(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  id: string,
  row: { readonly department: string | null; readonly tags: readonly string[] },
  block: JsonDocument,
): Promise<Draft> {
  return await createIn(platform, trx, actor, 'block', id, block, (at) => insertBlock(trx, { id, ...row }, at));
}

/** A template whose document is written already, within a deed that does more. @throws PosthornError `content.exists` */
export async function createTemplateIn(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  template: JsonDocument,
  sample: Readonly<Record<string, unknown>>,
): Promise<Draft> {
  const id = String(template.id);
  return await createIn(platform, trx, actor, 'template', id, template, async (at) => {
    if (!(await insertTemplate(trx, { id, kind: 'batch', class: 'standard' }, at))) return false;
    await insertSamples(trx, id, [{ label: labelOf(sample, 0), source: 'written', record: sample }], actor.name, at);
    return true;
  });
}

/** A brand whose document is written already. @throws PosthornError `content.exists` */
export async function createBrandDraft(platform: Platform, actor: Actor, id: string, brand: JsonDocument): Promise<Draft> {
  return await create(platform, actor, 'brand', id, brand, (trx, at) => insertBrand(trx, id, at));
}

type Trx = Parameters<typeof insertDraft>[0];

async function create(
  platform: Platform,
  actor: Actor,
  kind: ContentKind,
  id: string,
  document: JsonDocument,
  insertParent: (trx: Trx, at: Date) => Promise<boolean>,
): Promise<Draft> {
  return await transaction(platform.db, { log: platform.log }, (trx) =>
    createIn(platform, trx, actor, kind, id, document, (at) => insertParent(trx, at)),
  );
}

async function createIn(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  kind: ContentKind,
  id: string,
  document: JsonDocument,
  insertParent: (at: Date) => Promise<boolean>,
): Promise<Draft> {
  const text = documentText(kind, id, document);
  const at = platform.clock();
  if (!(await insertParent(at))) throw new PosthornError('content.exists', { detail: `There is a ${kind} "${id}" already.` });
  await refuseWriting(trx, actor, kind, id);
  const draft = await insertDraft(trx, { kind, contentId: id, ...text }, actor, at);
  await putUses(trx, { kind, id, place: 'draft' }, usesOf(document));
  if (kind === 'block') await keepWords(trx, id, document.name);
  await platform.audit.append(trx, actor, 'content.create', `${kind}/${id}`, { hash: text.hash });
  return presentDraft(draft!, undefined);
}

function idFor(given: string | undefined, name: Readonly<Record<string, string>>): string {
  const id = given ?? idFromName(Object.values(name)[0]!);
  if (id === '') throw new PosthornError('content.document-invalid', { detail: 'No id can be made from this name: give one.' });
  return id;
}

async function brandNamed(platform: Platform, id: string): Promise<Brand> {
  const brand = await latestBrand(platform.db, id);
  if (brand) return JSON.parse(brand.source.replace(/^\uFEFF/, '')) as Brand;
  const known = await brandIds(platform.db);
  throw new PosthornError('content.unknown-brand', {
    detail: `There is no brand "${id}".`,
    ...(known.length > 0 ? { hint: `There are: ${known.join(', ')}.` } : {}),
  });
}

async function dataOf(
  platform: Platform,
  data: BodyOf<typeof api.drafts.create>['data'],
): Promise<{ schema: JsonDocument; samples: readonly Omit<SampleRow, 'id'>[] }> {
  if ('schema' in data) return { schema: data.schema, samples: [] };
  if ('sample' in data) {
    const label = labelOf(data.sample, 0);
    return { schema: inferSchema([data.sample]), samples: [{ label, source: 'written', record: data.sample }] };
  }
  const ids = await openDataset(platform, { dataset: data.dataset, limit: recordsLookedAt }).ids();
  if (ids.length === 0) throw new PosthornError('content.no-data', { detail: `The dataset "${data.dataset}" has no records.` });
  const records = await readRecords(platform, ids);
  return { schema: inferSchema(records.map((record) => record.data)), samples: [] };
}

/** Names of the frames that pages of a master have. */
function frameNames(master: unknown): readonly string[] {
  const pages = Object.values(master as object).filter(
    (page): page is { frames?: { name?: unknown }[] } => typeof page === 'object' && page !== null,
  );
  return pages.flatMap((page) =>
    (Array.isArray(page.frames) ? page.frames : []).flatMap(({ name }) => (typeof name === 'string' ? [name] : [])),
  );
}
