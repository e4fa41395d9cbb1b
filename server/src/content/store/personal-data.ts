import type { DataRuleContent } from '@posthorn/contract';
import type { AttributeUse } from '@posthorn/engine/attributes';
import { sql } from 'kysely';
import type { Actor } from '../../platform/platform.ts';
import { actorId, type Reader, type Trx } from './reader.ts';

/** SQL of the register of personal data, and of which attributes the versions of templates use. */

export interface DataRuleRow {
  readonly id: string;
  readonly version: number;
  /** Null where the rule was taken out of the register. */
  readonly content: DataRuleContent | null;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

const columns = sql.raw('v.rule_id as id, v.version, v.content, v.reason, v.at, v.actor_name as by');

/** The rules as they stood at a moment, now if it is not said; those taken out are not among them. */
export async function dataRules(db: Reader, at?: Date): Promise<readonly (DataRuleRow & { readonly content: DataRuleContent })[]> {
  const { rows } = await sql<DataRuleRow & { content: DataRuleContent }>`select * from (
      select distinct on (v.rule_id) ${columns} from content.data_rule_versions v
      where ${at === undefined ? sql`true` : sql`v.at <= ${at}`} order by v.rule_id, v.version desc) newest
    where content is not null order by id`.execute(db);
  return rows;
}

/** Every version of a rule, the newest first. */
export async function dataRuleVersions(db: Reader, id: string): Promise<readonly DataRuleRow[]> {
  return (
    await sql<DataRuleRow>`select ${columns} from content.data_rule_versions v where v.rule_id = ${id} order by v.version desc`.execute(db)
  ).rows;
}

/** @returns false when there is one of this id */
export async function insertDataRule(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into content.data_rules (id, version, created_at) values (${id}, 0, ${at}) on conflict (id) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** The version that a rule has now; nobody else changes it until the transaction ends. */
export async function lockDataRule(trx: Trx, id: string): Promise<number | undefined> {
  return (await sql<{ version: number }>`select version from content.data_rules where id = ${id} for update`.execute(trx)).rows[0]?.version;
}

export async function addDataRuleVersion(trx: Trx, it: Omit<DataRuleRow, 'at' | 'by'>, actor: Actor, at: Date): Promise<void> {
  const content = it.content === null ? null : JSON.stringify(it.content);
  await sql`update content.data_rules set version = ${it.version} where id = ${it.id}`.execute(trx);
  await sql`insert into content.data_rule_versions (rule_id, version, content, reason, at, actor, actor_name)
    values (${it.id}, ${it.version}, ${content}::jsonb, ${it.reason}, ${at}, ${actorId(actor)}, ${actor.name})`.execute(trx);
}

/** What a version uses with the wordings of a day on which they began; '' where it has one wording of everything. */
export async function keptUses(db: Reader, versionId: string, day: string): Promise<readonly AttributeUse[] | undefined> {
  const { rows } = await sql<{ uses: AttributeUse[] }>`select uses from content.attribute_uses
    where version_id = ${versionId} and day = ${day}`.execute(db);
  return rows[0]?.uses;
}

export async function keepUses(
  db: Reader,
  it: {
    readonly versionId: string;
    readonly day: string;
    readonly purpose: string;
    readonly uses: readonly AttributeUse[];
    /** All that the records have by the template's schema. */
    readonly attributes: readonly string[];
  },
): Promise<void> {
  await sql`insert into content.attribute_uses (version_id, day, purpose, uses, attributes)
    values (${it.versionId}, ${it.day}, ${it.purpose}, ${JSON.stringify(it.uses)}::jsonb, ${[...it.attributes]}::text[])
    on conflict (version_id, day) do nothing`.execute(db);
}

/** Released versions whose attributes were not found yet; the newest first. */
export async function versionsWithoutUses(db: Reader): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select v.id from content.template_versions v
    where v.state = 'released' and not exists (select from content.attribute_uses u where u.version_id = v.id)
    order by v.id desc`.execute(db);
  return rows.map(({ id }) => id);
}

/** The released version of a template with what it uses. */
export interface UsesRow {
  readonly templateId: string;
  readonly versionId: string;
  readonly version: number;
  readonly name: string | Record<string, string>;
  readonly purpose: 'contract' | 'service' | 'advertising';
}

/** Of each released version what was found for its wording of a day. */
const wordedOn = (day: string) => sql`select v.template_id, v.id as version_id, v.version, v.head, u.purpose, u.uses, u.attributes
  from content.template_versions v
  cross join lateral (select * from content.attribute_uses a where a.version_id = v.id and a.day <= ${day} order by a.day desc limit 1) u
  where v.state = 'released'`;

export interface AttributeRow {
  readonly path: string;
  /** With `template purpose` of those that use it; empty where none does. */
  readonly users: readonly { readonly templateId: string; readonly purpose: string; readonly whole: boolean }[];
  readonly blocks: number;
}

/** Every attribute that records of released templates have or that these use on a day. */
export async function knownAttributes(db: Reader, day: string): Promise<readonly AttributeRow[]> {
  const { rows } = await sql<AttributeRow>`with released as materialized (${wordedOn(day)}),
    used as (select r.template_id, r.purpose, x ->> 'path' as path, (x ->> 'whole')::boolean as whole,
        case when x -> 'place' ->> 'part' = 'block' then x -> 'place' ->> 'id' end as block
      from released r cross join lateral jsonb_array_elements(r.uses) x),
    users as (select path, template_id, purpose, bool_or(whole) as whole from used group by path, template_id, purpose),
    listed as (select path, jsonb_agg(jsonb_build_object('templateId', template_id, 'purpose', purpose, 'whole', whole)) as users
      from users group by path),
    counted as (select path, count(distinct block)::int as blocks from used group by path),
    had as (select distinct unnest(attributes) as path from released)
    select path, coalesce(listed.users, '[]'::jsonb) as users, coalesce(counted.blocks, 0) as blocks
    from had full join listed using (path) left join counted using (path) order by path`.execute(db);
  return rows;
}

/** Released versions that use an attribute on a day, each with the places. */
export async function usersOfAttribute(
  db: Reader,
  path: string,
  day: string,
): Promise<readonly (UsesRow & { readonly uses: readonly AttributeUse[] })[]> {
  const { rows } = await sql<UsesRow & { uses: AttributeUse[] }>`with released as (${wordedOn(day)})
    select template_id as "templateId", version_id as "versionId", version, purpose,
      head -> 'name' as name, found.uses
    from released cross join lateral
      (select jsonb_agg(x) as uses from jsonb_array_elements(released.uses) x where x ->> 'path' = ${path}) found
    where found.uses is not null order by template_id`.execute(db);
  return rows;
}
