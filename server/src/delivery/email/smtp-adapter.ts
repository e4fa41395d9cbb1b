import type { Adapter, Carrier, Health, Settings } from '../accounts/adapter.ts';
import type { SmtpSettings } from './settings.ts';
import { SmtpPool } from './smtp-pool.ts';
import { type OutgoingMail, SmtpSession } from './smtp-session.ts';

/** Mail servers by SMTP. What became of a mail comes back to its return path (`../bounces`). */
export const smtpAdapter: Adapter<'email'> = {
  kind: 'smtp',
  channel: 'email',
  fields: [
    { name: 'host', type: 'text', required: true },
    { name: 'port', type: 'number', default: 587 },
    { name: 'tls', type: 'choice', choices: ['implicit', 'required', 'opportunistic', 'never'], default: 'required' },
    { name: 'verifyCertificate', type: 'yes-no', default: true },
    { name: 'user', type: 'text' },
    { name: 'password', type: 'text', secret: true },
    { name: 'connections', type: 'number', default: 5 },
  ],
  limits: () => ({ receipts: true, replies: false }),
  fault: ({ connections, tls, user }) => {
    if (!(Number(connections) >= 1 && Number(connections) <= 100)) return 'connections: from 1 to 100';
    // A password that anybody on the way can read is none.
    return user && tls === 'never' ? 'a password needs encryption: choose another value for tls' : undefined;
  },
  open: (settings, { claimSeconds }) => smtpCarrier(smtpSettingsOf(settings, claimSeconds)),
};

/** A mail server that mails are handed to. */
export function smtpCarrier(settings: SmtpSettings): Carrier<OutgoingMail> {
  const pool = new SmtpPool(settings);
  return {
    parallel: settings.connections,
    check: () => checkServer(settings),
    send: (mail, mayBegin) => pool.send(mail, mayBegin),
    interrupt: () => pool.interrupt(),
    close: () => pool.close(),
  };
}

async function checkServer(settings: SmtpSettings): Promise<Health> {
  try {
    const session = await SmtpSession.open(settings);
    session.quit();
    return { ok: true, detail: `${settings.host}:${settings.port}` };
  } catch (error) {
    return {
      ok: false,
      error: `${settings.host}:${settings.port}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 500),
    };
  }
}

function smtpSettingsOf(settings: Settings, claimSeconds: number): SmtpSettings {
  const { user, password } = settings;
  return {
    host: String(settings.host),
    port: Number(settings.port),
    tls: settings.tls as SmtpSettings['tls'],
    verifyCertificate: settings.verifyCertificate === true,
    connections: Number(settings.connections),
    ...smtpPatience(claimSeconds),
    ...(user ? { user: String(user), password: String(password ?? '') } : {}),
  };
}

/** A message is begun within the first half of its claim's life, and so ends well within the second. */
export const smtpPatience = (claimSeconds: number) => ({
  messagesPerConnection: 100,
  messagesPerSecond: 0,
  connectTimeoutMs: 30_000,
  replyTimeoutMs: Math.min(300_000, (claimSeconds * 1000) / 3),
  messageTimeoutMs: (claimSeconds * 1000) / 3,
});
