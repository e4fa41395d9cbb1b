import type { Platform } from '../../platform/platform.ts';
import type { SendingChannel } from '../sender.ts';
import type { SmtpSettings } from './settings.ts';
import { SmtpPool } from './smtp-pool.ts';
import { sentMessages } from './store.ts';

/** Sends mails by SMTP: exactly the bytes that lie in the archive, at the first attempt and at every further one. */
export function emailChannel(platform: Platform, settings: SmtpSettings): SendingChannel {
  const pool = new SmtpPool(settings);
  return {
    name: 'email',
    parallel: settings.connections,
    async prepare(claimed) {
      const messages = await sentMessages(
        platform.db,
        claimed.map((one) => one.id),
      );
      return async ({ id, customerId }, mayBegin) => {
        const message = messages.get(id);
        if (message === undefined) return { kind: 'refused', error: 'there is no mail to send: it was not built' };
        const source = await platform.packs.read(message, customerId);
        return pool.send({ from: message.envelopeFrom, to: message.envelopeTo, source }, mayBegin);
      };
    },
    interrupt: () => pool.interrupt(),
    close: () => pool.close(),
  };
}
