/**
 * How many messages a second leave: claimed, read from the archive, handed over, written down, to Postfix on loopback, to an SMPP message centre and
 * to an HTTP gateway; beside nodemailer in a bare loop that keeps nothing. In one process with the embedded PostgreSQL; the peers of SMPP and HTTP
 * run in the same process and take their share of it. Writes bench/results/delivery.{json,md}.
 *
 *     node bench/delivery/run.ts [--messages N] [--scratch DIR]
 */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import nodemailer from 'nodemailer';
import type { AnyCarrier } from '../../server/src/delivery/accounts/adapter.ts';
import { emailChannel } from '../../server/src/delivery/email/channel.ts';
import { Sender, type SendingChannel } from '../../server/src/delivery/sender.ts';
import { smsHttpCarrier } from '../../server/src/delivery/sms/http-adapter.ts';
import { SmppCarrier } from '../../server/src/delivery/sms/smpp/carrier.ts';
import { countsOf } from '../../server/src/delivery/store.ts';
import { loadConfig } from '../../server/src/platform/config/index.ts';
import { createLogger } from '../../server/src/platform/log/logger.ts';
import { startPosthorn } from '../../server/src/posthorn.ts';
import { queueDeliveries } from '../../server/test/deliveries.ts';
import { MessageCentre } from '../../server/test/message-centre.ts';
import { Postfix, postfixAvailable } from '../../server/test/postfix.ts';

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '10000' }, scratch: { type: 'string', default: tmpdir() } },
});
const messages = Number(values.messages);
const connections = 10;
const bytes = 20_000;
const dataDir = await mkdtemp(join(values.scratch, 'posthorn-delivery-'));
const { config } = loadConfig({ env: {}, given: { dataDir, logLevel: 'warn' } });
const posthorn = await startPosthorn({ config, log: createLogger({ level: 'warn', format: 'pretty' }), work: false });
const { platform } = posthorn;
const rows: { readonly name: string; readonly messages: number; readonly seconds: number; readonly processor: number }[] = [];
try {
  if (postfixAvailable) {
    await toPostfix();
    await toSink();
  } else console.error('Postfix is not here: only SMPP and HTTP are measured');
  await toMessageCentre();
  await toGateway();
  keep();
} finally {
  await posthorn.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function toPostfix(): Promise<void> {
  const postfix = await Postfix.start(18_741);
  try {
    await mails('Postfix', postfix.port);
  } finally {
    await postfix.stop();
  }
}

/** Postfix keeps every mail on the disk before it says yes; its `smtp-sink` throws them away, so that the sender is measured and not the disk. */
async function toSink(): Promise<void> {
  const port = 18_742;
  const sink = spawn('smtp-sink', ['-u', 'postfix', `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' });
  try {
    await sleep(500);
    await mails('smtp-sink', port);
  } finally {
    sink.kill();
  }
}

async function mails(peer: string, port: number): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: connections, ignoreTLS: true });
  const raw = `Subject: test\r\n\r\n${'x'
    .repeat(76)
    .concat('\r\n')
    .repeat(bytes / 78)}`;
  const all = Array.from({ length: messages }, (_, at) => ({ from: 'a@example.com', to: `c${at}@example.org` }));
  await measure(`nodemailer, bare loop → ${peer}`, () => Promise.all(all.map((envelope) => transport.sendMail({ envelope, raw }))));
  transport.close();
  await queueDeliveries(
    platform,
    all.map((one) => one.to),
    { bytes },
  );
  const patience = { connectTimeoutMs: 30_000, replyTimeoutMs: 60_000, messageTimeoutMs: 120_000 };
  const settings = { host: '127.0.0.1', port, tls: 'never', verifyCertificate: false, connections } as const;
  await send(`Posthorn → ${peer}`, emailChannel(platform, { ...settings, ...patience, messagesPerConnection: 100, messagesPerSecond: 0 }));
}

async function toMessageCentre(): Promise<void> {
  const centre = await MessageCentre.start();
  const settings = {
    host: '127.0.0.1',
    port: centre.port,
    tls: false,
    systemId: 'posthorn',
    password: 'secret',
    systemType: '',
    from: '12345',
  };
  const patience = { connectTimeoutMs: 5_000, responseTimeoutMs: 60_000, enquireAfterMs: 30_000 };
  const carrier = new SmppCarrier(
    { ...settings, ...patience, bind: 'transmitter', window: 50, longMessages: 'udh' },
    { receipts: async () => {}, replies: async () => {} },
  );
  await queueDeliveries(platform, numbers(), { channel: 'sms' });
  await send('Posthorn → SMPP message centre', shortMessages(carrier));
  await centre.stop();
}

async function toGateway(): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(201).end('{"id":"1"}'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const carrier = smsHttpCarrier({ url, from: '12345', body: '{"to":"{to}","text":"{text}"}', idPath: 'id', timeoutMs: 30_000 });
  await queueDeliveries(platform, numbers(), { channel: 'sms' });
  await send('Posthorn → HTTP gateway', shortMessages(carrier));
  server.closeAllConnections();
  server.close();
}

function numbers(): string[] {
  return Array.from({ length: messages }, (_, at) => `+49151${String(at).padStart(8, '0')}`);
}

/** Messages that say the id of their delivery: what reading the archive costs is measured with mails. */
function shortMessages(carrier: AnyCarrier): SendingChannel {
  return {
    ...{ name: 'sms', account: 'default', parallel: carrier.parallel, costOf: () => 0 },
    prepare: async () => (delivery, mayBegin) =>
      carrier.send({ id: delivery.id, to: delivery.address, text: delivery.id } as never, mayBegin),
    check: () => carrier.check(),
    interrupt: () => carrier.interrupt(),
    close: () => carrier.close(),
  };
}

async function send(name: string, channel: SendingChannel): Promise<void> {
  let sender: Sender | undefined;
  await measure(name, async () => {
    sender = new Sender(platform, channel, { policy: { firstPause: 60, longestPause: 60, giveUpAfter: 3600 }, claimLifetime: 900 });
    while ((await countsOf(platform.db)).some(({ state }) => state === 'queued' || state === 'sending')) await sleep(100);
  });
  await sender?.stop();
  const failed = (await countsOf(platform.db)).filter(({ state }) => state !== 'sent');
  if (failed.length > 0) throw new Error(`${name}: not everything was sent: ${JSON.stringify(failed)}`);
}

async function measure(name: string, job: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  const used = process.cpuUsage();
  await job();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(used);
  rows.push({ name, messages, seconds, processor: (user + system) / 1e6 });
  console.error(`${name}: ${Math.round(messages / seconds)} a second`);
}

function keep(): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`;
  const command = `node bench/delivery/run.ts --messages ${messages}`;
  const at = new Date().toISOString();
  const file = (ending: string) => resolve(import.meta.dirname, `../results/delivery.${ending}`);
  writeFileSync(file('json'), `${JSON.stringify({ at, machine, command, rows }, null, 2)}\n`);
  const lines = rows.map(
    (row) =>
      `| ${row.name} | ${row.messages} | ${Math.round(row.messages / row.seconds)} | ${((row.processor * 1000) / row.messages).toFixed(2)} |`,
  );
  const head = ['| way | messages | a second | processor of our process, ms a message |', '| --- | ---: | ---: | ---: |'];
  writeFileSync(file('md'), `# Messages a second\n\n${at}, ${machine}\n\n    ${command}\n\n${[...head, ...lines].join('\n')}\n`);
}
