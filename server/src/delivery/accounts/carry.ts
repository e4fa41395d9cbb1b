import type { Platform } from '../../platform/platform.ts';
import { communicationsById } from '../../production/index.ts';
import { sentMessages } from '../email/store.ts';
import { noticeMessage } from '../notices/write-notice.ts';
import type { Outcome } from '../outcomes.ts';
import { renditionsFor } from '../own-renditions.ts';
import { Pace } from '../pace.ts';
import { readLetters } from '../post/letters/read-letters.ts';
import { readPushMessages } from '../push/read-messages.ts';
import type { SendingChannel } from '../sender.ts';
import type { ClaimedDelivery } from '../types.ts';
import type { AnyCarrier, Messages, SentChannel } from './adapter.ts';
import { costOf } from './rules.ts';
import type { Account } from './types.ts';

/** What of an account its sender needs. */
export type CarriedAccount = Pick<Account, 'channel' | 'id' | 'perSecond' | 'prices'>;

/** Reads the message of a delivery out of the archive; a text says why there is none. */
type Read<Message> = (delivery: ClaimedDelivery) => Promise<Message | string>;

const readerFor = ({ packs }: Platform, claimed: readonly ClaimedDelivery[]) => packs.reader(claimed.map((one) => one.customerId));

/** How the messages of claimed deliveries are read, by channel. */
const readers: { readonly [C in SentChannel]: (platform: Platform, claimed: readonly ClaimedDelivery[]) => Promise<Read<Messages[C]>> } = {
  async email(platform, claimed) {
    const [mails, read] = await Promise.all([
      sentMessages(
        platform.db,
        claimed.map((one) => one.id),
      ),
      readerFor(platform, claimed),
    ]);
    return async ({ id, customerId }) => {
      const mail = mails.get(id);
      if (mail === undefined) return 'there is no mail to send: it was not built';
      return { id, from: mail.envelopeFrom, to: mail.envelopeTo, source: await read(mail, customerId) };
    };
  },
  async sms(platform, claimed) {
    const [renditions, read] = await Promise.all([renditionsFor(platform.db, claimed), readerFor(platform, claimed)]);
    const notices = claimed.filter((one) => one.purpose === 'notice').map((one) => one.communicationId);
    const told = new Map((await communicationsById(platform.db, notices)).map((one) => [one.id, one]));
    return async (delivery) => {
      const { id, communicationId, customerId, address } = delivery;
      const communication = told.get(communicationId);
      if (communication !== undefined) return { id, to: address, text: await noticeMessage(platform, delivery, communication) };
      const place = renditions(delivery).get('sms');
      if (place === undefined) return 'the communication has no short message';
      return { id, to: address, text: Buffer.from(await read(place, customerId)).toString() };
    };
  },
  push: readPushMessages,
  post: readLetters,
};

/** A letter of which nobody knows costs a person a look at the provider, or paper and postage: a process that is killed shall leave few. */
const lettersAhead = 2;

/** An account as the sender takes it: messages come out of the archive and go over the carrier, at most so many a second. */
export function carry(platform: Platform, account: CarriedAccount, carrier: AnyCarrier): SendingChannel {
  const pace = new Pace(account.perSecond);
  return {
    name: account.channel,
    account: account.id,
    parallel: carrier.parallel,
    ...(account.channel === 'post' ? { claims: lettersAhead * carrier.parallel } : {}),
    async prepare(claimed) {
      const read = await readers[account.channel](platform, claimed);
      return async (delivery, mayBegin): Promise<Outcome | undefined> => {
        const message = await read(delivery);
        if (typeof message === 'string') return { kind: 'refused', error: message };
        await pace.next();
        return mayBegin() ? carrier.send(message as never, mayBegin) : undefined;
      };
    },
    check: () => carrier.check(),
    costOf: (address, segments) => costOf(account.prices, address, segments),
    interrupt: () => carrier.interrupt(),
    close: () => carrier.close(),
  };
}
