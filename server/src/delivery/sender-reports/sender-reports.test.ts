import { deflateRawSync, gzipSync } from 'node:zlib';
import { api } from '@posthorn/contract';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { Dovecot, dovecotAvailable } from '../../../test/dovecot.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { reportParts } from '../bounces/report-parts.ts';
import { readInbox } from '../inbound/read-inbox.ts';
import { deliveryRoom } from '../index.ts';
import { senderReportIn } from './read-report.ts';
import { unpack } from './unpack.ts';

interface Row {
  readonly source: string;
  readonly count: number;
  readonly dkim: 'pass' | 'fail';
  readonly spf: 'pass' | 'fail';
  readonly disposition?: string;
}

/** As the big mailbox providers write them, with a namespace of their own. */
const aggregate = (reportId: string, rows: readonly Row[], domain = 'kontor.example') =>
  `<?xml version="1.0" encoding="UTF-8" ?><feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0"><version>1.0</version>
  <report_metadata><org_name>provider.example</org_name><email>noreply@provider.example</email><report_id>${reportId}</report_id>
  <date_range><begin>1795219200</begin><end>1795305599</end></date_range></report_metadata>
  <policy_published><domain>${domain}</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><pct>100</pct></policy_published>
  ${rows
    .map(
      ({ source, count, dkim, spf, disposition = 'none' }) => `<record><row><source_ip>${source}</source_ip><count>${count}</count>
    <policy_evaluated><disposition>${disposition}</disposition><dkim>${dkim}</dkim><spf>${spf}</spf></policy_evaluated></row>
    <identifiers><header_from>${domain}</header_from></identifiers>
    <auth_results><dkim><domain>${domain}</domain><result>${dkim}</result></dkim><spf><domain>bounce.other.example</domain><result>${spf}</result></spf></auth_results></record>`,
    )
    .join('')}</feedback>`;

const tlsReport = {
  'organization-name': 'provider.example',
  'date-range': { 'start-datetime': '2026-11-21T00:00:00Z', 'end-datetime': '2026-11-21T23:59:59Z' },
  'contact-info': 'tls@provider.example',
  'report-id': 'tls-1',
  policies: [
    {
      policy: { 'policy-type': 'sts', 'policy-domain': 'kontor.example' },
      summary: { 'total-successful-session-count': 500, 'total-failure-session-count': 20 },
      'failure-details': [
        { 'result-type': 'certificate-expired', 'receiving-mx-hostname': 'mx.kontor.example', 'failed-session-count': 20 },
      ],
    },
  ],
};

