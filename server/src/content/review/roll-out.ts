import { check } from '@posthorn/engine';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { blocksOn, bundleWith, gatherWith, parse } from '../drafts/gather-parts.ts';
import { unmetDuties } from '../duties/refuse-unmet.ts';
import { pinsOf } from '../manifest.ts';
import { forbiddenUses } from '../personal-data/refuse-uses.ts';
import { hashOfManifest, parseJsonLines } from '../rules.ts';
import { laterBrand } from '../store/brands.ts';
import type { Trx } from '../store/reader.ts';
import { releasedTemplatesUsing, templatesOfBrand } from '../store/uses.ts';
import { insertVersion, lockTemplate, releasedVersionRow } from '../store.ts';
import type { Manifest, PinnedVersion, TemplateVersionRow } from '../types.ts';
import { type BlockCandidate, dayOf } from '../validity.ts';
import { releaseTemplateVersion } from './make-released.ts';

/** What a released block or brand asks for: all templates that use it; or one template that was released while blocks or its brand changed. */
export type Rollout =
  | { readonly blockId: string; readonly versionId: string }
  | { readonly brandId: string; readonly versionId: string }
  | { readonly templateId: string };

const system: Actor = { kind: 'system', id: 'rollout', name: 'Posthorn' };

/**
 * Gives every released template that uses a block a successor: the same text with the wordings that are released now. Versions that came
 * with a folder keep what the folder said until the block itself is released here. A released brand changes the look of its templates and
 * not a word of them. Safe to repeat: what has a successor is left alone.
 */
export async function rollOut(platform: Platform, rollout: Rollout): Promise<void> {
  const templates = await templatesOf(platform, rollout);
  let followed = 0;
  for (const templateId of templates) if (await follow(platform, templateId, rollout)) followed++;
  platform.log.info({ ...rollout, templates: templates.length, followed }, 'blocks or a brand rolled out');
}

async function templatesOf({ db }: Platform, rollout: Rollout): Promise<readonly string[]> {
  if ('templateId' in rollout) return [rollout.templateId];
  if ('blockId' in rollout) return await releasedTemplatesUsing(db, rollout.blockId);
  return (await templatesOfBrand(db, rollout.brandId)).filter(({ inReleased }) => inReleased).map(({ id }) => id);
}

async function follow(platform: Platform, templateId: string, rollout: Rollout): Promise<boolean> {
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    const today = dayOf(at);
    await lockTemplate(trx, templateId, at);
    const row = await releasedVersionRow(trx, templateId);
    if (!row) return false;
    const template = parse<JsonDocument>(row.source);
    const brand = await brandFor(trx, row.manifest, rollout);
    const gathered = await gatherWith(trx, brand.versionId, [template]);
    const parts = { ...gathered, unreleased: new Map(), candidates: candidatesFor(gathered.candidates, row.manifest, rollout) };
    const manifest: Manifest = {
      ...row.manifest,
      brand,
      blocks: pinsOf(parts.candidates, today),
      assets: { ...row.manifest.assets, ...Object.fromEntries(parts.assets) },
    };
    const hash = hashOfManifest(manifest);
    if (hash === row.hash) return false;
    const bundle = await bundleWith(platform, template, parts, blocksOn(parts, today));
    const found = check(bundle).filter(({ severity }) => severity === 'error');
    const unmet = async () => await unmetDuties(trx, templateId, bundle, parseJsonLines(row.samples), today);
    const errors = found.length > 0 ? found : [...(await unmet()), ...(await forbiddenUses(trx, bundle))];
    const because = 'templateId' in rollout ? {} : rollout;
    if (errors.length > 0) {
      await platform.audit.append(trx, system, 'content.rollout-refused', `template-version/${row.id}`, {
        templateId,
        ...because,
        errors: errors.map(({ message }) => message),
      });
      return false;
    }
    await succeed(row, manifest, hash);
    return true;

    async function succeed(before: TemplateVersionRow, manifest: Manifest, hash: string): Promise<void> {
      const { source, samples } = before;
      const origin = 'brandId' in rollout ? 'brand' : 'block';
      const info = await insertVersion(trx, { templateId, hash, source, samples, manifest, authors: [], origin }, system.name, at);
      await releaseTemplateVersion(platform, trx, system, { ...info, source, samples, manifest }, noteOf(rollout), {
        follows: before.id,
        ...because,
      });
    }
  });
}

function noteOf(rollout: Rollout): string {
  if ('blockId' in rollout) return `Block "${rollout.blockId}" was released`;
  return 'brandId' in rollout ? `Brand "${rollout.brandId}" was released` : 'Blocks or the brand were released meanwhile';
}

/** The brand's newest version that was released in a review; a block alone changes no look. */
async function brandFor(trx: Trx, { brand }: Manifest, rollout: Rollout): Promise<PinnedVersion> {
  const later = 'blockId' in rollout ? undefined : await laterBrand(trx, brand.id, brand.version);
  if (!later) return brand;
  const { id, hash, versionId, version } = later;
  return { id, hash, versionId, version };
}

/** The wordings that are released; where only the look changes those that the version has, as long as they are. */
function candidatesFor(
  candidates: ReadonlyMap<string, readonly BlockCandidate[]>,
  manifest: Manifest,
  rollout: Rollout,
): ReadonlyMap<string, readonly BlockCandidate[]> {
  const pinned = new Set(manifest.blocks.map(({ versionId }) => versionId));
  return new Map(
    [...candidates].flatMap(([id, versions]) => {
      const released = versions.filter((one) => one.released);
      const kept = 'brandId' in rollout ? released.filter(({ versionId }) => pinned.has(versionId)) : [];
      return released.length === 0 ? [] : [[id, kept.length > 0 ? kept : released] as const];
    }),
  );
}
