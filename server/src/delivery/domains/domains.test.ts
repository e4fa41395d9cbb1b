import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NameServer } from '../../../test/name-server.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import type { Actor } from '../../platform/platform.ts';
import { buildMail } from '../email/build-mail.ts';
import { checkDomain } from './check-domain.ts';
import { announceKey, retireKey, signing, switchKey } from './dkim-keys.ts';
import { keysOf } from './dkim-store.ts';
import { type Dns, openDns } from './dns.ts';

const olga: Actor = { kind: 'user', id: 'olga', name: 'Olga' };

/** A zone that is asked over the network, as any other. */
async function zone(
  records: Record<string, readonly string[]>,
): Promise<{ readonly dns: Dns; publish(name: string, value: string): void }> {
  const server = await NameServer.start(records);
  onTestFinished(() => server.stop());
  return { dns: openDns({ dnsServers: `127.0.0.1:${server.port}` }), publish: (name, value) => server.publish(name, value) };
}

const mailOf = async (platform: TestPlatform, domain: string, messageId: string): Promise<Buffer> => {
  const dkim = (await signing(platform))(domain);
  const { source } = buildMail(
    {
      to: { name: 'Anna', address: 'anna@example.org' },
      ...{
        subject: 'Offer',
        text: 'Good day\r\n',
        language: 'en',
        messageId,
        date: new Date('2026-11-22T10:00:00Z'),
        returnToken: 'k3j4h5k3',
      },
      ...{ purpose: 'advertising', feedback: { run: 'r', kind: 'advertising' }, unsubscribeLink: 'https://shop.example.com/u/signed' },
    },
    { from: `Shop <news@${domain}>`, returnDomain: domain, bounceLocalPart: 'bounces', ...(dkim === undefined ? {} : { dkim }) },
  );
  return Buffer.from(source);
};

