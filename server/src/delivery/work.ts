import type { Platform } from '../platform/platform.ts';
import { Senders } from './accounts/keep-senders.ts';
import { rememberCatcher } from './accounts/open-account.ts';
import { type BounceReceiver, startBounceReceiver } from './bounces/receiver.ts';
import { startCatcher } from './catcher/catcher.ts';
import { enabledChannels, retryPolicy, senderSettings } from './config.ts';
import { giveUpClaims } from './give-up-claims.ts';

/** Receives returned mail where that is switched on. One worker of a machine does it; the others find the port taken, and work on. */
async function receiveReturned(platform: Platform, localPart: string): Promise<BounceReceiver | undefined> {
  const { bounceHost, bouncePort } = platform.config;
  if (bouncePort === 0) return undefined;
  try {
    return await startBounceReceiver(platform, bounceHost, bouncePort, localPart);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    platform.log.warn({ bouncePort }, 'returned mail: the port is taken; another worker receives it, or another program has it');
    return undefined;
  }
}

/** How often a worker looks for claims of dead senders of its machine. */
const deadSendersMs = 30_000;

/**
 * What runs beside the jobs in every worker: a sender for each account that is set up, and in the demonstration the catcher that
 * they send to. Claims that a former process of this machine left behind are given up first.
 */
export async function startWork(platform: Platform): Promise<{ stop(): Promise<void> }> {
  const { config } = platform;
  // A wrong setting shows now, not with the first mail.
  const { bounceLocalPart } = senderSettings(config);
  if (!enabledChannels(config).has('email')) {
    platform.log.warn(
      'e-mail is off: no mail server is set (under Channels, or POSTHORN_SMTP_URL, e.g. smtp://user:password@host:587); customers who prefer e-mail are routed to post, or to the portal when there is no address',
    );
  }
  await giveUpClaims(platform, config.claimSeconds);
  const catcher = config.demonstration ? await startCatcher(platform, config.catcherPort) : undefined;
  const returned = await receiveReturned(platform, bounceLocalPart);
  rememberCatcher(config, catcher);
  const senders = new Senders(platform, { policy: retryPolicy(config), claimLifetime: config.claimSeconds });
  await senders.look();
  // Only a process of the same machine can see that another one died; so each worker looks.
  const lookAfterDead = setInterval(() => {
    giveUpClaims(platform, config.claimSeconds).catch((error) => platform.log.warn({ err: error }, 'claims were not looked after'));
  }, deadSendersMs);
  lookAfterDead.unref();
  return {
    async stop() {
      clearInterval(lookAfterDead);
      await returned?.stop();
      await senders.stop();
      rememberCatcher(config, undefined);
      await catcher?.stop();
    },
  };
}
