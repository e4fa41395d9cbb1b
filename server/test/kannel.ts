import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const there = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return there;
}

/** Whether Kannel is installed (Debian: `kannel`); `scripts/setup-test-tools.sh` installs it. */
export const kannelAvailable = ['bearerbox', 'smsbox'].every((tool) => spawnSync('which', [tool]).status === 0);

/** Kannel beside us: another program that speaks SMPP with the same message centre, told what to send by HTTP. */
export class Kannel {
  readonly #folder: string;
  readonly #children: readonly ChildProcess[];
  readonly #sendPort: number;

  private constructor(folder: string, children: readonly ChildProcess[], sendPort: number) {
    this.#folder = folder;
    this.#children = children;
    this.#sendPort = sendPort;
  }

  /** @param ports three free ones: administration, smsbox, sendsms */
  static async start(centrePort: number, [admin, box, sendPort]: readonly [number, number, number]): Promise<Kannel> {
    const folder = await mkdtemp(join(tmpdir(), 'posthorn-kannel-'));
    const file = join(folder, 'kannel.conf');
    await writeFile(
      file,
      `group = core
admin-port = ${admin}
admin-password = test
admin-interface = 127.0.0.1
smsbox-port = ${box}
smsbox-interface = 127.0.0.1
log-level = 4

group = smsc
smsc = smpp
smsc-id = centre
host = 127.0.0.1
port = ${centrePort}
transceiver-mode = true
smsc-username = kannel
smsc-password = secret
system-type = ""
source-addr-autodetect = true

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${sendPort}
sendsms-interface = 127.0.0.1
log-level = 4

group = sendsms-user
username = test
password = test
max-messages = 10
concatenation = true

group = sms-service
keyword = default
text = ""
omit-empty = true
`,
    );
    const run = (tool: string) => spawn(tool, [file], { stdio: 'ignore', cwd: folder });
    const bearerbox = run('bearerbox');
    // A smsbox that finds no bearerbox ends.
    while (!(await listens(box))) await sleep(100);
    return new Kannel(folder, [bearerbox, run('smsbox')], sendPort);
  }

  /** @returns Kannel's answer, such as `0: Accepted for delivery` */
  async send(to: string, text: string, ucs2 = false): Promise<string> {
    const query = new URLSearchParams({
      username: 'test',
      password: 'test',
      from: '12345',
      to,
      text,
      charset: 'UTF-8',
      coding: ucs2 ? '2' : '0',
    });
    return (await fetch(`http://127.0.0.1:${this.#sendPort}/cgi-bin/sendsms?${query}`)).text();
  }

  async stop(): Promise<void> {
    for (const child of this.#children.toReversed()) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
