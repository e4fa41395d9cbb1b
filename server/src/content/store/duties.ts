import type { DutyContent } from '@posthorn/contract';
import type { Diagnostic } from '@posthorn/engine';
import { sql } from 'kysely';
import type { Actor } from '../../platform/platform.ts';
import { actorId, type Reader, type Trx } from './reader.ts';

/** SQL of duties, of what templates are about, and of what became of duties in released versions. */

export interface DutyRow {
  readonly id: string;
  readonly version: number;
  readonly content: DutyContent;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

const columns = sql.raw(`v.duty_id as id, v.version, v.content, v.reason, v.at, v.actor_name as by`);

/** Every version of all duties, or of one; the newest first. */
export async function dutyVersions(db: Reader, id?: string): Promise<readonly DutyRow[]> {
  const { rows } = await sql<DutyRow>`select ${columns} from content.duty_versions v
    where ${id === undefined ? sql`true` : sql`v.duty_id = ${id}`} order by v.duty_id, v.version desc`.execute(db);
  return rows;
}

/** Versions of duties that can hold for a class of templates. */
export async function dutyVersionsFor(db: Reader, templateClass: string): Promise<readonly DutyRow[]> {
  const { rows } = await sql<DutyRow>`select ${columns} from content.duty_versions v
    where exists (select from content.duty_versions w where w.duty_id = v.duty_id
      and (w.content -> 'classes' = '[]'::jsonb or w.content -> 'classes' ? ${templateClass}))
    order by v.duty_id, v.version desc`.execute(db);
  return rows;
}

/** @returns false when there is one of this id */
export async function insertDuty(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into content.duties (id, version, created_at) values (${id}, 0, ${at}) on conflict (id) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** The version that a duty has now; nobody else changes it until the transaction ends. */
export async function lockDuty(trx: Trx, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`select version from content.duties where id = ${id} for update`.execute(trx);
  return rows[0]?.version;
}

export async function addDutyVersion(trx: Trx, it: Omit<DutyRow, 'at' | 'by'>, actor: Actor, at: Date): Promise<void> {
  await sql`update content.duties set version = ${it.version} where id = ${it.id}`.execute(trx);
  await sql`insert into content.duty_versions (duty_id, version, content, reason, at, actor, actor_name)
    values (${it.id}, ${it.version}, ${JSON.stringify(it.content)}::jsonb, ${it.reason}, ${at}, ${actorId(actor)}, ${actor.name})`.execute(
    trx,
  );
}

export interface FactsRow {
  readonly templateId: string;
  readonly class: string;
  readonly products: readonly string[];
  readonly countries: readonly string[];
  readonly countryField: string | null;
}
const factsColumns = sql.raw(`t.id as "templateId", t.class, t.products, t.countries, t.country_field as "countryField"`);

export async function factsOf(db: Reader, templateId: string): Promise<FactsRow | undefined> {
  return (await sql<FactsRow>`select ${factsColumns} from content.templates t where id = ${templateId}`.execute(db)).rows[0];
}

export async function putFacts(trx: Trx, it: FactsRow): Promise<void> {
  await sql`update content.templates set class = ${it.class}, products = ${[...it.products]}::text[], countries = ${[...it.countries]}::text[],
    country_field = ${it.countryField} where id = ${it.templateId}`.execute(trx);
}

/** A released version with what its template is about. */
export interface ReleasedRow extends FactsRow {
  readonly versionId: string;
  readonly version: number;
  readonly name: string | Record<string, string>;
}

/** All released versions, or that of one template. */
export async function releasedTemplates(db: Reader, templateId?: string): Promise<readonly ReleasedRow[]> {
  const { rows } = await sql<ReleasedRow>`select ${factsColumns}, v.id as "versionId", v.version,
      v.head -> 'name' as name
    from content.template_versions v join content.templates t on t.id = v.template_id
    where v.state = 'released' and ${templateId === undefined ? sql`true` : sql`t.id = ${templateId}`} order by t.id`.execute(db);
  return rows;
}

export interface VerdictRow {
  readonly versionId: string;
  readonly dutyId: string;
  readonly dutyVersion: number;
  readonly met: boolean;
  readonly findings: readonly Diagnostic[];
  readonly checkedAt: Date;
}

export async function putVerdict(db: Reader, it: VerdictRow): Promise<void> {
  await sql`insert into content.duty_verdicts (version_id, duty_id, duty_version, met, findings, checked_at)
    values (${it.versionId}, ${it.dutyId}, ${it.dutyVersion}, ${it.met}, ${JSON.stringify(it.findings)}::jsonb, ${it.checkedAt})
    on conflict (version_id, duty_id, duty_version)
    do update set met = excluded.met, findings = excluded.findings, checked_at = excluded.checked_at`.execute(db);
}

/** Of released versions: what became of all duties or of one, in all templates or in one. */
export async function verdicts(db: Reader, dutyId?: string, templateId?: string): Promise<readonly VerdictRow[]> {
  const { rows } = await sql<VerdictRow>`select d.version_id as "versionId", d.duty_id as "dutyId", d.duty_version as "dutyVersion", d.met,
      d.findings, d.checked_at as "checkedAt"
    from content.duty_verdicts d join content.template_versions v on v.id = d.version_id where v.state = 'released'
      and ${dutyId === undefined ? sql`true` : sql`d.duty_id = ${dutyId}`}
      and ${templateId === undefined ? sql`true` : sql`v.template_id = ${templateId}`}`.execute(db);
  return rows;
}

/** Blocks that carry the tag `signature`. */
export async function signatureBlocks(db: Reader): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from content.blocks where 'signature' = any(tags) order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Released versions of blocks by `id version`. */
export async function wordings(
  db: Reader,
  wanted: readonly (readonly [block: string, version: number])[],
): Promise<ReadonlyMap<string, string>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    version: number;
    source: string;
  }>`select block_id as id, version, source from content.block_versions
    where block_id || ' ' || version = any(${wanted.map(([id, version]) => `${id} ${version}`)}::text[])`.execute(db);
  return new Map(rows.map(({ id, version, source }) => [`${id} ${version}`, source]));
}
