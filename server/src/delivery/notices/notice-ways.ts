import type { Template } from '@posthorn/engine';
import type { CustomerForComposition } from '../../customers/index.ts';
import { quietTimes } from '../../governance/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { advertisedGoods, permissionsFor, type RunRow } from '../../production/index.ts';
import { enabledChannels } from '../config.ts';
import { addressOn, type NoticeChannel, noticeChannel } from '../rules.ts';

/** How a customer is told of a document in the portal. */
export interface NoticeWay {
  readonly channel: NoticeChannel;
  readonly address: string;
  /** The end of quiet hours; now where there are none. */
  readonly notBefore: Date;
}

/**
 * By which way each of these customers is told of documents of a run: their own wish first, among the ways that are set up, have an address, and are
 * allowed for the run's purpose; undefined where there is none. A notice makes itself heard, so it keeps quiet hours.
 */
export async function noticeWays(
  platform: Platform,
  run: Pick<RunRow, 'id' | 'purpose'>,
  customers: readonly CustomerForComposition[],
  now: Date,
): Promise<(customer: CustomerForComposition) => NoticeWay | undefined> {
  const goods = await advertisedGoods(platform, run.id);
  const purpose = run.purpose as Template['purpose'];
  const permissions = await permissionsFor(platform, { purpose, ...(goods === undefined ? {} : { goods }) }, customers);
  const quiet = await quietTimes(platform.db, now);
  const enabled = enabledChannels(platform.config);
  return (customer) => {
    const channel = noticeChannel({ purpose, customer, ...permissions(customer.id) }, enabled);
    if (channel === undefined) return undefined;
    return { channel, address: addressOn(channel, customer)!, notBefore: quiet({ customer, channel, purpose }) };
  };
}
