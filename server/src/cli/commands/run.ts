import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '@posthorn/contract';
import { deliveredFor } from '../../delivery/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import {
  cancelRun,
  findRun,
  listRuns,
  pauseRun,
  presentRuns,
  type RunRow,
  resumeRun,
  retryFailures,
  startRun,
} from '../../production/index.ts';
import type { Command, Io, ParsedArgs } from '../command.ts';
import { requiredText, textOf, wholeOf } from '../common-options.ts';
import { configureFrom } from '../configure-from.ts';
import { createProgress } from '../progress.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

/** What can be done with a run that is there. */
const changes: Readonly<Record<string, (platform: Platform, actor: Actor, runId: string) => Promise<RunRow>>> = {
  pause: pauseRun,
  resume: resumeRun,
  cancel: cancelRun,
  retry: retryFailures,
};

export const run: Command = {
  name: 'run',
  usage: 'start TEMPLATE --dataset NAME | status [RUN] | pause|resume|cancel|retry RUN',
  description: `Workers compose ("posthorn all" or "posthorn work"); with --work this process composes too, until the run has ended.
With --wait the command ends when the run has: exit code 0 when all is composed, 1 when records failed or the run was cancelled.
Ctrl-C leaves the run as it is; workers go on, and a later "posthorn run status RUN --wait" watches again.`,
  options: {
    dataset: { type: 'string', value: 'NAME', meaning: 'dataset that the records are selected from' },
    from: { type: 'string', value: 'YYYY-MM-DD', meaning: 'records of this date and later' },
    until: { type: 'string', value: 'YYYY-MM-DD', meaning: 'records of this date and earlier' },
    limit: { type: 'string', value: 'NUMBER', meaning: 'so many records at most' },
    name: { type: 'string', value: 'TEXT', meaning: 'what people call the run' },
    wait: { type: 'boolean', meaning: 'show progress until the run has ended' },
    work: { type: 'boolean', meaning: 'compose in this process too, and wait' },
  },
  async run(args, io) {
    const [verb = 'status', subject] = args.positionals;
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const posthorn = await startPosthorn({ config, log, work: args.values.work === true });
    try {
      const { platform } = posthorn;
      if (verb === 'status' && subject === undefined) return await showAll(platform, io);
      const row = await carryOut(platform, verb, subject, args);
      const ended = args.values.wait || args.values.work ? await watch(platform, row, io.signal) : row;
      await show(platform, ended, io);
      return args.values.wait || args.values.work ? exitCodeOf(ended) : 0;
    } finally {
      await posthorn.close();
    }
  },
};

async function carryOut(platform: Platform, verb: string, subject: string | undefined, args: ParsedArgs): Promise<RunRow> {
  const what = verb === 'start' ? 'a template' : 'a run';
  if (verb !== 'start' && verb !== 'status' && !(verb in changes)) {
    throw new PosthornError('cli.usage', { detail: `There is no "run ${verb}".`, hint: 'Run "posthorn run --help".' });
  }
  if (subject === undefined)
    throw new PosthornError('cli.usage', { detail: `"run ${verb}" wants ${what}.`, hint: 'Run "posthorn run --help".' });
  if (verb === 'start') return startRun(platform, actor, requestOf(subject, args));
  if (verb in changes) return changes[verb]!(platform, actor, subject);
  const row = await findRun(platform.db, subject);
  if (row === undefined) throw new PosthornError('run.not-found');
  return row;
}

function requestOf(templateId: string, args: ParsedArgs): Parameters<typeof startRun>[2] {
  const [from, until, name, limit] = [textOf(args, 'from'), textOf(args, 'until'), textOf(args, 'name'), wholeOf(args, 'limit', 1)];
  return {
    templateId,
    selection: {
      dataset: requiredText(args, 'dataset'),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
      ...(limit === undefined ? {} : { limit }),
    },
    ...(name === undefined ? {} : { name }),
  };
}

/** Shows progress until the run has ended, is paused, or the user has seen enough. */
async function watch(platform: Platform, begun: RunRow, signal: AbortSignal): Promise<RunRow> {
  const progress = createProgress(begun.name, 'documents');
  let row = begun;
  while (row.state === 'running' && !signal.aborted) {
    await wait(250, undefined, { signal }).catch(() => {});
    row = (await findRun(platform.db, begun.id)) ?? row;
    progress.update(row.composed + row.failed, row.records, row.failed === 0 ? '' : `${row.failed} failed`);
  }
  progress.end();
  return row;
}

const exitCodeOf = ({ state }: RunRow) => (state === 'done' ? 0 : state === 'running' || state === 'paused' ? 130 : 1);

async function show(platform: Platform, row: RunRow, io: Io): Promise<void> {
  const [run] = await presentRuns(platform, deliveredFor(platform), [row]);
  if (io.json) io.out(JSON.stringify(run));
  else for (const line of linesOf(run!)) io.out(line);
}

async function showAll(platform: Platform, io: Io): Promise<number> {
  const runs = await presentRuns(platform, deliveredFor(platform), await listRuns(platform.db, { limit: 50 }));
  if (io.json) io.out(JSON.stringify({ runs }));
  else if (runs.length === 0) io.out('No runs yet. Start one: posthorn run start TEMPLATE --dataset NAME');
  else for (const one of runs) io.out(`${one.id}  ${one.state.padEnd(18)}  ${one.composed}/${one.records}  ${one.name}`);
  return 0;
}

function linesOf(run: Run): readonly string[] {
  const counts = (of: { readonly [name: string]: number }) =>
    Object.entries(of)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || 'none';
  return [
    `${run.name}`,
    `  run        ${run.id}`,
    `  template   ${run.templateId}, version ${run.version}`,
    `  state      ${run.state}, ${run.chunksDone} of ${run.chunks} chunks`,
    `  records    ${run.records}: ${run.composed} composed (${run.pages} pages), ${run.failed} failed`,
    `  routed     ${counts(run.routed)}`,
    `  delivered  ${counts(run.delivered)}`,
  ];
}
