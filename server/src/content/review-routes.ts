import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { PosthornError } from '../platform/errors/index.ts';
import { type ApiRequest, register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { addAbsence, endAbsence, listAbsences, listColleagues } from './absence/keep-absences.ts';
import { standInsOf } from './absence/stand-in.ts';
import { decideReview, takeBack } from './review/decide-review.ts';
import { chooseReminders, showReminders } from './review/reminders/choose-reminders.ts';
import { showReview, showReviews, type Viewer } from './review/show-reviews.ts';
import { clearStages, setStages, showDeciders, showStages } from './review/stages.ts';
import { submitDraft } from './review/submit-draft.ts';
import { withdrawVersion } from './review/withdraw-version.ts';
import type { OpenRun, ProductionFacts } from './types.ts';

/** The endpoints of `contract/src/content/reviews.ts` and `absences.ts`. */
export function reviewRoutes(app: FastifyInstance, platform: Platform, production: ProductionFacts): void {
  const { absences, reviews } = api;

  const viewerOf = async ({ actor, caller }: Pick<ApiRequest<unknown>, 'actor' | 'caller'>): Promise<Viewer> => ({
    actor,
    permissions: caller.permissions,
    standIns: await standInsOf(platform, actor),
  });
  register(app, reviews.submit, async (request) => {
    const versionId = await submitDraft(platform, request.actor, { ...request.params, ...request.body });
    return await showReview(platform, await viewerOf(request), versionId);
  });
  register(app, reviews.list, async (request) => showReviews(platform, await viewerOf(request), request.query));
  register(app, reviews.get, async (request) => showReview(platform, await viewerOf(request), request.params.id));
  register(app, reviews.decide, async (request) => {
    const { params, body, actor, caller } = request;
    const { releaseAt, ...decision } = body;
    const at = releaseAt === undefined ? {} : { releaseAt: momentOf(releaseAt) };
    await decideReview(platform, actor, caller.permissions, { versionId: params.id, ...decision, ...at });
    return await showReview(platform, await viewerOf(request), params.id);
  });
  register(app, reviews.takeBack, async (request) => {
    await takeBack(platform, request.actor, request.params.id, request.body.comment);
    return await showReview(platform, await viewerOf(request), request.params.id);
  });
  register(app, absences.list, async ({ actor, caller }) => ({ rows: await listAbsences(platform, actor, caller.permissions) }));
  register(app, absences.colleagues, async ({ actor }) => ({ rows: await listColleagues(platform, actor) }));
  register(app, absences.add, ({ actor, body }) => addAbsence(platform, actor, body));
  register(app, absences.end, async ({ actor, caller, params }) => {
    await endAbsence(platform, actor, caller.permissions, params.id);
    return { ok: true };
  });
  register(app, reviews.reminders, ({ actor }) => showReminders(platform, actor));
  register(app, reviews.setReminders, ({ actor, body }) => chooseReminders(platform, actor, body));
  register(app, reviews.stages, () => showStages(platform));
  register(app, reviews.setStages, ({ params, body, actor }) => setStages(platform, actor, params.class, body));
  register(app, reviews.clearStages, async ({ params, actor }) => {
    await clearStages(platform, actor, params.class);
    return { ok: true };
  });
  register(app, reviews.deciders, () => showDeciders(platform));
  register(app, reviews.withdrawal, async ({ params }) => ({ runs: plain(await production.openRuns(params.id)) }));
  register(app, reviews.withdraw, async ({ params, body, actor }) => ({
    runs: plain(await withdrawVersion(platform, production, actor, params.id, body.reason)),
  }));
}

const plain = (runs: readonly OpenRun[]): OpenRun[] => runs.map((run) => ({ ...run }));

function momentOf(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new PosthornError('request.invalid', { detail: `"${text}" is no moment.` });
  return moment;
}
