import { randomBytes } from 'node:crypto';
import type { InlineImage } from '@posthorn/engine';
import { newId } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { allAccounts, openAccount } from '../accounts/open-account.ts';
import { senderSettings } from '../config.ts';
import type { Outcome } from '../outcomes.ts';
import { buildMail, Unsendable } from './build-mail.ts';
import type { BrandSender } from './sender.ts';

/** A mail that is no communication: it belongs to what somebody does just now, such as confirming an address. */
export interface LooseMail {
  readonly to: { readonly name: string; readonly address: string };
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly inlineImages: readonly InlineImage[];
  readonly sender: BrandSender;
}

/**
 * Hands one mail to the mail server, now, over the first account for e-mail; nothing of it is kept. For mails that somebody waits for; everything
 * else goes by deliveries.
 * @returns `deferred` also where there is no account that could be used
 */
export async function sendMail(platform: Platform, mail: LooseMail): Promise<Outcome> {
  const account = (await allAccounts(platform)).find((one) => one.channel === 'email');
  if (account === undefined) return { kind: 'deferred', error: 'there is no account for e-mail' };
  const sender = senderSettings(platform.config, mail.sender);
  const id = newId();
  try {
    const built = buildMail(
      {
        ...mail,
        messageId: `${id}@${sender.returnDomain}`,
        returnToken: randomBytes(12).toString('hex'),
        date: platform.clock(),
        purpose: 'service',
        feedback: { run: 'portal', kind: 'service' },
      },
      sender,
    );
    const carrier = await openAccount(platform, account);
    try {
      return (await carrier.send({ id, ...built } as never, () => true)) ?? { kind: 'deferred', error: 'it was not begun' };
    } finally {
      carrier.close();
    }
  } catch (error) {
    if (error instanceof Unsendable) return { kind: 'refused', error: error.message };
    throw error;
  }
}
