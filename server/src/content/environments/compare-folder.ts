import type { Comparison } from '@posthorn/contract';
import { check, type Diagnostic } from '@posthorn/engine';
import type { Actor, Platform } from '../../platform/platform.ts';
import { bundleFromFolder } from '../bundle-from-folder.ts';
import { compareDocuments } from '../compare/compare-documents.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { unmetDuties } from '../duties/refuse-unmet.ts';
import { repeatsIn } from '../json-repeats.ts';
import { forbiddenUses } from '../personal-data/refuse-uses.ts';
import { hashOfJson, parseJsonLines, sha256 } from '../rules.ts';
import { latestVersion, sourcesOf } from '../store.ts';
import type { TemplateFolder, TemplateVersionRow } from '../types.ts';
import { dayOf, pinsOn } from '../validity.ts';
import { refusalsOf } from './refuse-bringing.ts';

/** A part of a template that a folder has otherwise than the newest version here. */
export interface PartDifference {
  readonly part: 'template' | 'brand' | 'block' | 'asset' | 'samples';
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Of templates and blocks: what changed, node by node. */
  readonly nodes?: Comparison['nodes'];
}

export interface FolderComparison {
  readonly templateId: string;
  /** The newest version here, by which a promotion says what it was compared with; absent for a template that is new. */
  readonly against?: { readonly version: number; readonly state: string; readonly hash: string };
  readonly differences: readonly PartDifference[];
  /** What keeps it from being released here: errors, duties that are not met, and personal data that are not for its purpose. */
  readonly obstacles: readonly Diagnostic[];
  /** Names that stand twice in the files: only the last one counts. */
  readonly repeats: readonly Diagnostic[];
}

/**
 * What bringing a folder here would change. Nothing is written.
 * @param actor who would bring it: what they may not write is an obstacle
 * @throws PosthornError those of `bundleFromFolder`
 */
export async function compareFolder(platform: Pick<Platform, 'db' | 'clock'>, path: string, actor?: Actor): Promise<FolderComparison> {
  const read = await bundleFromFolder(path);
  const templateId = read.bundle.template.id;
  const latest = await latestVersion(platform.db, templateId);
  const against = latest && { version: latest.version, state: latest.state, hash: latest.hash };
  return {
    templateId,
    ...(against === undefined ? {} : { against }),
    differences: await differencesTo(platform, read, latest),
    obstacles: [...(actor === undefined ? [] : await refusalsOf(platform.db, actor, read)), ...(await obstaclesTo(platform, read))],
    repeats: repeatsIn(read),
  };
}

async function obstaclesTo(platform: Pick<Platform, 'db' | 'clock'>, { bundle, samples }: TemplateFolder): Promise<readonly Diagnostic[]> {
  const errors = check(bundle).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors;
  const unmet = await unmetDuties(platform.db, bundle.template.id, bundle, parseJsonLines(samples), dayOf(platform.clock()));
  return [...unmet, ...(await forbiddenUses(platform.db, bundle))];
}

async function differencesTo(
  platform: Pick<Platform, 'db' | 'clock'>,
  read: TemplateFolder,
  latest: TemplateVersionRow | undefined,
): Promise<readonly PartDifference[]> {
  const { bundle } = read;
  const id = bundle.template.id;
  const pins = latest === undefined ? [] : pinsOn(latest.manifest, dayOf(platform.clock()));
  const sources = await sourcesOf(
    platform.db,
    'block',
    pins.map(({ versionId }) => versionId),
  );
  const template = documents('template', id, latest?.source, read.template.text);
  const brand =
    latest?.manifest.brand.hash === hashOfJson(read.brand.text) ? [] : [changed('brand', bundle.brand.id, latest !== undefined)];
  const blocks = [...new Set([...pins.map((pin) => pin.id), ...read.blocks.keys()])].sort().flatMap((block) => {
    const pin = pins.find((one) => one.id === block);
    return documents('block', block, pin && sources.get(pin.versionId), read.blocks.get(block)?.text);
  });
  const samples =
    latest !== undefined && latest.manifest.samples === sha256(read.samples) ? [] : [changed('samples', id, latest !== undefined)];
  return [...template, ...brand, ...blocks, ...assets(latest, bundle.assets), ...samples];
}

const changed = (part: PartDifference['part'], id: string, there: boolean): PartDifference => ({
  part,
  id,
  change: there ? 'changed' : 'added',
});

function documents(part: 'template' | 'block', id: string, before: string | undefined, after: string | undefined): PartDifference[] {
  if (before === undefined) return [{ part, id, change: 'added' }];
  if (after === undefined) return [{ part, id, change: 'removed' }];
  if (hashOfJson(before) === hashOfJson(after)) return [];
  return [{ part, id, change: 'changed', nodes: compareDocuments(parse<JsonDocument>(before), parse<JsonDocument>(after)).nodes }];
}

function assets(latest: TemplateVersionRow | undefined, now: { readonly [name: string]: Uint8Array }): PartDifference[] {
  const before = latest?.manifest.assets ?? {};
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().flatMap((id): PartDifference[] => {
    const bytes = Object.hasOwn(now, id) ? now[id] : undefined;
    if (bytes === undefined) return [{ part: 'asset', id, change: 'removed' }];
    if (!Object.hasOwn(before, id)) return [{ part: 'asset', id, change: 'added' }];
    return before[id] === sha256(bytes) ? [] : [{ part: 'asset', id, change: 'changed' }];
  });
}
