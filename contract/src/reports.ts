import Type, { type Static } from 'typebox';
import { PerChannel } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Run } from './runs.ts';

/** What the first screen shows. Everything comes from counters kept up to date. */
export const Home = Type.Object({
  counts: Type.Object({
    customers: Type.Integer(),
    records: Type.Integer(),
    communications: Type.Integer(),
    quarantineOpen: Type.Integer(),
    templates: Type.Integer(),
  }),
  routed: PerChannel,
  deliveries: PerChannel,
  running: Type.Array(Run),
  recent: Type.Array(Run),
  /** What needs a person, most urgent first. */
  attention: Type.Array(
    Type.Object({
      kind: Type.Enum([
        'quarantine',
        'run_failures',
        'delivery_failed',
        'delivery_unknown',
        'channel_down',
        'contacts_waiting',
        'release_waiting',
        'review_due',
      ]),
      count: Type.Integer(),
      link: Type.String(),
    }),
  ),
});
export type Home = Static<typeof Home>;

export const reports = {
  home: endpoint({
    method: 'GET',
    path: '/api/home',
    summary: 'What runs and what needs attention',
    room: 'reports',
    allow: 'signed-in',
    reply: Home,
  }),
};
