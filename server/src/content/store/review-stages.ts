import { sql } from 'kysely';
import type { Stage } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of the stages of classes. Templates of a class without stages of its own have those of `standard`, blocks and brands `compliance`. */

export interface StagesRow {
  readonly stages: readonly Stage[];
  /** Until a decision is wanted, where who submits says no day. */
  readonly dueDays: number | null;
}

export interface ClassRow extends StagesRow {
  readonly class: string;
  /** Said of this class itself. */
  readonly own: boolean;
  readonly templates: number;
  /** Versions in review, and those of them that were submitted with other stages, which they keep. */
  readonly open: number;
  readonly openWithOthers: number;
}

const usual: StagesRow = { stages: ['compliance'], dueDays: null };
const apart: ReadonlySet<string> = new Set(['block', 'brand']);

export async function stagesOf(db: Reader, templateClass: string): Promise<StagesRow> {
  const classes = apart.has(templateClass) ? [templateClass] : [templateClass, 'standard'];
  const { rows } = await sql<StagesRow>`select stages, due_days as "dueDays" from content.review_stages
    where class = any(${classes}::text[]) order by class = ${templateClass} desc limit 1`.execute(db);
  return rows[0] ?? usual;
}

/** Every class that something has or that has stages, `standard`, `block` and `brand` always. */
export async function listStages(db: Reader): Promise<readonly ClassRow[]> {
  const { rows } = await sql<ClassRow>`
    with known as (select class, count(*)::int as templates from content.templates group by class),
      named as (select class from known union select class from content.review_stages union values ('standard'), ('block'), ('brand')),
      chosen as (
        select n.class, own.class is not null as own,
          coalesce(own.stages, case when n.class not in ('block', 'brand') then s.stages end, array['compliance']) as stages,
          case when own.class is not null then own.due_days when n.class not in ('block', 'brand') then s.due_days end as "dueDays"
        from named n left join content.review_stages own using (class) left join content.review_stages s on s.class = 'standard'
      )
    select c.*, coalesce(k.templates, 0) as templates, coalesce(r.open, 0) as open, coalesce(r.others, 0) as "openWithOthers"
    from chosen c left join known k using (class)
      left join lateral (select count(*)::int as open, count(*) filter (where stages <> c.stages)::int as others
        from content.reviews where state = 'open' and class = c.class) r on true
    order by c.class not in ('standard'), c.class in ('block', 'brand'), c.class`.execute(db);
  return rows;
}

export async function putStages(trx: Trx, templateClass: string, { stages, dueDays }: StagesRow): Promise<void> {
  await sql`insert into content.review_stages (class, stages, due_days) values (${templateClass}, ${[...stages]}::text[], ${dueDays})
    on conflict (class) do update set stages = excluded.stages, due_days = excluded.due_days`.execute(trx);
}

/** @returns false when it had none of its own */
export async function deleteStages(trx: Trx, templateClass: string): Promise<boolean> {
  const { rows } = await sql`delete from content.review_stages where class = ${templateClass} returning class`.execute(trx);
  return rows.length > 0;
}
