import { type RawBuilder, sql } from 'kysely';
import type { TemplateVersionInfo } from '../types.ts';
import type { Reader } from './reader.ts';

/** SQL of lists of templates: what they show is kept beside the documents, which nobody reads for it. */

/** What a document says of itself, as the database keeps it. */
export interface TemplateHeadline {
  readonly name: string | Readonly<Record<string, string>> | null;
  readonly purpose: string;
  readonly languages: readonly string[] | null;
  readonly brand: string;
}

export interface TemplateListRow {
  readonly id: string;
  readonly kind: 'batch' | 'on-demand' | 'interactive';
  readonly class: string;
  readonly head: TemplateHeadline;
  readonly latest: TemplateVersionInfo | null;
  readonly released: TemplateVersionInfo | null;
  readonly revision: number | null;
  readonly savedAt: Date | null;
  readonly savedBy: string | null;
}

export interface TemplateFilter {
  readonly id?: string | undefined;
  readonly q?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** A version as JSON of the columns that lists show. */
const versionAs = (alias: string): RawBuilder<unknown> =>
  sql.raw(`jsonb_build_object('id', ${alias}.id, 'templateId', ${alias}.template_id, 'version', ${alias}.version, 'state', ${alias}.state,
    'hash', ${alias}.hash, 'createdAt', ${alias}.created_at, 'createdBy', ${alias}.created_by, 'releasedAt', ${alias}.released_at,
    'releasedBy', ${alias}.released_by, 'note', ${alias}.note, 'authors', ${alias}.authors, 'origin', ${alias}.origin)`);

/** By id: templates with their newest and their released version and their open draft. Those that have neither are left out. */
export async function listTemplateRows(db: Reader, { id, q, after, limit }: TemplateFilter): Promise<readonly TemplateListRow[]> {
  const pattern = q ? `%${q.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : undefined;
  const where = [
    sql`coalesce(v.id, d.id) is not null`,
    ...(id === undefined ? [] : [sql`t.id = ${id}`]),
    ...(after === undefined ? [] : [sql`t.id > ${after}`]),
    ...(pattern === undefined
      ? []
      : [sql`(lower(t.id) like ${pattern} or lower((coalesce(v.head, d.head) -> 'name')::text) like ${pattern})`]),
  ];
  const { rows } = await sql<TemplateListRow>`
    select t.id, t.kind, t.class, coalesce(v.head, d.head) as head,
      case when v.id is not null then ${versionAs('v')} end as latest, case when r.id is not null then ${versionAs('r')} end as released,
      d.revision, d.saved_at as "savedAt", d.saved_by as "savedBy"
    from content.templates t
      left join lateral (select * from content.template_versions where template_id = t.id order by version desc limit 1) v on true
      left join content.template_versions r on r.template_id = t.id and r.state = 'released'
      left join content.drafts d on d.kind = 'template' and d.content_id = t.id and d.state = 'open'
    where ${sql.join(where, sql` and `)} order by t.id ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db);
  return rows.map((row) => ({ ...row, latest: revived(row.latest), released: revived(row.released) }));
}

/** Dates came as texts of JSON. */
const revived = (version: TemplateVersionInfo | null): TemplateVersionInfo | null =>
  version && {
    ...version,
    createdAt: new Date(version.createdAt),
    releasedAt: version.releasedAt && new Date(version.releasedAt),
  };
