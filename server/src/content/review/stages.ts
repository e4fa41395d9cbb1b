import type { api, BodyOf, ReplyOf } from '@posthorn/contract';
import { activeUsers, permissionsOf } from '../../platform/auth/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { contentPolicies } from '../policies.ts';
import { type ClassRow, deleteStages, listStages, putStages, stagesOf } from '../store/review-stages.ts';
import { allStages, stagesAllowed } from './rules.ts';

type Shown = ReplyOf<typeof api.reviews.stages>['rows'][number];

/** Of those who may decide a stage so many are named. */
const mostNamed = 100;

export async function showStages(platform: Pick<Platform, 'db'>): Promise<ReplyOf<typeof api.reviews.stages>> {
  return { rows: (await listStages(platform.db)).map(present) };
}

/** Who may decide each stage today, by their roles. */
export async function showDeciders(platform: Pick<Platform, 'db'>): Promise<ReplyOf<typeof api.reviews.deciders>> {
  const people = (await activeUsers(platform)).map(({ id, name, roles }) => ({
    ...{ id, name },
    stages: stagesAllowed(permissionsOf(roles, [contentPolicies])),
  }));
  return {
    rows: allStages.map((stage) => {
      const found = people.filter(({ stages }) => stages.includes(stage));
      return { stage, total: found.length, people: found.slice(0, mostNamed).map(({ id, name }) => ({ id, name })) };
    }),
  };
}

/** Says the stages of a class. Versions in review keep the stages that they were submitted with. */
export async function setStages(
  platform: Platform,
  actor: Actor,
  templateClass: string,
  { stages, dueDays }: BodyOf<typeof api.reviews.setStages>,
): Promise<Shown> {
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    await putStages(trx, templateClass, { stages, dueDays: dueDays ?? null });
    await platform.audit.append(trx, actor, 'content.set-stages', `template-class/${templateClass}`, { stages, dueDays });
    return present((await listStages(trx)).find((row) => row.class === templateClass)!);
  });
}

/** Lets a class go with all others again; nothing happens where it has no stages of its own. */
export async function clearStages(platform: Platform, actor: Actor, templateClass: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await deleteStages(trx, templateClass))) return;
    const { stages, dueDays } = await stagesOf(trx, templateClass);
    await platform.audit.append(trx, actor, 'content.clear-stages', `template-class/${templateClass}`, {
      stages,
      ...(dueDays === null ? {} : { dueDays }),
    });
  });
}

const present = ({ dueDays, stages, ...row }: ClassRow): Shown => ({
  ...row,
  stages: [...stages],
  ...(dueDays === null ? {} : { dueDays }),
});
