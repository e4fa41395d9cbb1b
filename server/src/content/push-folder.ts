import { check, type Diagnostic } from '@posthorn/engine';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { bundleFromFolder } from './bundle-from-folder.ts';
import type { JsonDocument } from './drafts/document.ts';
import { refuseBringing } from './environments/refuse-bringing.ts';
import { repeatsIn } from './json-repeats.ts';
import { usesOf } from './nodes.ts';
import { hashOfJson, hashOfManifest, parseJsonLines, sha256 } from './rules.ts';
import { keepWords } from './store/blocks.ts';
import { keepBrandAssets } from './store/images.ts';
import { keepUse } from './store/parts.ts';
import { actorId, type Trx } from './store/reader.ts';
import { putUses } from './store/uses.ts';
import { insertAsset, insertVersion, latestVersion, lockTemplate, missingAssets, pinPart } from './store.ts';
import type { Manifest, PinnedVersion, TemplateFolder, TemplateVersionInfo } from './types.ts';

export interface Pushed {
  readonly version: TemplateVersionInfo;
  /** False when the latest version is the same: nothing was written. */
  readonly changed: boolean;
  /** Errors of the template: it is kept as a draft, but cannot be released. */
  readonly errors: number;
  /** Names that stand twice in the files: only the last one counts. */
  readonly repeats: readonly Diagnostic[];
}

/**
 * Brings a template from its folder into the database: a new draft version when anything of it changed (template, brand, a block, an
 * asset, the samples), nothing otherwise.
 * @param expected what the folder was compared with: the hash of the newest version, null where there was none
 * @throws PosthornError those of `bundleFromFolder`, `data.invalid` for samples that are no JSON Lines, `content.promotion-conflict`,
 *   `content.area-restricted`, `content.passage-locked`
 */
export async function pushFolder(
  platform: Platform,
  actor: Actor,
  path: string,
  expected: { readonly against?: string | null } = {},
): Promise<Pushed> {
  const read = await bundleFromFolder(path);
  checkSamples(read);
  const assets = await keepAssets(platform, read);
  const errors = check(read.bundle).filter((diagnostic) => diagnostic.severity === 'error').length;
  const repeats = repeatsIn(read);
  const templateId = read.bundle.template.id;
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    await lockTemplate(trx, templateId, at);
    await refuseBringing(trx, actor, read);
    if (expected.against !== undefined) await refuseOther(trx, templateId, expected.against);
    const brand = { id: read.bundle.brand.id, hash: hashOfJson(read.brand.text), source: read.brand.text };
    const manifest: Manifest = {
      template: { hash: hashOfJson(read.template.text) },
      brand: await pinBrand(),
      blocks: await pinBlocks(),
      assets,
      samples: sha256(read.samples),
    };
    const own = Object.keys(read.bundle.brand.assets ?? {});
    await keepUse(trx, templateId, read.bundle.template.use);
    await keepBrandAssets(trx, manifest.brand.versionId, Object.fromEntries(own.map((name) => [name, assets[name]!])));
    const hash = hashOfManifest(manifest);
    const latest = await latestVersion(trx, templateId);
    if (latest?.hash === hash) return { version: latest, changed: false, errors, repeats };
    const version = await insertVersion(
      trx,
      { templateId, hash, source: read.template.text, samples: read.samples, manifest, authors: [actorId(actor)], origin: 'folder' },
      actor.name,
      at,
    );
    await platform.audit.append(trx, actor, 'content.push', `template-version/${version.id}`, {
      templateId,
      version: version.version,
      hash,
    });
    return { version, changed: true, errors, repeats };

    async function pinBrand() {
      await putUses(trx, { kind: 'brand', id: brand.id, place: 'version' }, usesOf(read.bundle.brand as unknown as JsonDocument));
      return await pinPart(trx, 'brand', brand, actor.name, at);
    }

    async function pinBlocks() {
      const pinned = [];
      for (const [id, { text }] of read.blocks) pinned.push(await pinBlock(trx, id, text, actor, at));
      return pinned;
    }
  });
}

/** Between the look at the difference and the promotion nobody may have made another version. */
async function refuseOther(trx: Trx, templateId: string, against: string | null): Promise<void> {
  const latest = await latestVersion(trx, templateId);
  if ((latest?.hash ?? null) === against) return;
  const now = latest ? `version ${latest.version}, made by ${latest.createdBy}` : 'no version';
  throw new PosthornError('content.promotion-conflict', {
    detail: `"${templateId}" now has ${now}, which the difference was not shown against.`,
  });
}

async function pinBlock(trx: Trx, id: string, text: string, actor: Actor, at: Date): Promise<PinnedVersion> {
  const pin = await pinPart(trx, 'block', { id, hash: hashOfJson(text), source: text }, actor.name, at);
  const document = JSON.parse(text.replace(/^\uFEFF/, '')) as JsonDocument;
  await putUses(trx, { kind: 'block', id, place: 'version' }, usesOf(document));
  await keepWords(trx, id, document.name);
  return pin;
}

function checkSamples({ samples, folder }: TemplateFolder): void {
  try {
    parseJsonLines(samples);
  } catch (cause) {
    throw new PosthornError('data.invalid', { detail: `${folder}/sample.jsonl, ${(cause as Error).message}.`, cause });
  }
}

/** Puts assets that are new into the object store, before the rows that name them. @returns hashes by name */
async function keepAssets(platform: Platform, { bundle }: TemplateFolder): Promise<Record<string, string>> {
  const hashes = Object.fromEntries(Object.entries(bundle.assets).map(([name, bytes]) => [name, sha256(bytes)]));
  const missing = await missingAssets(platform.db, Object.values(hashes));
  for (const [name, bytes] of Object.entries(bundle.assets)) {
    const hash = hashes[name]!;
    if (!missing.has(hash)) continue;
    const key = `assets/${hash}`;
    await platform.objects.put(key, bytes);
    await transaction(platform.db, { log: platform.log }, (trx) =>
      insertAsset(trx, { sha256: hash, key, bytes: bytes.length }, platform.clock()),
    );
  }
  return hashes;
}
