import type { api, ReplyOf, TemplateSummary, TemplateVersion } from '@posthorn/contract';
import { type Block, check, type Localized, type Template } from '@posthorn/engine';
import type { Static } from 'typebox';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import './errors.ts';
import { presentDiagnostic } from './drafts/draft-bundle.ts';
import { bundleOf } from './load-bundle.ts';
import { labelOf, parseJsonLines } from './rules.ts';
import { type TemplateHead, templateHeads } from './store/parts.ts';
import { currentVersions, latestVersion, releasedVersionRow, versionInfos } from './store.ts';
import type { TemplateVersionInfo, TemplateVersionRow } from './types.ts';
import { dayOf } from './validity.ts';

/** Every template with its latest and its released version, and its open draft. */
export async function listTemplates(platform: Pick<Platform, 'db'>): Promise<readonly TemplateSummary[]> {
  const versions = Map.groupBy(await currentVersions(platform.db), (row) => row.templateId);
  return (await templateHeads(platform.db)).flatMap((head) => {
    const known = versions.get(head.id) ?? [];
    const released = known.find(({ state }) => state === 'released');
    return known.length > 0 || head.document !== null ? [summaryOf(head, known[0], released)] : [];
  });
}

/** A template that has only a draft is shown without versions. @throws PosthornError `content.unknown-template` */
export async function showTemplate(platform: Stores, id: string): Promise<ReplyOf<typeof api.content.template>> {
  const head = (await templateHeads(platform.db, id))[0];
  const latest = await latestVersion(platform.db, id);
  if (!head || (!latest && head.document === null))
    throw new PosthornError('content.unknown-template', { detail: `There is no template "${id}".` });
  const template = summaryOf(head, latest, await releasedVersionRow(platform.db, id));
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
    formats: ['pdf', 'email', 'text', 'html', ...(bundle.template.sms ? ['sms'] : []), ...(bundle.template.chat ? ['chat'] : [])],
  };
}

type Stores = Pick<Platform, 'db' | 'objects' | 'clock'>;

function summaryOf(head: TemplateHead, latest: TemplateVersionRow | undefined, released: TemplateVersionInfo | undefined): TemplateSummary {
  const template = JSON.parse((latest?.source ?? head.document!).replace(/^\uFEFF/, '')) as Template;
  const { revision, savedAt, savedBy } = head;
  return {
    id: head.id,
    name: perLanguage(template, template),
    purpose: template.purpose,
    languages: [...template.languages],
    brand: template.brand,
    kind: head.kind,
    class: head.class,
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
