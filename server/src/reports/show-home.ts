import type { Home } from '@posthorn/contract';
import { countDueReviews, listTemplates } from '../content/index.ts';
import { channelStates, countsOf, deliveredFor } from '../delivery/index.ts';
import { countWaiting } from '../governance/index.ts';
import { listDatasets, openReasons } from '../intake/index.ts';
import type { Platform } from '../platform/platform.ts';
import { failedRecords, listRuns, presentRuns } from '../production/index.ts';
import { communicationsPrefix, customersCounter } from './keep-counters.ts';
import { mostUrgentFirst } from './rules.ts';
import { readCounters } from './store.ts';

const recentRuns = 8;

/** What runs and what needs attention. Everything comes from counters and small tables. */
export async function showHome(platform: Platform): Promise<Home> {
  const [counters, datasets, reasons, templates, deliveries, channels, running, newest, failed, waiting] = await Promise.all([
    readCounters(platform.db),
    listDatasets(platform.db),
    openReasons(platform.db),
    listTemplates(platform),
    countsOf(platform.db),
    channelStates(platform.db),
    listRuns(platform.db, { states: ['running', 'paused'], limit: 20 }),
    listRuns(platform.db, { limit: recentRuns }),
    failedRecords(platform.db),
    countWaiting(platform.db),
  ]);
  const routed = routedOf(counters);
  const states: { [state: string]: number } = {};
  for (const { state, deliveries: count } of deliveries) states[state] = (states[state] ?? 0) + count;
  const quarantineOpen = reasons.reduce((sum, reason) => sum + reason.count, 0);
  const drafts = templates.filter((template) => template.latest?.state === 'draft' || template.latest?.state === 'in_review');
  const present = await presentRuns(platform, deliveredFor(platform), [...running, ...newest]);
  return {
    counts: {
      customers: counters.get(customersCounter) ?? 0,
      records: datasets.reduce((sum, dataset) => sum + dataset.records, 0),
      communications: Object.values(routed).reduce((sum, count) => sum + count, 0),
      quarantineOpen,
      templates: templates.length,
    },
    routed,
    deliveries: states,
    running: present.slice(0, running.length),
    recent: present.slice(running.length),
    attention: mostUrgentFirst([
      { kind: 'channel_down', count: channels.filter((channel) => !channel.up).length, link: '/channels' },
      { kind: 'delivery_unknown', count: states.unknown ?? 0, link: '/communications?state=unknown' },
      { kind: 'contacts_waiting', count: waiting, link: '/waiting-room' },
      { kind: 'run_failures', count: failed.records, link: failed.newestRun === null ? '/runs' : `/runs/${failed.newestRun}` },
      { kind: 'delivery_failed', count: (states.failed ?? 0) + (states.bounced ?? 0), link: '/communications?state=failed' },
      { kind: 'review_due', count: await countDueReviews(platform), link: '/reviews?show=open' },
      { kind: 'quarantine', count: quarantineOpen, link: '/quarantine' },
      { kind: 'release_waiting', count: drafts.length, link: drafts.length === 1 ? `/templates/${drafts[0]!.id}` : '/templates' },
    ]),
  };
}

function routedOf(counters: ReadonlyMap<string, number>): { [channel: string]: number } {
  const communications = [...counters].filter(([name]) => name.startsWith(communicationsPrefix));
  return Object.fromEntries(communications.map(([name, count]) => [name.slice(communicationsPrefix.length), count]));
}