/** A mail with one attachment, or that is nothing but it. */
const mailWith = (bytes: Uint8Array, type: string, name: string, alone = false): string => {
  const body = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  const file = `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
  const head = `From: noreply@provider.example\r\nTo: dmarc@kontor.example\r\nSubject: Report domain: kontor.example\r\nMessage-ID: <${name}@provider.example>\r\nMIME-Version: 1.0\r\n`;
  if (alone) return `${head}${file}`;
  return `${head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nA report.\r\n--b\r\n${file}--b--\r\n`;
};
const gzipped = (reportId: string, rows: readonly Row[], domain?: string) =>
  mailWith(gzipSync(aggregate(reportId, rows, domain)), 'application/gzip', `${reportId}.xml.gz`);
const read = async (mail: string) => {
  const why: string[] = [];
  return { report: senderReportIn(await reportParts(Buffer.from(mail)), (one) => why.push(one)), why: why.join() };
};
const zip = (text: string) => zipSync({ 'report.xml': new TextEncoder().encode(text) });

describe('what a mail brings', () => {
  const rows: readonly Row[] = [{ source: '203.0.113.9', count: 12, dkim: 'fail', spf: 'fail', disposition: 'quarantine' }];

  test.each([
    ['gzip', () => gzipped('a', rows)],
    ['ZIP, with nothing around it', () => mailWith(zip(aggregate('a', rows)), 'application/zip', 'a.zip', true)],
    ['plain XML', () => mailWith(Buffer.from(aggregate('a', rows)), 'text/xml', 'a.xml')],
    ['a type that says nothing', () => mailWith(zip(aggregate('a', rows)), 'application/octet-stream', 'a.zip')],
  ])('an aggregate report as %s', async (_form, mail) => {
    expect((await read(mail())).report).toEqual({
      ...{ kind: 'dmarc', organisation: 'provider.example', reportId: 'a', domain: 'kontor.example' },
      ...{ begins: new Date(1795219200_000), ends: new Date(1795305599_000) },
      rows: [
        {
          ...{ source: '203.0.113.9', messages: 12, dkim: false, spf: false, disposition: 'quarantine' },
          ...{ signedFor: 'kontor.example', sentFor: 'bounce.other.example' },
        },
      ],
    });
  });

  test('a report about TLS', async () => {
    const mail = mailWith(gzipSync(JSON.stringify(tlsReport)), 'application/tlsrpt+gzip', 'tls.json.gz');
    expect((await read(mail)).report).toMatchObject({
      ...{ kind: 'tls', domain: 'kontor.example', succeeded: 500, failed: 20 },
      rows: [{ reason: 'certificate-expired', receiver: 'mx.kontor.example', sessions: 20 }],
    });
  });

  test('one row that makes no sense takes no other with it', async () => {
    const { report } = await read(gzipped('b', [{ ...rows[0]!, source: 'nonsense' }, { ...rows[0]!, count: -3 }, rows[0]!]));
    expect(report).toMatchObject({ rows: [{ messages: 12 }] });
  });
});

describe('files that are made to hurt', () => {
  test('a bomb is put down before it swells, and one that lies about its size is none', () => {
    const swollen = Buffer.alloc(10_100_000, 32);
    expect(() => unpack(gzipSync(swollen))).toThrow(/unpacked/);
    expect(() => unpack(zipSync({ 'a.xml': swollen }))).toThrow(/too large/);
    expect(() => unpack(lyingZip(swollen, 100))).toThrow(/too large/);
  });

  test('entities and document types are refused', async () => {
    const bomb = `<!DOCTYPE feedback [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${aggregate('&b;', []).replace(/^<\?xml.*?\?>/, '')}`;
    expect(await read(mailWith(Buffer.from(bomb), 'text/xml', 'x.xml'))).toMatchObject({ report: undefined, why: /it is no XML/ });
    const file = aggregate('&xxe;', []);
    expect((await read(mailWith(Buffer.from(file), 'text/xml', 'x.xml'))).report).toBeUndefined();
  });

  test.each(['{"policies":[]}', '{', '<html/>', 'PK\u0003\u0004', '\u001f\u008b', ''])('%j is no report', async (text) => {
    expect((await read(mailWith(Buffer.from(text, 'latin1'), 'application/zip', 'x.zip'))).report).toBeUndefined();
  });
});

/** A ZIP whose directory says that its file is small. */
function lyingZip(content: Uint8Array, size: number): Uint8Array {
  const packed = deflateRawSync(content);
  const name = Buffer.from('a.xml');
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(size, 8);
  const lengths = Buffer.from([name.length, 0, 0, 0]);
  const common = Buffer.concat([Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]), sizes, lengths]);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, name, packed]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

describe.skipIf(!dovecotAvailable)('read from the mailbox', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform();
  });
  afterAll(() => platform.close());

  test('each report counts once, is put away, and says which source fails and where TLS breaks', async () => {
    const dovecot = await Dovecot.start();
    onTestFinished(() => dovecot.stop());
    await dovecot.put([
      gzipped('one', [
        { source: '192.0.2.25', count: 900, dkim: 'pass', spf: 'pass' },
        { source: '203.0.113.9', count: 40, dkim: 'fail', spf: 'fail', disposition: 'reject' },
        { source: '198.51.100.7', count: 30, dkim: 'pass', spf: 'fail' },
        { source: '198.51.100.8', count: 20, dkim: 'fail', spf: 'pass' },
        { source: '198.51.100.9', count: 1, dkim: 'fail', spf: 'fail' },
      ]),
      gzipped('two', [{ source: '203.0.113.9', count: 2, dkim: 'fail', spf: 'fail' }]),
      gzipped('one', [{ source: '192.0.2.25', count: 900, dkim: 'pass', spf: 'pass' }]),
      gzipped('else', [{ source: '192.0.2.25', count: 5, dkim: 'pass', spf: 'pass' }], 'other.example'),
      mailWith(gzipSync(JSON.stringify(tlsReport)), 'application/tlsrpt+gzip', 'tls.json.gz'),
      mailWith(zip('<html/>'), 'application/zip', 'holiday.zip'),
    ]);
    const settings = {
      ...{ host: '127.0.0.1', port: dovecot.port, tls: 'never' as const, verifyCertificate: false, user: 'letters', password: 'secret' },
      ...{ folder: 'INBOX', doneFolder: 'Posthorn' },
    } as const;
    expect(await readInbox(platform, settings, 'bounces')).toEqual({ noted: 4, known: 1, foreign: 1, tooEarly: 0 });
    expect(await readInbox(platform, settings, 'bounces')).toEqual({ noted: 0, known: 0, foreign: 0, tooEarly: 0 });
    const { call } = await testApi(platform, [deliveryRoom], ['operator']);
    expect((await call(api.sending.reportedDomains)).rows.toSorted()).toEqual(['kontor.example', 'other.example']);
    const shown = await call(api.sending.reports, { params: { domain: 'Kontor.example' }, query: { days: 30 } });
    expect(shown).toMatchObject({ domain: 'kontor.example', reports: 3, reporters: ['provider.example'] });
    expect(
      shown.sources.map(({ source, messages, dkim, spf, failed, rejected }) => [source, messages, dkim, spf, failed, rejected]),
    ).toEqual([
      ['192.0.2.25', 900, 900, 900, 0, 0],
      ['203.0.113.9', 42, 0, 0, 42, 40],
      ['198.51.100.7', 30, 30, 0, 0, 0],
      ['198.51.100.8', 20, 0, 20, 0, 0],
      ['198.51.100.9', 1, 0, 0, 1, 0],
    ]);
    expect(shown.tls).toEqual({
      succeeded: 500,
      failures: [{ reason: 'certificate-expired', receivers: ['mx.kontor.example'], sessions: 20 }],
    });
    expect(shown.hints.map(({ code, count, values }) => [code, count, values.source ?? values.reason])).toEqual([
      ['dmarc-fails', 42, '203.0.113.9'],
      ['spf-fails', 30, '198.51.100.7'],
      ['dkim-fails', 20, '198.51.100.8'],
      ['tls-fails', 20, 'certificate-expired'],
    ]);
  });
});
