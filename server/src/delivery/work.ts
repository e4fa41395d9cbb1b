import type { Platform } from '../platform/platform.ts';
import { startCatcher } from './catcher/catcher.ts';
import { enabledChannels, retryPolicy, senderSettings, smsSettings, smtpSettings } from './config.ts';
import { emailChannel } from './email/channel.ts';
import { giveUpClaims } from './give-up-claims.ts';
import { Sender, type SendingChannel } from './sender.ts';
import { smsChannel } from './sms/channel.ts';

/** How often a worker looks for claims of dead senders of its machine. */
const deadSendersMs = 30_000;

/**
 * What runs beside the jobs in every worker: a sender for each channel that is set up, and in the demonstration the catcher that
 * they send to. Claims that a former process of this machine left behind are given up first.
 */
export async function startWork(platform: Platform): Promise<{ stop(): Promise<void> }> {
  const { config } = platform;
  // A wrong setting shows now, not with the first mail.
  senderSettings(config);
  if (!enabledChannels(config).has('email')) {
    platform.log.warn(
      'e-mail is off: no mail server is set (POSTHORN_SMTP_URL, e.g. smtp://user:password@host:587); customers who prefer e-mail are routed to post, or to the portal when there is no address',
    );
  }
  await giveUpClaims(platform, config.claimSeconds);
  const catcher = config.demonstration ? await startCatcher(platform, config.catcherPort) : undefined;
  const smtp = smtpSettings(config, catcher?.smtpPort);
  const sms = smsSettings(config, catcher?.smsUrl);
  const channels: SendingChannel[] = [];
  if (smtp) channels.push(emailChannel(platform, smtp));
  if (sms) channels.push(smsChannel(platform, sms));
  const options = { policy: retryPolicy(config), claimLifetime: config.claimSeconds };
  const senders = channels.map((channel) => new Sender(platform, channel, options));
  // Only a process of the same machine can see that another one died; so each worker looks.
  const lookAfterDead = setInterval(() => {
    giveUpClaims(platform, config.claimSeconds).catch((error) => platform.log.warn({ err: error }, 'claims were not looked after'));
  }, deadSendersMs);
  lookAfterDead.unref();
  return {
    async stop() {
      clearInterval(lookAfterDead);
      await Promise.all(senders.map((sender) => sender.stop()));
      await catcher?.stop();
    },
  };
}
