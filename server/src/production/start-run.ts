import type { SendingHours } from '@posthorn/contract';
import type { Transaction } from 'kysely';
import { listTemplates, releasedVersion } from '../content/index.ts';
import { openDataset } from '../intake/index.ts';
import { monthOf, newId, transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { composeJob } from './job-names.ts';
import { refuseQuestions } from './refuse-questions.ts';
import { planChunks, runKey } from './rules.ts';
import { ensureCommunicationMonth } from './store/communications.ts';
import { findRun, findRunByKey, insertChunks, insertRun, type NewRun, type RunRow } from './store/runs.ts';
import type { RunStarted, Selection } from './types.ts';
import { versionBundle } from './version-bundle.ts';

/** What is asked for when a run is started. */
export interface RunRequest {
  readonly templateId: string;
  readonly selection: Selection;
  /** What people call it; made from template and selection if absent. */
  readonly name?: string;
  /** Of each customer's day, in which its messages may go out; any if absent. */
  readonly hours?: SendingHours;
}

/**
 * Starts a run: fixes the released version and the records, deals them out to chunks and enqueues a job for each, all in one
 * transaction. Composing begins as soon as a worker is free.
 * @param also what belongs to it for whoever starts it, in the same transaction
 * @throws PosthornError `run.unknown-template`, `run.not-released`, `run.needs-answers`, `run.bad-selection`, `run.empty-selection`, `run.started-already`
 */
export async function startRun(
  platform: Platform,
  actor: Actor,
  request: RunRequest,
  also: (trx: Transaction<unknown>, runId: string) => Promise<void> = async () => {},
): Promise<RunRow> {
  const selection = checkedSelection(request.selection);
  const version = await versionToRun(platform, request.templateId);
  const bundle = await versionBundle(platform, version.id);
  refuseQuestions(bundle);
  const recordIds = await openDataset(platform, selection).ids();
  if (recordIds.length === 0)
    throw new PosthornError('run.empty-selection', { detail: `The dataset "${selection.dataset}" holds no such records.` });
  const chunks = planChunks(recordIds).map((ids, index) => ({ number: index + 1, recordIds: ids }));
  const startedAt = platform.clock();
  const run: NewRun = {
    id: newId(),
    key: runKey(version.id, selection),
    name: request.name ?? nameOf(request.templateId, selection),
    templateId: request.templateId,
    templateVersionId: version.id,
    version: version.version,
    purpose: bundle.template.purpose,
    selection,
    hours: request.hours ?? null,
    month: monthOf(startedAt),
    records: recordIds.length,
    chunks: chunks.length,
    startedAt,
    startedBy: actor.name,
  };
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    if (!(await insertRun(trx, run))) await refuseSecond(platform, run.key);
    await ensureCommunicationMonth(trx, run.month);
    await insertChunks(trx, run.id, chunks);
    await also(trx, run.id);
    await platform.jobs.enqueueMany(
      trx,
      composeJob,
      chunks.map(({ number }) => ({ runId: run.id, chunk: number })),
    );
    await platform.events.publish<RunStarted>(trx, 'production.run-started', `run/${run.id}`, { runId: run.id });
    const { name, templateId, templateVersionId, records } = run;
    await platform.audit.append(trx, actor, 'run.start', `run/${run.id}`, { name, templateId, templateVersionId, selection, records });
  });
  platform.log.info({ runId: run.id, records: run.records, chunks: run.chunks }, 'run started');
  await platform.events.shout('runs', { runId: run.id });
  return (await findRun(platform.db, run.id))!;
}

/** Without members that are undefined, so that the same selection has the same key. */
export function checkedSelection({ dataset, from, until, limit }: Selection): Selection {
  for (const date of [from, until]) {
    if (date !== undefined && !isDate(date)) throw new PosthornError('run.bad-selection', { detail: `"${date}" is no date.` });
  }
  if (from !== undefined && until !== undefined && from > until) {
    throw new PosthornError('run.bad-selection', { detail: `The selection begins on ${from}, after it ends on ${until}.` });
  }
  return {
    dataset,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The released version of a template. @throws PosthornError `run.unknown-template`, `run.not-released` */
export async function versionToRun(platform: Platform, templateId: string): Promise<{ readonly id: string; readonly version: number }> {
  const version = await releasedVersion(platform, templateId);
  if (version !== undefined) return version;
  const known = (await listTemplates(platform)).some((template) => template.id === templateId);
  if (!known) throw new PosthornError('run.unknown-template', { detail: `There is no template "${templateId}".` });
  throw new PosthornError('run.not-released', { detail: `The template "${templateId}" has no released version.` });
}

async function refuseSecond(platform: Platform, key: string): Promise<never> {
  const first = await findRunByKey(platform.db, key);
  const which = first === undefined ? '' : ` It is the run "${first.name}" of ${first.startedAt.toISOString()}, now ${first.state}.`;
  throw new PosthornError('run.started-already', {
    detail: `A run of this template version over this selection was started before; starting it again would send everything twice.${which}`,
  });
}

function nameOf(templateId: string, { dataset, from, until, limit }: Selection): string {
  const dates = from === undefined && until === undefined ? '' : ` ${from ?? ''}…${until ?? ''}`;
  return `${templateId}, ${dataset}${dates}${limit === undefined ? '' : `, ${limit} records`}`;
}
