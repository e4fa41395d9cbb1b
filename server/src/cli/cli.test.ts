import { expect, test } from 'vitest';
import { testDatabase } from '../../test/platform.ts';
import { run, start, takenPort, temporaryDirectory } from '../../test/processes.ts';
import { commandList, loadCommand } from './commands.ts';
import { posthorn } from './testing/posthorn.ts';

/** A database and some processes start one after the other, each within seconds, on a busy machine more. */
const severalProcesses = 180_000;

test('help lists every command, and every command explains its options', { timeout: severalProcesses }, async () => {
  const { code, out } = await posthorn('--help');
  expect(code).toBe(0);
  for (const { name, summary } of commandList()) {
    expect(out).toContain(summary);
    const command = (await loadCommand(name))!;
    expect(command.name).toBe(name);
    const help = await posthorn(name, '--help');
    expect(help.code).toBe(0);
    for (const option of Object.keys(command.options)) expect(help.out).toContain(`--${option}`);
  }
});

test('an unknown command, an unknown option and a wrong value are wrong use: exit code 2', async () => {
  expect(await posthorn('sing')).toMatchObject({ code: 2, err: expect.stringContaining('There is no command "sing"') });
  expect(await posthorn('config', '--loud')).toMatchObject({ code: 2, err: expect.stringContaining('--help') });
  expect(await posthorn('all', '--port', 'eighty')).toMatchObject({ code: 2, err: expect.stringContaining('port') });
});

test('with --json an error is one JSON object on standard output', async () => {
  const { code, out } = await posthorn('serve', '--port', '99999', '--json');
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'config.invalid', hint: expect.any(String) } });
});

test('config masks what is secret and says where a value comes from', async () => {
  const { code, out } = await run(['config', '--json'], { DATABASE_URL: 'postgres://me:hush@localhost/x', POSTHORN_PORT: '1234' });
  expect(code).toBe(0);
  expect(out).not.toContain('hush');
  const { settings } = JSON.parse(out) as { settings: { name: string }[] };
  expect(settings.find((one) => one.name === 'port')).toMatchObject({ value: 1234, source: 'environment', default: '8080' });
});

test('a database that does not answer: a clear message, a hint, exit code 3', async () => {
  const DATABASE_URL = `postgres://nobody:secret@127.0.0.1:${1}/x`;
  const { code, err } = await run(['all', '--port', '0', '--data', await temporaryDirectory()], { DATABASE_URL });
  expect(code).toBe(3);
  expect(err).toMatch(/Database unreachable.*\n.*DATABASE_URL/);
  expect(err).not.toContain('secret');
});

test('a port in use: a clear message, a hint, exit code 5', async () => {
  const { url, drop } = await testDatabase();
  const port = await takenPort();
  const { code, err } = await run(['serve', '--port', String(port), '--data', await temporaryDirectory()], { DATABASE_URL: url });
  await drop();
  expect(code).toBe(5);
  expect(err).toMatch(new RegExp(`Port ${port}.*in use`));
});

test(
  'beside a running server neither another one nor the demonstration begins to work',
  async () => {
    const data = await temporaryDirectory();
    const server = start(['serve', '--json', '--port', '0', '--data', data]);
    await server.ready;
    for (const args of [
      ['demo', '--no-serve', '--records', '1', '--data', data],
      ['all', '--port', '0', '--data', data],
    ]) {
      const { code, err } = await run(args, { POSTHORN_LOG_LEVEL: 'info' });
      expect(code).toBe(4);
      expect(err).toContain('Another Posthorn server');
      // Neither the catcher nor a composition has begun.
      expect(err).not.toMatch(/caught, nothing leaves|Composing|migrated/);
    }
    expect((await server.stop()).code).toBe(0);
  },
  severalProcesses,
);

test(
  'server, worker and a second server on one data directory: the first two share it, the third is refused with exit code 4',
  async () => {
    const data = await temporaryDirectory();
    const server = start(['serve', '--json', '--port', '0', '--data', data]);
    const { url, signIn } = await server.ready;
    expect(signIn).toMatchObject({ email: 'admin@posthorn.local' });
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    const worker = start(['work', '--json', '--data', data]);
    await worker.ready;
    expect(await run(['all', '--port', '0', '--data', data])).toMatchObject({
      code: 4,
      err: expect.stringContaining('Another Posthorn server'),
    });
    expect((await worker.stop()).code).toBe(0);
    expect(await (await fetch(`${url}/health/live`)).json()).toMatchObject({ status: 'live' });
    expect((await server.stop()).code).toBe(0);
  },
  severalProcesses,
);

test(
  'a server that was killed leaves a directory on which the next one runs, without a second first sign-in',
  async () => {
    const data = await temporaryDirectory();
    const first = start(['all', '--json', '--port', '0', '--data', data]);
    expect((await first.ready).signIn).toBeDefined();
    await first.kill();
    const second = start(['all', '--json', '--port', '0', '--data', data]);
    const { url, signIn } = await second.ready;
    expect(signIn).toBeUndefined();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const { code, err } = await second.stop();
    expect(code).toBe(0);
    // Nobody shall look for mails that were never to be sent.
    expect(err.match(/e-mail is off: [^"]*POSTHORN_SMTP_URL[^"]*routed to post/g)).toHaveLength(1);
  },
  severalProcesses,
);
