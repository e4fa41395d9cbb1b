import { sql } from 'kysely';
import { idOrNull, newId } from '../../platform/db/index.ts';
import type { JsonNode } from '../nodes.ts';
import type { TextKind } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of deeds over many drafts at once. */

export interface ReplacementRow {
  readonly id: string;
  /** Passages joined to a block, or one block put in place of another. */
  readonly kind: 'join' | 'merge';
  readonly clusterId: string | null;
  readonly blockId: string;
  readonly blockCreated: boolean;
  readonly at: Date;
  readonly by: string;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly documents: number;
}

export interface ReplacedNode {
  readonly before: JsonNode;
  readonly after: JsonNode;
}
export interface ReplacedDocument {
  readonly kind: TextKind;
  readonly contentId: string;
  readonly draftId: string;
  readonly draftStarted: boolean;
  readonly revisionBefore: number;
  readonly hashAfter: string;
  readonly nodes: readonly ReplacedNode[];
}

const columns = sql.raw(`id, kind, cluster_id as "clusterId", block_id as "blockId", block_created as "blockCreated", at, by,
  undone_at as "undoneAt", undone_by as "undoneBy",
  (select count(*)::int from content.replacement_documents d where d.replacement_id = r.id) as documents`);

export async function insertReplacement(
  trx: Trx,
  it: Pick<ReplacementRow, 'kind' | 'clusterId' | 'blockId' | 'blockCreated'>,
  documents: readonly ReplacedDocument[],
  by: string,
  at: Date,
): Promise<string> {
  const id = newId();
  await sql`insert into content.replacements (id, kind, cluster_id, block_id, block_created, at, by)
    values (${id}, ${it.kind}, ${it.clusterId}, ${it.blockId}, ${it.blockCreated}, ${at}, ${by})`.execute(trx);
  for (const one of documents)
    await sql`insert into content.replacement_documents (replacement_id, kind, content_id, draft_id, draft_started, revision_before, hash_after, nodes)
      values (${id}, ${one.kind}, ${one.contentId}, ${one.draftId}, ${one.draftStarted}, ${one.revisionBefore}, ${one.hashAfter},
        ${JSON.stringify(one.nodes)}::jsonb)`.execute(trx);
  return id;
}

/** Newest first. */
export async function listReplacements(db: Reader, limit: number): Promise<readonly ReplacementRow[]> {
  return (await sql<ReplacementRow>`select ${columns} from content.replacements r order by id desc limit ${limit}`.execute(db)).rows;
}

/** Nobody else undoes it until the transaction ends. */
export async function lockReplacement(trx: Trx, id: string): Promise<ReplacementRow | undefined> {
  return (await sql<ReplacementRow>`select ${columns} from content.replacements r where id = ${idOrNull(id)} for update`.execute(trx))
    .rows[0];
}

export async function replacedDocuments(db: Reader, id: string): Promise<readonly ReplacedDocument[]> {
  const { rows } =
    await sql<ReplacedDocument>`select kind, content_id as "contentId", draft_id as "draftId", draft_started as "draftStarted",
    revision_before as "revisionBefore", hash_after as "hashAfter", nodes from content.replacement_documents
    where replacement_id = ${id} order by kind, content_id`.execute(db);
  return rows;
}

export async function markUndone(trx: Trx, id: string, by: string, at: Date): Promise<void> {
  await sql`update content.replacements set undone_at = ${at}, undone_by = ${by} where id = ${id}`.execute(trx);
}

/** A block that was made and has neither a version nor an open draft any more: its id is free again. */
export async function deleteUnusedBlock(trx: Trx, id: string): Promise<void> {
  await sql`delete from content.blocks b where id = ${id}
    and not exists (select from content.block_versions v where v.block_id = b.id)
    and not exists (select from content.drafts d where d.kind = 'block' and d.content_id = b.id and d.state = 'open')`.execute(trx);
}

/** Drafts and blocks that name a block now, other than itself. */
export async function isUsed(db: Reader, blockId: string): Promise<boolean> {
  const { rows } = await sql`select from content.uses where used_kind = 'block' and used_id = ${blockId} limit 1`.execute(db);
  return rows.length > 0;
}
