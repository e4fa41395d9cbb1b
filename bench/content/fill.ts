import { sql } from 'kysely';
import type { Platform } from '../../server/src/platform/platform.ts';

/** How much content an organisation of the largest kind has. */
export interface Amounts {
  readonly templates: number;
  readonly blocks: number;
  /** Blocks that a template names itself. */
  readonly blocksPerTemplate: number;
}

/**
 * Fills an empty database as pushes, saves and releases would: every block with a version, every tenth refers to two others; every template
 * with a released version and three runs. The block `b0` stands in every template, as a footer does, `b1` to `b9` in a ninth of them each; the others
 * are spread.
 */
export async function fill({ db }: Pick<Platform, 'db'>, { templates, blocks, blocksPerTemplate }: Amounts): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  const document = `json_build_object('schema', 'posthorn/1', 'kind', 'block', 'id', 'b' || n, 'name', 'Block ' || n, 'body', json_build_array(
    json_build_object('type', 'paragraph', 'id', 'n1', 'text', json_build_object('de', repeat('Ein Satz über Sache ' || n || '. ', 8), 'en', repeat('A sentence on matter ' || n || '. ', 8)))))::text`;
  await run(`insert into content.blocks (id, created_at, department, tags, words)
    select 'b' || n, now(), 'Department ' || n % 20, array['tag' || n % 100], 'b' || n || ' block ' || n from generate_series(0, ${blocks - 1}) n`);
  await run(`insert into content.block_versions (id, block_id, version, hash, source, created_at, created_by)
    select gen_random_uuid(), 'b' || n, 1, md5(n::text), ${document}, now(), 'Bench' from generate_series(0, ${blocks - 1}) n`);
  await run(`insert into content.block_releases (version_id, block_id, state) select id, block_id, 'released' from content.block_versions`);
  await run(`insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
    select 'block', 'b' || n, 'version', 'block', 'b' || (n + step * 7919) % ${blocks}, true
    from generate_series(10, ${blocks - 1}, 10) n, generate_series(1, 2) step on conflict do nothing`);
  await run(`insert into content.templates (id, created_at) select 't' || n, now() from generate_series(1, ${templates}) n`);
  await run(`insert into content.template_versions (id, template_id, version, state, hash, source, samples, manifest, created_at, created_by, released_at, released_by, note)
    select gen_random_uuid(), 't' || n, 1, 'released', md5('t' || n), json_build_object('schema', 'posthorn/1', 'kind', 'template', 'id', 't' || n,
      'name', 'Template ' || n, 'purpose', 'contract', 'brand', 'bench', 'languages', json_build_array('de', 'en'), 'body', json_build_array())::text,
      '', '{}', now(), 'Bench', now(), 'Bench', 'x' from generate_series(1, ${templates}) n`);
  await run(`insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
    select 'template', 't' || n, 'released', 'block', 'b' || case i when 1 then 0 when 2 then 1 + n % 9
      else (n::bigint * 7 + i::bigint * 104729) % ${blocks} end, true
    from generate_series(1, ${templates}) n, generate_series(1, ${blocksPerTemplate}) i on conflict do nothing`);
  // The released version is made of what those blocks refer to as well.
  await run(`insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
    select distinct 'template', t.user_id, 'released', 'block', b.used_id, false from content.uses t
      join content.uses b on b.user_kind = 'block' and b.user_id = t.used_id
    where t.user_kind = 'template' on conflict do nothing`);
  await run(`insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
    select 'template', 't' || n, 'draft', 'block', 'b0', true from generate_series(1, ${templates}, 2) n`);
  await run(`insert into production.runs (id, key, name, template_id, template_version_id, version, purpose, selection, state, month, records, chunks, composed,
      started_at, running_since, started_by)
    select gen_random_uuid(), null, 'Run', v.template_id, v.id, 1, 'contract', '{}', 'done', date_trunc('month', now())::date, 1000, 1, 1000,
      now() - i * interval '9 days', now(), 'Bench' from content.template_versions v, generate_series(1, 3) i`);
  await run(
    'analyze content.uses, content.blocks, content.block_versions, content.block_releases, content.template_versions, production.runs',
  );
}
