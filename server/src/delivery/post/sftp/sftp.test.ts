import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { SftpServer, sftpAvailable } from '../../../../test/sftp-server.ts';
import type { Letter } from '../letters/letter.ts';
import { sftpAdapter, sftpCarrier } from './adapter.ts';
import { defaultTicket, fileNameOf, patternFault, ticketOf } from './ticket.ts';

const letter = (more: Partial<Letter> = {}): Letter => ({
  ...{ id: 'letter-1', address: ['Erika & Max Muster', 'Weg 1', '12345 Ort'], country: 'DE', pdf: Buffer.alloc(60_000, 'x'), pages: 3 },
  ...{ product: 'registered', reference: 'R/1 "x"', customerNumber: '7', ...more },
});
const options = { colour: false, duplex: true };

test('names and tickets are filled in so that no value leaves its place', () => {
  const hostile = letter({ reference: '../../etc/passwd', customerNumber: '"]>\n<x>' });
  expect(fileNameOf('%%{country}%{colour}%{duplex}%{reference}_{id}.pdf', hostile, options)).toBe('%%DE%0%1%-etc-passwd_letter-1.pdf');
  expect(ticketOf('<a b="{customer}">{line1}</a>', 'xml', hostile, options, '')).toBe(
    '<a b="&quot;]&gt; &lt;x&gt;">Erika &amp; Max Muster</a>',
  );
  expect(JSON.parse(ticketOf('{"of":"{customer}"}', 'json', hostile, options, ''))).toEqual({ of: '"]>\n<x>' });
  expect(ticketOf('{file};{customer};{sheets}', 'csv', hostile, options, 'a.pdf')).toBe('"a.pdf";"""]> <x>";"2"');
  expect([patternFault('{id}.pdf'), patternFault('a.pdf'), patternFault('../{id}.pdf'), patternFault('{id}.txt')].map(Boolean)).toEqual([
    ...[false, true, true, true],
  ]);
});

describe.runIf(sftpAvailable)('an OpenSSH server', () => {
  let server: SftpServer;
  beforeAll(async () => {
    server = await SftpServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    for (const name of readdirSync(server.directory)) rmSync(join(server.directory, name));
  });

  const carrier = (more: Record<string, string | boolean> = {}) => {
    const defaults = { directory: server.directory, fileName: '{id}.pdf', ticketForm: 'xml', ticket: defaultTicket, duplex: true };
    const one = sftpCarrier({ ...server.settings, ...defaults, ...more }, 240);
    onTestFinished(() => one.close());
    return one;
  };
  const files = () => readdirSync(server.directory).sort();
  const there = (name: string) => existsSync(join(server.directory, name));
  const go = () => true;

  test('gets the letter whole under its name, and its ticket last', async () => {
    const outcome = await carrier().send(letter(), go);
    expect(outcome).toMatchObject({
      kind: 'sent',
      segments: 2,
      pricedAs: 'DE registered',
      messageId: join(server.directory, 'letter-1.xml'),
    });
    expect(files()).toEqual(['letter-1.pdf', 'letter-1.xml']);
    expect(readFileSync(join(server.directory, 'letter-1.pdf'))).toHaveLength(60_000);
    const ticket = readFileSync(join(server.directory, 'letter-1.xml'), 'utf8');
    expect(ticket).toContain('reference="R/1 &quot;x&quot;"');
    expect(ticket).toContain('name="letter-1.pdf" pages="3" size="60000"');
    expect(ticket).toContain('<address>Erika &amp; Max Muster, Weg 1, 12345 Ort</address>');
    // The same letter again, as after a crash that kept its end unknown: nothing is written twice.
    expect(await carrier().send(letter({ pdf: Buffer.from('other') }), go)).toMatchObject({ kind: 'sent' });
    expect(readFileSync(join(server.directory, 'letter-1.pdf'))).toHaveLength(60_000);
  });

  test('one connection carries many letters, and remembers nothing of them', async () => {
    const warned: string[] = [];
    const note = ({ name }: Error) => void warned.push(name);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const one = carrier({ ticketForm: 'none' });
    for (const id of ['a', 'b', 'c', 'd']) expect(await one.send(letter({ id }), go)).toMatchObject({ kind: 'sent' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(files()).toEqual(['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf']);
    // Node warns when more than ten wait for the end of one connection.
    expect(warned).toEqual([]);
  });

  test('a connection that breaks before the ticket has its name leaves nothing handed over, and the next attempt ends it', async () => {
    server.cutWhen = (towards) => towards === 'server' && there('letter-1.xml.part');
    expect(await carrier().send(letter(), go)).toMatchObject({ kind: 'deferred', channelDown: true });
    expect(files()).not.toContain('letter-1.xml');
    expect(await carrier().send(letter(), go)).toMatchObject({ kind: 'sent' });
    expect(files()).toEqual(['letter-1.pdf', 'letter-1.xml']);
  });

  test('where the answer to the last step is lost, looking tells: it lies there, or was fetched already', async () => {
    server.cutWhen = (towards) => towards === 'client' && there('letter-1.xml');
    expect(await carrier().send(letter(), go)).toMatchObject({ kind: 'sent' });
    server.cutWhen = (towards) => {
      if (towards !== 'client' || !there('letter-2.xml')) return false;
      rmSync(join(server.directory, 'letter-2.xml'));
      return true;
    };
    expect(await carrier().send(letter({ id: 'letter-2' }), go)).toMatchObject({ kind: 'sent' });
  });

  test('of letters of which nobody knows it tells which lie there', async () => {
    const one = carrier({ ticketForm: 'none', fileName: 'k_{customer}_{id}.pdf' });
    await one.send(letter(), go);
    const when = { madeAt: new Date(), sentAt: new Date() };
    const asked = ['letter-1', 'letter-9'].map((deliveryId) => ({ deliveryId, messageId: null, ...when }));
    const news = await one.ask!(asked);
    expect(news.map(({ deliveryId, receipts }) => [deliveryId, receipts.map(({ kind }) => kind)])).toEqual([['letter-1', ['accepted']]]);
  });

  test('another key than expected gets no sign-in, and is told; a directory that is not there is the account’s fault', async () => {
    const hostKey = `SHA256:${'A'.repeat(43)}`;
    const wrong = await carrier({ hostKey }).check();
    expect(wrong).toMatchObject({ ok: false, error: expect.stringContaining(server.settings.hostKey) });
    expect(await carrier({ hostKey }).send(letter(), go)).toMatchObject({ kind: 'deferred', channelDown: true });
    expect(await carrier().check()).toEqual({ ok: true, detail: server.directory });
    expect(await carrier({ directory: '/nowhere' }).check()).toMatchObject({ ok: false });
    expect(await carrier({ directory: '/nowhere' }).send(letter(), go)).toMatchObject({ kind: 'deferred', channelDown: true });
    expect(sftpAdapter.fault!({ hostKey: 'x', fileName: '{id}.pdf', directory: '.' })).toMatch(/fingerprint/);
  });
});
