import { api, type ReplyOf } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { idAfter, limitOf, numberAfter, pageOf, register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { dismissRow, mendRow } from './mend-row.ts';
import { findQuarantineRow, listDatasets, listImports, listQuarantine, openReasons } from './read-store.ts';
import type { Sinks } from './types.ts';

type Row = ReplyOf<typeof api.intake.dismiss>;

/** The endpoints of `contract/src/intake.ts`. */
export function intakeRoutes(app: FastifyInstance, platform: Platform, sinks: Sinks): void {
  const { intake } = api;

  register(app, intake.imports, async ({ query }) => {
    const limit = limitOf(query);
    const page = pageOf(await listImports(platform.db, limit + 1, idAfter(query)), limit, (row) => row.id);
    const rows = page.rows.map(({ startedAt, endedAt, error, ...row }) => ({
      ...row,
      startedAt: startedAt.toISOString(),
      ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
      ...(error === null ? {} : { error }),
    }));
    return { ...page, rows };
  });

  register(app, intake.datasets, async () => {
    const rows = await listDatasets(platform.db);
    return {
      rows: rows.map(({ firstDate, lastDate, ...row }) => ({
        ...row,
        ...(firstDate === null ? {} : { firstDate }),
        ...(lastDate === null ? {} : { lastDate }),
      })),
    };
  });

  register(app, intake.quarantine, async ({ query }) => {
    const limit = limitOf(query);
    const { importId, code, state } = query;
    const page = pageOf(
      await listQuarantine(platform.db, { limit: limit + 1, after: numberAfter(query), importId, code, state }),
      limit,
      (row) => row.id,
    );
    return { ...page, rows: page.rows.map(present) };
  });

  register(app, intake.quarantineReasons, async () => ({ rows: await openReasons(platform.db) }));

  register(app, intake.mend, async ({ params, body, actor }) => {
    const loaded = await mendRow(platform, actor, params.id, body.raw, sinks);
    return { row: await show(params.id), loaded };
  });

  register(app, intake.dismiss, async ({ params, body, actor }) => {
    await dismissRow(platform, actor, params.id, body.note);
    return await show(params.id);
  });

  async function show(id: string): Promise<Row> {
    return present((await findQuarantineRow(platform.db, id))!);
  }
}

function present({ at, hint, ...row }: Awaited<ReturnType<typeof listQuarantine>>[number]): Row {
  return { ...row, at: at.toISOString(), ...(hint ? { hint } : {}) };
}
