import type { api, QueryOf, ReplyOf, TemplateSummary, TemplateVersion } from '@posthorn/contract';
import { type Block, check, type Localized, type Template } from '@posthorn/engine';
import type { Static } from 'typebox';
import { PosthornError } from '../platform/errors/index.ts';
import { after, limitOf, pageOf } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import './errors.ts';
import { presentDiagnostic } from './drafts/draft-bundle.ts';
import { bundleOf } from './load-bundle.ts';
import { labelOf, parseJsonLines } from './rules.ts';
import { listTemplateRows, type TemplateListRow } from './store/templates.ts';
import { latestVersion, versionInfos } from './store.ts';
import type { TemplateVersionInfo } from './types.ts';
import { dayOf } from './validity.ts';

/** Every template with its latest and its released version, and its open draft. */
export async function listTemplates(platform: Pick<Platform, 'db'>): Promise<readonly TemplateSummary[]> {
  return (await listTemplateRows(platform.db, {})).map(summaryOf);
}

/** The same page by page, by id; found by a word of id or name. */
export async function pageOfTemplates(
  platform: Pick<Platform, 'db'>,
  query: QueryOf<typeof api.content.templates>,
): Promise<ReplyOf<typeof api.content.templates>> {
  const limit = limitOf(query);
  const rows = await listTemplateRows(platform.db, { q: query.q, after: after(query), limit: limit + 1 });
  const page = pageOf(rows, limit, ({ id }) => id);
  return { ...page, rows: page.rows.map(summaryOf) };
}

/** A template that has only a draft is shown without versions. @throws PosthornError `content.unknown-template` */
export async function showTemplate(platform: Stores, id: string): Promise<ReplyOf<typeof api.content.template>> {
  const row = (await listTemplateRows(platform.db, { id }))[0];
  const latest = await latestVersion(platform.db, id);
  if (!row) throw new PosthornError('content.unknown-template', { detail: `There is no template "${id}".` });
  const template = summaryOf(row);
  const versions = (await versionInfos(platform.db, id)).map(presentVersion);
  if (!latest) return { template, versions, blocks: [], diagnostics: [], samples: [], formats: [] };
  const bundle = await bundleOf(platform, latest, dayOf(platform.clock()));
  return {
    template,
    versions,
    blocks: latest.manifest.blocks.map(({ id: block, version }) => ({
      id: block,
      version,
      name: perLanguage(bundle.blocks[block] as Block, bundle.template),
    })),
    diagnostics: check(bundle).map(presentDiagnostic),
    samples: parseJsonLines(latest.samples).map((sample, index) => ({ index, label: labelOf(sample, index) })),
    formats: [
      'pdf',
      'email',
      'text',
      'html',
      ...(bundle.template.sms ? ['sms'] : []),
      ...(bundle.template.chat ? ['chat'] : []),
      ...(bundle.template.push ? ['push'] : []),
    ],
  };
}

type Stores = Pick<Platform, 'db' | 'objects' | 'clock'>;

function summaryOf({ id, kind, class: ofClass, head, latest, released, revision, savedAt, savedBy }: TemplateListRow): TemplateSummary {
  const languages = [...(head.languages ?? [])];
  return {
    id,
    name: typeof head.name === 'string' ? { [languages[0] ?? 'en']: head.name } : { ...head.name },
    purpose: head.purpose,
    languages,
    brand: head.brand,
    kind,
    class: ofClass,
    ...(latest ? { latest: presentVersion(latest) } : {}),
    ...(released ? { released: presentVersion(released) } : {}),
    ...(revision !== null && savedAt && savedBy ? { draft: { revision, savedAt: savedAt.toISOString(), savedBy } } : {}),
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
