import type { Home } from '@posthorn/contract';

type Item = Home['attention'][number];

/**
 * In which order a person should look: a channel that is down holds up everything; a delivery of unknown fate waits for a decision, and
 * so do messages in the waiting room; then what did not reach customers, an approval that is due, what did not get in, and what waits for somebody's approval.
 */
const urgency: readonly Item['kind'][] = [
  'channel_down',
  'delivery_unknown',
  'contacts_waiting',
  'run_failures',
  'delivery_failed',
  'review_due',
  'quarantine',
  'release_waiting',
];

/** Only what there is, most urgent first. */
export function mostUrgentFirst(items: readonly Item[]): Item[] {
  return items.filter((item) => item.count > 0).sort((a, b) => urgency.indexOf(a.kind) - urgency.indexOf(b.kind));
}
