import type { Actor } from '../../platform/platform.ts';
import type { DecisionRow, ReviewRow, Stage } from '../types.ts';

/** The permission that a stage asks for. */
export const permissionOf = (stage: Stage): string => `content:approve-${stage}`;

/** In the order in which they are usually gone through. */
export const allStages: readonly Stage[] = ['department', 'legal', 'compliance'];
/** The stages that somebody with these permissions may decide. */
export const stagesAllowed = (permissions: ReadonlySet<string>): readonly Stage[] =>
  allStages.filter((stage) => permissions.has(permissionOf(stage)));

/**
 * Whether somebody changed something in a version: nobody releases a change of their own, whoever submitted it. Authors are `kind/id`;
 * of versions from before ids were kept, `name/…`. Posthorn itself (the command line, the demonstration) is no person: who may run it on
 * the machine could write into the database as well.
 */
export function isAuthor(actor: Actor, authors: readonly string[]): boolean {
  if (actor.kind === 'system') return false;
  return authors.includes(`${actor.kind}/${actor.id}`) || authors.includes(`name/${actor.name}`);
}

export type Refusal = 'decided' | 'own-change' | 'decided-before' | 'not-allowed';

/** Why somebody may not decide a review now; undefined when they may. One person decides one stage only. */
export function refusalOf(
  review: Pick<ReviewRow, 'state' | 'stages' | 'stage' | 'authors'>,
  decisions: readonly Pick<DecisionRow, 'actor' | 'insteadOf'>[],
  actor: Actor,
  permissions: ReadonlySet<string>,
): Refusal | undefined {
  if (review.state !== 'open') return 'decided';
  if (isAuthor(actor, review.authors)) return 'own-change';
  if (!permissions.has(permissionOf(review.stages[review.stage]!))) return 'not-allowed';
  const person = `${actor.kind}/${actor.id}`;
  if (decisions.some((one) => one.actor === person || one.insteadOf === person)) return 'decided-before';
  return undefined;
}

/**
 * How somebody may decide a review now: by themselves, in the place of somebody who is away, or not at all. A person who stands in may do
 * what the other might, and no more: nobody's change is released by their deputy.
 */
export function wayToDecide(
  review: Parameters<typeof refusalOf>[0],
  decisions: Parameters<typeof refusalOf>[1],
  viewer: Decider & { readonly standIns: readonly Decider[] },
): { readonly refusal?: Refusal; readonly insteadOf?: Actor } {
  const refusal = refusalOf(review, decisions, viewer.actor, viewer.permissions);
  if (refusal !== 'not-allowed') return refusal ? { refusal } : {};
  const person = `${viewer.actor.kind}/${viewer.actor.id}`;
  // What they may not by themselves was not looked at further.
  if (decisions.some((one) => one.actor === person || one.insteadOf === person)) return { refusal: 'decided-before' };
  const away = viewer.standIns.find((one) => refusalOf(review, decisions, one.actor, one.permissions) === undefined);
  return away ? { insteadOf: away.actor } : { refusal };
}

interface Decider {
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
}

/** What becomes of a review by an approval. */
export function afterApproval(
  { stages, stage }: Pick<ReviewRow, 'stages' | 'stage'>,
  releaseAt: Date | undefined,
  now: Date,
): 'next-stage' | 'scheduled' | 'released' {
  if (stage < stages.length - 1) return 'next-stage';
  return releaseAt !== undefined && releaseAt > now ? 'scheduled' : 'released';
}
