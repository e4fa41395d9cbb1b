import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../platform/config/index.ts';
import { enabledChannels, senderSettings, smsSettings, smtpSettings } from './config.ts';

const configOf = (env: Record<string, string>) => loadConfig({ env }).config;

test('e-mail and SMS can be used when they are set up, or in the demonstration', () => {
  expect([...enabledChannels(configOf({}))]).toEqual(['post', 'portal']);
  const setUp = configOf({ POSTHORN_SMTP_URL: 'smtp://mail.example', POSTHORN_SMS_URL: 'https://sms.example' });
  expect([...enabledChannels(setUp)].sort()).toEqual(['email', 'portal', 'post', 'sms']);
  expect(enabledChannels(configOf({ POSTHORN_DEMONSTRATION: 'yes' })).size).toBe(4);
});

test.each([
  ['smtps://mail.example', { port: 465, tls: 'implicit' }],
  ['smtp://mail.example', { port: 587, tls: 'opportunistic' }],
  ['smtp://mail.example:2525', { port: 2525, tls: 'opportunistic' }],
  ['smtp://user:p%40ss@mail.example', { port: 587, tls: 'required', user: 'user', password: 'p@ss' }],
])('the address %s says how the mail server is spoken to', (url, expected) => {
  expect(smtpSettings(configOf({ POSTHORN_SMTP_URL: url }), undefined)).toMatchObject({ host: 'mail.example', ...expected });
});

test('in the demonstration nothing leaves the machine, whatever is set up', () => {
  const config = configOf({
    POSTHORN_SMTP_URL: 'smtps://user:x@mail.example',
    POSTHORN_SMS_URL: 'https://sms.example',
    POSTHORN_SMS_TOKEN: 't',
  });
  expect(smtpSettings(config, 2525)).toMatchObject({ host: '127.0.0.1', port: 2525, tls: 'never' });
  expect(smtpSettings(config, 2525)).not.toHaveProperty('user');
  expect(smsSettings(config, 'http://127.0.0.1:1/messages')).not.toHaveProperty('token');
});

test('one attempt always ends well before its claim counts as left behind', () => {
  const config = configOf({ POSTHORN_SMTP_URL: 'smtp://m.example', POSTHORN_SMS_URL: 'https://s.example', POSTHORN_CLAIM_SECONDS: '60' });
  // A message may be begun within the first half of the claim's life, and must end within the second.
  expect(smtpSettings(config, undefined)!.messageTimeoutMs).toBeLessThan(30_000);
  expect(smsSettings(config, undefined)!.timeoutMs).toBeLessThan(30_000);
});

test('the sender has the domain of its address, and signs when there is a key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-dkim-'));
  const file = join(folder, 'key.pem');
  writeFileSync(file, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const env = {
    POSTHORN_MAIL_FROM: 'Kontor <rechnung@kontor.example>',
    POSTHORN_DKIM_DOMAIN: 'kontor.example',
    POSTHORN_DKIM_KEY_FILE: file,
  };
  expect(senderSettings(configOf(env))).toMatchObject({
    from: 'Kontor <rechnung@kontor.example>',
    returnDomain: 'kontor.example',
    dkim: { domain: 'kontor.example', selector: 'posthorn' },
  });
});

test('mail comes from the sender that the brand names; a brand without one, or with no sound one, leaves it to the setting', () => {
  const config = configOf({ POSTHORN_MAIL_FROM: 'Kontor <rechnung@kontor.example>' });
  expect(senderSettings(config, { organisation: 'Hollyhock & Wren Ltd', email: 'accounts@hollyhock.example' })).toMatchObject({
    from: { name: 'Hollyhock & Wren Ltd', address: 'accounts@hollyhock.example' },
    returnDomain: 'hollyhock.example',
  });
  for (const brand of [{ organisation: 'Nobody' }, { organisation: 'Nobody', email: 'no address\r\nBcc: x@y.example' }]) {
    expect(senderSettings(config, brand)).toMatchObject({ from: 'Kontor <rechnung@kontor.example>', returnDomain: 'kontor.example' });
  }
  const returned = configOf({ POSTHORN_MAIL_RETURN_DOMAIN: 'bounces.kontor.example' });
  const brand = { organisation: 'Hollyhock', email: 'accounts@hollyhock.example' };
  expect(senderSettings(returned, brand).returnDomain).toBe('bounces.kontor.example');
});

test('a key that is none is said to be, before any mail is sent', () => {
  const env = { POSTHORN_DKIM_DOMAIN: 'kontor.example', POSTHORN_DKIM_KEY_FILE: '/etc/hostname' };
  expect(() => senderSettings(configOf(env))).toThrow(/dkimKeyFile/);
  expect(() => senderSettings(configOf({ POSTHORN_DKIM_DOMAIN: 'kontor.example' }))).toThrow(/needed together/);
});
