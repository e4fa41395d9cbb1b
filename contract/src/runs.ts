import Type, { type Static } from 'typebox';
import { ChannelName, Diagnostic, Id, PerChannel, page, pageQuery, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

export const RunState = Type.Enum(['running', 'paused', 'cancelled', 'done', 'done_with_failures']);
export const Run = Type.Object({
  id: Type.String(),
  name: Type.String(),
  templateId: Type.String(),
  templateVersionId: Type.String(),
  version: Type.Integer(),
  dataset: Type.String(),
  state: RunState,
  records: Type.Integer(),
  chunks: Type.Integer(),
  chunksDone: Type.Integer(),
  composed: Type.Integer(),
  failed: Type.Integer(),
  /** Records that may not go out, and so were not composed. */
  withheld: Type.Integer(),
  /** Communications that the contact policy or a person withheld after composing. */
  stopped: Type.Integer(),
  /** Communications that go out later, and those about which a person must decide. */
  held: Type.Integer(),
  waiting: Type.Integer(),
  /** Communications per channel they were routed to. */
  routed: PerChannel,
  /** Deliveries per state. */
  delivered: PerChannel,
  pages: Type.Integer(),
  startedAt: Timestamp,
  endedAt: Type.Optional(Timestamp),
  startedBy: Type.String(),
  /** Documents a second over the last seconds, and seconds left; absent when not running. */
  rate: Type.Optional(Type.Number()),
  secondsLeft: Type.Optional(Type.Number()),
});
export type Run = Static<typeof Run>;
export const RunFailure = Type.Object({
  recordId: Type.String(),
  recordKey: Type.String(),
  customerNumber: Type.Optional(Type.String()),
  at: Timestamp,
  diagnostics: Type.Array(Diagnostic),
  state: Type.Enum(['open', 'retried']),
});
export const PrintStream = Type.Object({
  id: Type.String(),
  runId: Type.String(),
  state: Type.Enum(['building', 'ready', 'failed']),
  mailPieces: Type.Integer(),
  pages: Type.Integer(),
  sheets: Type.Integer(),
  bytes: Type.Integer(),
  createdAt: Timestamp,
});

/** Selection of records: a dataset, narrowed. */
export const Selection = Type.Object({
  dataset: Type.String(),
  from: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** What would become of records, for one reason. */
const ForeseenOutcome = Type.Object({
  /** `fail`: it could not be written to, or composed, at all. */
  verdict: Type.Enum(['send', 'hold', 'wait', 'withhold', 'fail']),
  /** A reason of the contact policy, or the code of a diagnostic. */
  code: Type.String(),
  /** The policy's rule that decides. */
  rule: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  /** The diagnostic, where the policy has nothing to do with it. */
  text: Type.Optional(Type.String()),
  records: Type.Integer(),
  examples: Type.Array(
    Type.Object({
      recordKey: Type.String(),
      customerId: Type.Optional(Type.String()),
      customerNumber: Type.Optional(Type.String()),
      customerName: Type.Optional(Type.String()),
      channel: Type.Optional(ChannelName),
      until: Type.Optional(Timestamp),
    }),
  ),
});

/** What a run would come to, were it started now. */
export const RunForecast = Type.Object({
  records: Type.Integer(),
  /** Records that were looked at, where not all were: the figures are scaled up. */
  sample: Type.Optional(Type.Integer()),
  /** The most first. */
  outcomes: Type.Array(ForeseenOutcome),
  /** Ways of those that go out, at once or later. */
  channels: Type.Array(Type.Object({ channel: ChannelName, records: Type.Integer() })),
});
export type RunForecast = Static<typeof RunForecast>;

export const runs = {
  list: endpoint({
    method: 'GET',
    path: '/api/runs',
    summary: 'Runs, newest first',
    room: 'production',
    allow: 'runs:read',
    query: Type.Object({ ...pageQuery, state: Type.Optional(Type.String()) }),
    reply: page(Run),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/runs/:id',
    summary: 'One run',
    room: 'production',
    allow: 'runs:read',
    params: Id,
    reply: Run,
  }),
  start: endpoint({
    method: 'POST',
    path: '/api/runs',
    summary: 'Start a run; the same run started twice is refused',
    room: 'production',
    allow: 'runs:start',
    body: Type.Object({ name: Type.Optional(Type.String({ maxLength: 200 })), templateId: Type.String(), selection: Selection }),
    reply: Run,
  }),
  /** How many records a selection holds, before starting. */
  count: endpoint({
    method: 'POST',
    path: '/api/runs/count',
    summary: 'Count the records of a selection',
    room: 'production',
    allow: 'runs:read',
    body: Selection,
    reply: Type.Object({ records: Type.Integer(), customers: Type.Integer() }),
  }),
  /** What would go out, before starting. */
  foresee: endpoint({
    method: 'POST',
    path: '/api/runs/forecast',
    summary: 'What a run would come to: how many go out, later, or not, and why',
    room: 'production',
    allow: 'runs:start',
    body: Type.Object({ templateId: Type.String(), selection: Selection }),
    reply: RunForecast,
  }),
  pause: endpoint({
    method: 'POST',
    path: '/api/runs/:id/pause',
    summary: 'Pause after the chunks under way',
    room: 'production',
    allow: 'runs:control',
    params: Id,
    reply: Run,
  }),
  resume: endpoint({
    method: 'POST',
    path: '/api/runs/:id/resume',
    summary: 'Resume',
    room: 'production',
    allow: 'runs:control',
    params: Id,
    reply: Run,
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/api/runs/:id/cancel',
    summary: 'Cancel; what is composed stays',
    room: 'production',
    allow: 'runs:control',
    params: Id,
    reply: Run,
  }),
  failures: endpoint({
    method: 'GET',
    path: '/api/runs/:id/failures',
    summary: 'Failed records, or those that may not go out, with their diagnostics',
    room: 'production',
    allow: 'runs:read',
    params: Id,
    query: Type.Object({ ...pageQuery, kind: Type.Optional(Type.Enum(['failed', 'withheld'])) }),
    reply: page(RunFailure),
  }),
  retry: endpoint({
    method: 'POST',
    path: '/api/runs/:id/retry',
    summary: 'Compose the failed records again, and ask again about those withheld',
    room: 'production',
    allow: 'runs:control',
    params: Id,
    reply: Run,
  }),
  printStreams: endpoint({
    method: 'GET',
    path: '/api/runs/:id/print-streams',
    summary: 'Print streams of a run',
    room: 'delivery',
    allow: 'runs:read',
    params: Id,
    reply: page(PrintStream),
  }),
  printStreamPdf: endpoint({
    method: 'GET',
    path: '/api/print-streams/:id/pdf',
    summary: 'The print stream',
    room: 'delivery',
    allow: 'runs:read',
    params: Id,
    media: 'application/pdf',
  }),
  printStreamIndex: endpoint({
    method: 'GET',
    path: '/api/print-streams/:id/index',
    summary: 'Its index of mail pieces (JSON Lines)',
    room: 'delivery',
    allow: 'runs:read',
    params: Id,
    media: 'application/jsonl',
  }),
  /** Server-sent events: `event: run`, data: Run; all running runs without `id`. */
  progress: endpoint({
    method: 'GET',
    path: '/api/progress',
    summary: 'Live progress of runs',
    room: 'production',
    allow: 'runs:read',
    query: Type.Object({ run: Type.Optional(Type.String()) }),
    media: 'text/event-stream',
  }),
};
