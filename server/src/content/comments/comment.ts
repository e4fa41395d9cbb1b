import type { api, BodyOf, ContentComment } from '@posthorn/contract';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { shoutDraft } from '../drafts/live.ts';
import { commentById, commentsOf, insertComment, setResolved } from '../store/comments.ts';
import { blockExists, latestBrand, templateRow } from '../store/parts.ts';
import { actorId } from '../store/reader.ts';
import type { CommentRow, ContentKind } from '../types.ts';

/** Comments with their replies, oldest first. */
export async function listComments(platform: Pick<Platform, 'db'>, kind: ContentKind, id: string): Promise<ContentComment[]> {
  const rows = await commentsOf(platform.db, kind, id);
  const replies = Map.groupBy(rows, ({ replyTo }) => replyTo);
  return (replies.get(null) ?? []).map((row) => present(row, replies.get(row.id) ?? []));
}

/**
 * Comments on a passage, on the whole, or replies to a comment; a reply opens what was resolved. Who is mentioned hears of it by the event
 * `content.commented`.
 * @returns the comment, for a reply the one that it belongs to
 * @throws PosthornError `content.unknown-comment`, `content.unknown-template`, `content.unknown-block`,
 *   `content.unknown-brand`
 */
export async function addComment(
  platform: Platform,
  actor: Actor,
  { kind, id }: { readonly kind: ContentKind; readonly id: string },
  body: BodyOf<typeof api.comments.add>,
): Promise<ContentComment> {
  const thread = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const known = await { template: templateRow, block: blockExists, brand: latestBrand }[kind](trx, id);
    if (!known) throw new PosthornError(`content.unknown-${kind}`, { detail: `There is no ${kind} "${id}".` });
    const parent = body.replyTo === undefined ? undefined : await commentById(trx, body.replyTo);
    if (body.replyTo !== undefined && (!parent || parent.kind !== kind || parent.contentId !== id))
      throw new PosthornError('content.unknown-comment');
    const root = parent?.replyTo ?? parent?.id ?? null;
    const commentId = newId();
    const { text, mentions = [], anchor } = body;
    await insertComment(trx, {
      ...{ id: commentId, kind, contentId: id, replyTo: root, anchor: root === null ? (anchor ?? null) : null, text, mentions },
      ...{ actor: actorId(actor), actorName: actor.name, at: platform.clock() },
    });
    if (root !== null) await setResolved(trx, root, null);
    await platform.audit.append(trx, actor, 'content.comment', `${kind}/${id}`, {
      comment: commentId,
      replyTo: root,
      nodeId: anchor?.nodeId,
    });
    await platform.events.publish(trx, 'content.commented', `${kind}/${id}`, { kind, id, commentId, by: actorId(actor), mentions });
    return root ?? commentId;
  });
  await shoutDraft(platform, kind, id, 'comments', {});
  return (await listComments(platform, kind, id)).find((one) => one.id === thread)!;
}

/** @throws PosthornError `content.unknown-comment` */
export async function resolveComment(platform: Platform, actor: Actor, commentId: string, resolved: boolean): Promise<void> {
  const comment = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await commentById(trx, commentId);
    if (!row || row.replyTo !== null) throw new PosthornError('content.unknown-comment');
    await setResolved(trx, row.id, resolved ? { at: platform.clock(), by: actor.name } : null);
    await platform.audit.append(
      trx,
      actor,
      resolved ? 'content.comment-resolve' : 'content.comment-reopen',
      `${row.kind}/${row.contentId}`,
      { comment: row.id },
    );
    return row;
  });
  await shoutDraft(platform, comment.kind, comment.contentId, 'comments', {});
}

function present(row: CommentRow, replies: readonly CommentRow[]): ContentComment {
  return {
    ...sayingOf(row),
    ...(row.anchor ? { anchor: { ...row.anchor } } : {}),
    ...(row.resolvedAt && row.resolvedBy ? { resolvedAt: row.resolvedAt.toISOString(), resolvedBy: row.resolvedBy } : {}),
    replies: replies.map(sayingOf),
  };
}

const sayingOf = ({ id, text, mentions, actor, actorName, at }: CommentRow) => ({
  ...{ id, text, mentions: [...mentions], by: actorName },
  byId: actor.replace(/^\w+\//, ''),
  at: at.toISOString(),
});
