import { api, type ReplyOf, type Run } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { openDataset } from '../intake/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import { after, eventStream, limitOf, pageOf, register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { cancelRun, pauseRun, resumeRun, retryFailures } from './control-run.ts';
import { foreseeRun } from './foresee-run.ts';
import { presentRuns } from './present-run.ts';
import { sendProgress } from './progress.ts';
import { startRun } from './start-run.ts';
import { type FailureRow, listFailures } from './store/failures.ts';
import { findRun, listRuns, type RunRow } from './store/runs.ts';
import type { DeliveredFunction, RouteFunction, RunState } from './types.ts';

type RunFailure = ReplyOf<typeof api.runs.failures>['rows'][number];

/** The endpoints of `contract/src/runs.ts`, but for print streams, which are delivery's. */
export function productionRoutes(
  app: FastifyInstance,
  platform: Platform,
  { delivered, route }: { readonly delivered: DeliveredFunction; readonly route: RouteFunction },
): void {
  const present = async (row: RunRow): Promise<Run> => (await presentRuns(platform, delivered, [row]))[0]!;

  register(app, api.runs.list, async ({ query }) => {
    const limit = limitOf(query);
    const last = after(query);
    const rows = await listRuns(platform.db, {
      limit: limit + 1,
      ...(last === undefined ? {} : { after: last }),
      ...(query.state === undefined || query.state === '' ? {} : { states: query.state.split(',') as RunState[] }),
    });
    const page = pageOf(rows, limit, (row) => row.id);
    return { ...page, rows: await presentRuns(platform, delivered, page.rows) };
  });

  register(app, api.runs.get, async ({ params }) => {
    const run = await findRun(platform.db, params.id);
    if (run === undefined) throw new PosthornError('run.not-found');
    return present(run);
  });

  register(app, api.runs.count, ({ body }) => openDataset(platform, body).count());
  register(app, api.runs.foresee, ({ body }) => foreseeRun(platform, route, body));
  register(app, api.runs.start, async ({ body, actor }) => present(await startRun(platform, actor, body)));
  register(app, api.runs.pause, async ({ params, actor }) => present(await pauseRun(platform, actor, params.id)));
  register(app, api.runs.resume, async ({ params, actor }) => present(await resumeRun(platform, actor, params.id)));
  register(app, api.runs.cancel, async ({ params, actor }) => present(await cancelRun(platform, actor, params.id)));
  register(app, api.runs.retry, async ({ params, actor }) => present(await retryFailures(platform, actor, params.id)));

  register(app, api.runs.failures, async ({ params, query }) => {
    const limit = limitOf(query);
    const last = after(query);
    const rows = await listFailures(platform.db, params.id, {
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      limit: limit + 1,
      ...(last === undefined ? {} : { after: last }),
    });
    const page = pageOf(rows, limit, (row) => row.recordId);
    return { ...page, rows: page.rows.map(presentFailure) };
  });

  register(app, api.runs.progress, ({ query, raw }, reply) =>
    eventStream(raw, reply, (send) => sendProgress(platform, delivered, send, query.run === '' ? undefined : query.run)),
  );
}

function presentFailure({ customerNumber, at, diagnostics, kind: _kind, ...row }: FailureRow): RunFailure {
  return { ...row, at: at.toISOString(), diagnostics: [...diagnostics], ...(customerNumber === null ? {} : { customerNumber }) };
}
