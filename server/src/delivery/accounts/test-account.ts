import { randomBytes } from 'node:crypto';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { senderSettings } from '../config.ts';
import { buildMail, Unsendable } from '../email/build-mail.ts';
import type { Outcome } from '../outcomes.ts';
import { testLetter } from '../post/letters/test-letter.ts';
import { testPush } from '../push/test-message.ts';
import type { Health, Messages, SentChannel } from './adapter.ts';
import { accountById, idInApi, openAccount } from './open-account.ts';

/** How long a person waits for the end of a check. */
const patienceMs = 20_000;

/** Whether an account would take messages now. @throws PosthornError `account.not-found`, `account.unreadable`, `account.not-here` */
export async function checkAccount(platform: Platform, id: string): Promise<Health> {
  const carrier = await openAccount(platform, await accountById(platform, id));
  const late = new Promise<Health>((resolve) => {
    setTimeout(() => resolve({ ok: false, error: `no answer within ${patienceMs / 1000} s` }), patienceMs).unref();
  });
  try {
    return await Promise.race([carrier.check(), late]);
  } finally {
    carrier.interrupt();
    carrier.close();
  }
}

/**
 * Sends a message that says that it is a test, over one account, also while that is paused or its circuit is open. It goes to whom the person
 * says, belongs to no customer, and is kept in the audit alone.
 * @throws PosthornError `account.invalid` when the address is none, and those of `checkAccount`
 */
export async function sendTest(platform: Platform, actor: Actor, id: string, to: string): Promise<Outcome> {
  const account = await accountById(platform, id);
  const message = await messages[account.channel](platform, account.name, to);
  const carrier = await openAccount(platform, account);
  const patience = setTimeout(() => carrier.interrupt(), patienceMs);
  try {
    await note('account.test', {});
    const outcome = (await carrier.send(message as never, () => true)) ?? ({ kind: 'deferred', error: 'it was not begun' } as const);
    await note('account.tested', outcome);
    return outcome;
  } finally {
    clearTimeout(patience);
    carrier.close();
  }

  function note(action: string, outcome: object): Promise<void> {
    return transaction(platform.db, { log: platform.log }, (trx) =>
      platform.audit.append(trx, actor, action, `account/${idInApi(account)}`, { to, ...outcome }),
    );
  }
}

const messages: { readonly [C in SentChannel]: (platform: Platform, account: string, to: string) => Messages[C] | Promise<Messages[C]> } = {
  email(platform, account, address) {
    const sender = senderSettings(platform.config);
    const id = newId();
    const parts = {
      to: { name: '', address },
      subject: `Test: ${account}`,
      text: `This is a test message of Posthorn.\nDies ist eine Testnachricht von Posthorn.\n\n${account}\n`,
      ...{
        language: 'en',
        messageId: `${id}@${sender.returnDomain}`,
        date: platform.clock(),
        returnToken: randomBytes(12).toString('hex'),
      },
      ...{ purpose: 'service' as const, feedback: { run: 'test', kind: 'test' } },
    };
    try {
      return { id, ...buildMail(parts, sender) };
    } catch (error) {
      if (error instanceof Unsendable) throw new PosthornError('account.invalid', { detail: error.message });
      throw error;
    }
  },
  sms(_platform, account, to) {
    if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new PosthornError('account.invalid', { detail: `${to} is no number like +4915112345678.` });
    return { id: newId(), to, text: `Posthorn: Test (${account})` };
  },
  push: testPush,
  post: testLetter,
};