describe('keys that sign', () => {
  test('a key signs once its record is published; then the former is destroyed, and its record stays for a week', async () => {
    const platform = await testPlatform();
    const { dns, publish } = await zone({});
    const first = await announceKey(platform, olga, 'Example.COM');
    expect(first).toMatchObject({ domain: 'example.com', selector: 'ph202611', state: 'announced', record: { type: 'TXT' } });
    await expect(switchKey(platform, olga, dns, first.id)).rejects.toMatchObject({ code: 'dkim.not-published' });
    expect((await signing(platform))('example.com')).toBeUndefined();
    publish(first.record.name, first.record.value);
    expect(await switchKey(platform, olga, dns, first.id)).toMatchObject({ state: 'active' });
    const second = await announceKey(platform, olga, 'example.com');
    expect(second.selector).toBe('ph202611b');
    publish(second.record.name, second.record.value.replaceAll('; ', ' ;  '));
    await switchKey(platform, olga, dns, second.id);
    const signed = (await signing(platform))('news.example.com');
    expect(signed).toMatchObject({ domain: 'example.com', selector: 'ph202611b' });
    expect((await signing(platform))('example.org')).toBeUndefined();
    const rows = await keysOf(platform.db);
    expect(rows.map(({ state, privateKey }) => [state, privateKey === null])).toEqual([
      ['active', false],
      ['retired', true],
    ]);
    expect(await retireKey(platform, olga, second.id)).toMatchObject({ state: 'retired', recordNeededUntil: '2026-11-28T12:00:00.000Z' });
    expect(await platform.audit.verify()).toMatchObject({ entries: 5, intact: true });
  });

  test.skipIf(!existsSync('/usr/sbin/opendkim'))(
    'opendkim finds mails of both keys good, with the way out signed, and a changed one bad',
    async () => {
      const platform = await testPlatform();
      const { dns, publish } = await zone({});
      const folder = await mkdtemp(join(tmpdir(), 'posthorn-opendkim-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const records: string[] = [];
      for (const name of ['before', 'after']) {
        const key = await announceKey(platform, olga, 'example.com');
        publish(key.record.name, key.record.value);
        records.push(`${key.record.name} ${key.record.value}`);
        await switchKey(platform, olga, dns, key.id);
        await writeFile(join(folder, `${name}.eml`), await mailOf(platform, 'example.com', `${name}@example.com`));
      }
      const text = String(await mailOf(platform, 'example.com', 'x@example.com'));
      expect(text.replaceAll(/\r\n\s+/g, '')).toMatch(/h=[^;]*list-unsubscribe:list-unsubscribe-post/);
      await writeFile(join(folder, 'changed.eml'), text.replace('One-Click', 'Two-Click'));
      await writeFile(join(folder, 'keys'), `${records.join('\n')}\n`);
      await writeFile(join(folder, 'conf'), `Mode v\nSyslog no\nTestPublicKeys ${join(folder, 'keys')}\n`);
      const verdict = (name: string) =>
        execFileSync('/usr/sbin/opendkim', ['-x', join(folder, 'conf'), '-t', join(folder, `${name}.eml`)], {
          encoding: 'utf8',
          timeout: 20_000,
        });
      expect(verdict('before')).toContain('verification (s=ph202611, d=example.com, 2048-bit key) succeeded');
      expect(verdict('after')).toContain('verification (s=ph202611b, d=example.com, 2048-bit key) succeeded');
      expect(verdict('changed')).toContain('failed: signature verification failed');
    },
  );
});

describe('what the DNS says of a sender', () => {
  const codesOf = async (records: Record<string, readonly string[]>, dkim?: { selector: string; publicKey: string }) => {
    const { dns } = await zone(records);
    const findings = await checkDomain(dns, { domain: 'example.com', ...(dkim === undefined ? {} : { dkim }) });
    return Object.fromEntries(findings.map(({ check, code, verdict }) => [check, `${verdict}: ${code}`]));
  };

  test('nothing published: each with the record to publish', async () => {
    const { dns } = await zone({});
    const findings = await checkDomain(dns, { domain: 'example.com', dkim: { selector: 'ph1', publicKey: 'MII' } });
    expect(findings.map(({ verdict }) => verdict)).toEqual(Array(6).fill('missing'));
    expect(findings.map(({ publish }) => publish?.name)).toEqual([
      ...['example.com', 'ph1._domainkey.example.com', '_dmarc.example.com', '_mta-sts.example.com', '_smtp._tls.example.com'],
      'default._bimi.example.com',
    ]);
  });

  test('all well', async () => {
    const records = {
      'example.com': ['google-site-verification=x', 'v=spf1 include:_spf.example.net ip4:192.0.2.1 -all'],
      '_spf.example.net': ['v=spf1 ip4:198.51.100.0/24 ~all'],
      'ph1._domainkey.example.com': ['v=DKIM1; k=rsa; p=MII'],
      '_dmarc.example.com': ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'],
      '_mta-sts.example.com': ['v=STSv1; id=20261122'],
      'mta-sts.example.com': ['A'],
      '_smtp._tls.example.com': ['v=TLSRPTv1; rua=mailto:tls@example.com'],
      'default._bimi.example.com': ['v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem'],
    };
    expect(Object.values(await codesOf(records, { selector: 'ph1', publicKey: 'MII' })).map((one) => one.split(':')[0])).toEqual(
      Array(6).fill('good'),
    );
  });

  test.each([
    [{ 'example.com': ['v=spf1 +all'] }, 'spf', 'wrong: spf-allows-all'],
    [{ 'example.com': ['v=spf1 mx'] }, 'spf', 'weak: spf-no-end'],
    [{ 'example.com': ['v=spf1 -all', 'v=spf1 mx -all'] }, 'spf', 'wrong: spf-several'],
    [
      { 'example.com': [`v=spf1 ${Array.from({ length: 11 }, (_, at) => `a:h${at}.example.com`).join(' ')} -all`] },
      'spf',
      'wrong: spf-too-many-lookups',
    ],
    [{ 'example.com': ['v=spf1 include:example.com -all'] }, 'spf', 'wrong: spf-too-many-lookups'],
    [{ 'ph1._domainkey.example.com': ['v=DKIM1; p=OTHER'] }, 'dkim', 'wrong: dkim-other-key'],
    [{ '_dmarc.example.com': ['v=DMARC1; p=none; rua=mailto:x@example.com'] }, 'dmarc', 'weak: dmarc-none'],
    [{ '_dmarc.example.com': ['v=DMARC1; rua=mailto:x@example.com'] }, 'dmarc', 'wrong: dmarc-no-policy'],
    [{ '_mta-sts.example.com': ['v=STSv1; id=1'] }, 'mta-sts', 'wrong: mta-sts-no-host'],
    [{ 'default._bimi.example.com': ['v=BIMI1; l=https://example.com/logo.svg; a='] }, 'bimi', 'weak: bimi-no-certificate'],
  ] as const)('%j: %s is %s', async (records, check, expected) => {
    expect((await codesOf(records, { selector: 'ph1', publicKey: 'MII' }))[check]).toBe(expected);
  });

  test('a sender below the organisation inherits its policy', async () => {
    const { dns } = await zone({ '_dmarc.example.com': ['v=DMARC1; p=reject; sp=none; rua=mailto:x@example.com'] });
    const findings = await checkDomain(dns, { domain: 'news.example.com' });
    expect(findings.find(({ check }) => check === 'dmarc')).toMatchObject({ verdict: 'weak', code: 'dmarc-none' });
  });

  test('name servers that do not answer are no verdict', async () => {
    const server = await NameServer.start({}, { fails: true });
    onTestFinished(() => server.stop());
    const findings = await checkDomain(openDns({ dnsServers: `127.0.0.1:${server.port}` }), { domain: 'example.com' });
    expect(findings.find(({ check }) => check === 'spf')).toMatchObject({ verdict: 'unknown', code: 'no-answer' });
  });
});
