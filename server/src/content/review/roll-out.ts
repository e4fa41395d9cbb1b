import { check } from '@posthorn/engine';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { blocksOn, bundleWith, gatherWith, parse } from '../drafts/gather-parts.ts';
import { unmetDuties } from '../duties/refuse-unmet.ts';
import { pinsOf } from '../manifest.ts';
import { hashOfManifest, parseJsonLines } from '../rules.ts';
import { releasedTemplatesUsing } from '../store/uses.ts';
import { insertVersion, lockTemplate, releasedVersionRow } from '../store.ts';
import type { Manifest, TemplateVersionRow } from '../types.ts';
import { dayOf } from '../validity.ts';
import { releaseTemplateVersion } from './make-released.ts';

/** What a released block asks for: all templates that use it; or one template that was released while blocks changed. */
export type Rollout = { readonly blockId: string; readonly versionId: string } | { readonly templateId: string };

const system: Actor = { kind: 'system', id: 'rollout', name: 'Posthorn' };

/**
 * Gives every released template that uses a block a successor: the same text with the wordings that are released now. Versions that came
 * with a folder keep what the folder said until the block itself is released here. Safe to repeat: what has a successor is left alone.
 */
export async function rollOut(platform: Platform, rollout: Rollout): Promise<void> {
  const templates = 'templateId' in rollout ? [rollout.templateId] : await releasedTemplatesUsing(platform.db, rollout.blockId);
  let followed = 0;
  for (const templateId of templates) if (await follow(platform, templateId, rollout)) followed++;
  platform.log.info({ ...rollout, templates: templates.length, followed }, 'blocks rolled out');
}

async function follow(platform: Platform, templateId: string, rollout: Rollout): Promise<boolean> {
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    const today = dayOf(at);
    await lockTemplate(trx, templateId, at);
    const row = await releasedVersionRow(trx, templateId);
    if (!row) return false;
    const template = parse<JsonDocument>(row.source);
    const parts = await gatherWith(trx, row.manifest.brand.versionId, [template]);
    const released = new Map([...parts.candidates].map(([id, versions]) => [id, versions.filter((one) => one.released)]));
    const manifest: Manifest = {
      ...row.manifest,
      blocks: pinsOf(released, today),
      assets: { ...row.manifest.assets, ...Object.fromEntries(parts.assets) },
    };
    const hash = hashOfManifest(manifest);
    if (hash === row.hash) return false;
    const bundle = await bundleWith(platform, template, parts, blocksOn(parts, today));
    const found = check(bundle).filter(({ severity }) => severity === 'error');
    const errors = found.length > 0 ? found : await unmetDuties(trx, templateId, bundle, parseJsonLines(row.samples), today);
    const because = 'blockId' in rollout ? rollout : {};
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
      const info = await insertVersion(trx, { templateId, hash, source, samples, manifest, authors: [], origin: 'block' }, system.name, at);
      const note = 'blockId' in rollout ? `Block "${rollout.blockId}" was released` : 'Blocks were released meanwhile';
      await releaseTemplateVersion(platform, trx, system, { ...info, source, samples, manifest }, note, { follows: before.id, ...because });
    }
  });
}
