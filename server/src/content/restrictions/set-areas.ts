import type { api, ReplyOf, WritingArea, WritingAreaContent } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { type AreaRow, deleteArea, putArea, writingAreas } from '../store/restrictions.ts';

export async function listAreas(platform: Pick<Platform, 'db'>): Promise<ReplyOf<typeof api.restrictions.list>> {
  return { rows: (await writingAreas(platform.db)).map(present) };
}

/** Says who may write an area. @throws PosthornError `content.area-unknown` for a way that its kind does not have */
export async function setArea(platform: Platform, actor: Actor, area: WritingAreaContent): Promise<WritingArea> {
  const has = area.by === 'folder' || (area.kind === 'template' ? area.by === 'class' : area.kind === 'block' && area.by === 'department');
  if (!has) throw new PosthornError('content.area-unknown', { detail: `A ${area.kind} has no ${area.by}.` });
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await putArea(trx, area, actor.name, platform.clock());
    await platform.audit.append(trx, actor, 'content.set-area', `writing-area/${row.id}`, area);
    return present(row);
  });
}

/** @throws PosthornError `content.area-unknown` */
export async function removeArea(platform: Platform, actor: Actor, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const row = await deleteArea(trx, id);
    if (row === undefined) throw new PosthornError('content.area-unknown');
    const { kind, by, value, roles, people } = row;
    await platform.audit.append(trx, actor, 'content.remove-area', `writing-area/${id}`, { kind, by, value, roles, people });
  });
}

const present = ({ id, kind, by, value, roles, people, at, by_name }: AreaRow): WritingArea => ({
  ...{ id, kind, by, value, roles: [...roles], people: [...people] },
  setAt: at.toISOString(),
  setBy: by_name,
});
