import type { Platform } from '../../platform/platform.ts';
import { renditionsOf } from '../../production/index.ts';
import { Pace } from '../pace.ts';
import type { SendingChannel } from '../sender.ts';
import { type SmsSettings, sendShortMessage } from './gateway.ts';

/** Requests under way at once, and messages a second: what gateways commonly allow. */
const parallel = 5;
const perSecond = 50;

/** Sends short messages through the HTTP gateway. */
export function smsChannel(platform: Platform, settings: SmsSettings): SendingChannel {
  const pace = new Pace(perSecond);
  const stop = new AbortController();
  return {
    name: 'sms',
    parallel,
    async prepare(claimed) {
      const renditions = await renditionsOf(
        platform.db,
        claimed.map((one) => one.communicationId),
      );
      const places = new Map(renditions.filter((one) => one.kind === 'sms').map((one) => [one.communicationId, one]));
      return async ({ id, communicationId, customerId, address }, mayBegin) => {
        const place = places.get(communicationId);
        if (place === undefined) return { kind: 'refused', error: 'the communication has no short message' };
        const text = Buffer.from(await platform.packs.read(place, customerId)).toString();
        await pace.next();
        if (!mayBegin()) return undefined;
        return sendShortMessage(settings, { id, to: address, text }, stop.signal);
      };
    },
    interrupt: () => stop.abort(),
    close() {},
  };
}
