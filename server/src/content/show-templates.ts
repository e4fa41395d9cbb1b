import type { api, ReplyOf, TemplateSummary, TemplateVersion } from '@posthorn/contract';
import { type Block, check, type Localized, type Template } from '@posthorn/engine';
import type { Static } from 'typebox';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import './errors.ts';
import { bundleOf } from './load-bundle.ts';
import { parseJsonLines } from './rules.ts';
import { currentVersions, latestVersion, releasedVersionRow, versionInfos } from './store.ts';
import type { TemplateVersionInfo, TemplateVersionRow } from './types.ts';

/** Every template with its latest and its released version. */
export async function listTemplates(platform: Pick<Platform, 'db'>): Promise<readonly TemplateSummary[]> {
  const rows = await currentVersions(platform.db);
  return [...Map.groupBy(rows, (row) => row.templateId).values()].map((versions) =>
    summaryOf(
      versions[0]!,
      versions.find((v) => v.state === 'released'),
    ),
  );
}

/** @throws PosthornError `content.unknown-template` */
export async function showTemplate(platform: Pick<Platform, 'db' | 'objects'>, id: string): Promise<ReplyOf<typeof api.content.template>> {
  const latest = await latestVersion(platform.db, id);
  if (!latest) throw new PosthornError('content.unknown-template', { detail: `There is no template "${id}".` });
  const bundle = await bundleOf(platform, latest);
  return {
    template: summaryOf(latest, await releasedVersionRow(platform.db, id)),
    versions: (await versionInfos(platform.db, id)).map(presentVersion),
    blocks: latest.manifest.blocks.map(({ id: block, version }) => ({
      id: block,
      version,
      name: perLanguage(bundle.blocks[block] as Block, bundle.template),
    })),
    diagnostics: check(bundle).map(({ place, ...diagnostic }) => ({
      ...diagnostic,
      place: { part: place.part, pointer: place.pointer, ...(place.id ? { id: place.id } : {}) },
    })),
    samples: parseJsonLines(latest.samples).map((sample, index) => ({ index, label: labelOf(sample, index) })),
    formats: ['pdf', 'email', 'text', 'html', ...(bundle.template.sms ? ['sms'] : [])],
  };
}

function summaryOf(latest: TemplateVersionRow, released: TemplateVersionInfo | undefined): TemplateSummary {
  const template = JSON.parse(latest.source) as Template;
  return {
    id: latest.templateId,
    name: perLanguage(template, template),
    purpose: template.purpose,
    languages: [...template.languages],
    brand: template.brand,
    latest: presentVersion(latest),
    ...(released ? { released: presentVersion(released) } : {}),
  };
}

export function presentVersion(row: TemplateVersionInfo): Static<typeof TemplateVersion> {
  const { id, templateId, version, state, hash, createdAt, createdBy, releasedAt, releasedBy, note } = row;
  return {
    ...{ id, templateId, version, state, hash, createdBy, createdAt: createdAt.toISOString() },
    ...(releasedAt ? { releasedAt: releasedAt.toISOString() } : {}),
    ...(releasedBy ? { releasedBy } : {}),
    ...(note ? { note } : {}),
  };
}

/** Names by language; one for all is that of the template's first language. */
function perLanguage({ name }: { readonly name: Localized<string> }, { languages }: Template): Record<string, string> {
  return typeof name === 'string' ? { [languages[0] ?? 'en']: name } : { ...name };
}

/** What tells samples apart: their first two short texts, wherever they stand. */
function labelOf(sample: unknown, index: number): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (texts.length >= 2) return;
    if (typeof value === 'string' && value !== '' && value.length <= 60) texts.push(value);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) for (const part of Object.values(value)) visit(part);
  };
  visit(sample);
  return texts.join(', ') || String(index + 1);
}
