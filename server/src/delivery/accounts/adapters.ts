import { mailgunAdapter } from '../email/mailgun/adapter.ts';
import { postmarkAdapter } from '../email/postmark/adapter.ts';
import { sendgridAdapter } from '../email/sendgrid/adapter.ts';
import { sesAdapter } from '../email/ses/adapter.ts';
import { smtpAdapter } from '../email/smtp-adapter.ts';
import { epostAdapter } from '../post/epost/adapter.ts';
import { sftpAdapter } from '../post/sftp/adapter.ts';
import { webPushAdapter } from '../push/adapter.ts';
import { smsHttpAdapter } from '../sms/http-adapter.ts';
import { smppAdapter } from '../sms/smpp/adapter.ts';
import { twilioAdapter } from '../sms/twilio/adapter.ts';
import type { AnyAdapter, Settings } from './adapter.ts';
import { withDefaults } from './rules.ts';
import type { Account } from './types.ts';

/** All systems that messages can be handed to, in the order in which the workplace offers them. */
export const adapters: readonly AnyAdapter[] = [
  smtpAdapter,
  sesAdapter,
  sendgridAdapter,
  mailgunAdapter,
  postmarkAdapter,
  smppAdapter,
  smsHttpAdapter,
  twilioAdapter,
  webPushAdapter,
  epostAdapter,
  sftpAdapter,
];

export const adapterOf = (kind: string): AnyAdapter | undefined => adapters.find((one) => one.kind === kind);

/** What was entered for an account, but its secrets, with the defaults of what was not. */
export const settingsOf = ({ kind, settings }: Pick<Account, 'kind' | 'settings'>): Settings =>
  withDefaults(adapterOf(kind)?.fields ?? [], settings);
