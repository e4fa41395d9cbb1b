import { mailgunAdapter } from '../email/mailgun/adapter.ts';
import { postmarkAdapter } from '../email/postmark/adapter.ts';
import { sendgridAdapter } from '../email/sendgrid/adapter.ts';
import { sesAdapter } from '../email/ses/adapter.ts';
import { smtpAdapter } from '../email/smtp-adapter.ts';
import { webPushAdapter } from '../push/adapter.ts';
import { smsHttpAdapter } from '../sms/http-adapter.ts';
import { smppAdapter } from '../sms/smpp/adapter.ts';
import { twilioAdapter } from '../sms/twilio/adapter.ts';
import type { AnyAdapter } from './adapter.ts';

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
];

export const adapterOf = (kind: string): AnyAdapter | undefined => adapters.find((one) => one.kind === kind);
