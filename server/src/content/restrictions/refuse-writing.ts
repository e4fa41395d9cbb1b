import { permissionsOf, rolesOf } from '../../platform/auth/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { contentPolicies } from '../policies.ts';
import type { Reader } from '../store/reader.ts';
import { type AreaRow, areasOf } from '../store/restrictions.ts';
import { lockedChanges } from './locked.ts';

/**
 * Refuses who may not write a template, block or brand, whatever way they go.
 * @throws PosthornError `content.area-restricted`
 */
export async function refuseWriting(db: Reader, actor: Actor, kind: 'template' | 'block' | 'brand', id: string): Promise<void> {
  const areas = await areasOf(db, kind, id);
  if (areas.length === 0) return;
  const roles = await rolesOf(db, actor);
  const closed = areas.find((area) => !mayWrite(area, actor, roles));
  if (closed !== undefined)
    throw new PosthornError('content.area-restricted', {
      detail: `Only some may write the ${kind}s of the ${closed.by} "${closed.value}", and you are not among them.`,
      data: { area: { kind: closed.kind, by: closed.by, value: closed.value, roles: closed.roles } },
    });
}

/** Administrators always may. */
function mayWrite(area: Pick<AreaRow, 'roles' | 'people'>, actor: Actor, roles: readonly string[]): boolean {
  if (roles.includes('administrator') || area.people.includes(actor.id)) return true;
  return area.roles.some((role) => roles.includes(role));
}

/**
 * Refuses a document in which a locked passage is not as it was, or one was locked or unlocked, by who may not lock passages.
 * @throws PosthornError `content.passage-locked` with the ids of the nodes
 */
export async function refuseLockedChange(db: Reader, actor: Actor, before: JsonDocument, after: JsonDocument): Promise<void> {
  const changes = lockedChanges(before, after);
  if (changes.length === 0) return;
  const roles = await rolesOf(db, actor);
  if (permissionsOf(roles, [contentPolicies]).has('content:lock')) return;
  const ids = [...new Set(changes.map(({ id }) => id).filter((id) => id !== ''))];
  throw new PosthornError('content.passage-locked', {
    detail: `${ids.length === 1 ? 'A locked passage was' : 'Locked passages were'} altered, moved, taken away, or locked anew: ${ids.join(', ') || 'without id'}.`,
    fields: ids.map((id) => ({ field: id, message: 'This passage is locked.' })),
    data: { nodeIds: ids },
  });
}
