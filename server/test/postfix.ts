import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether Debian's Postfix is installed and may be started (it needs root). `npm test` installs it. */
export const postfixAvailable = existsSync('/usr/sbin/postfix') && process.getuid?.() === 0;

/** Ports of servers on loopback: for mail to example.com, where the return paths lead (else into the mailbox), and for dead.example. */
interface Ways {
  readonly returns?: number;
  readonly dead: number;
}

/**
 * A Postfix of its own on loopback, without systemd: takes mail for `example.com`, `example.org` and `example.net` and puts it
 * into one Maildir. Nothing leaves the machine: every other domain is refused.
 */
export class Postfix {
  readonly port: number;
  readonly #dir: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, dir: string) {
    this.port = port;
    this.#dir = dir;
  }

  /** @param ways to other servers, see `Ways` */
  static async start(port: number, ways?: Ways): Promise<Postfix> {
    const dir = await mkdtemp(join(tmpdir(), 'posthorn-postfix-'));
    const postfix = new Postfix(port, dir);
    await postfix.#configure(ways);
    await postfix.run();
    return postfix;
  }

  /** Where the Maildir `all` lies. */
  get mailDir(): string {
    return join(this.#dir, 'mail');
  }

  /** All mails received, whole, with the headers that Postfix added. */
  async mails(): Promise<string[]> {
    const folder = join(this.#dir, 'mail', 'all', 'new');
    const names = await readdir(folder).catch(() => []);
    return Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  }

  /** Waits until so many mails lie in the mailbox. */
  async waitFor(count: number, timeoutMs = 20_000): Promise<string[]> {
    for (const until = Date.now() + timeoutMs; Date.now() < until; await sleep(100)) {
      const mails = await this.mails();
      if (mails.length >= count) return mails;
    }
    return this.mails();
  }

  async run(): Promise<void> {
    this.#process = spawn('/usr/sbin/postfix', ['-c', join(this.#dir, 'etc'), 'start-fg'], { stdio: 'ignore', detached: true });
    for (let tries = 0; tries < 200; tries += 1) {
      if (await answers(this.port)) return;
      await sleep(50);
    }
    throw new Error('Postfix does not answer');
  }

  /** Stops the server; what it received stays. */
  async halt(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve));
    execFileSync('/usr/sbin/postfix', ['-c', join(this.#dir, 'etc'), 'abort'], { stdio: 'ignore' });
    await Promise.race([ended, sleep(5_000)]);
  }

  async stop(): Promise<void> {
    await this.halt();
    await rm(this.#dir, { recursive: true, force: true });
  }

  async #configure(ways: Ways | undefined): Promise<void> {
    const { uid, gid } = passwd('postfix');
    await chmod(this.#dir, 0o755);
    for (const name of ['etc', 'queue', 'data', 'mail']) await mkdir(join(this.#dir, name));
    await chown(join(this.#dir, 'data'), uid, gid);
    await chown(join(this.#dir, 'mail'), uid, gid);
    await writeFile(join(this.#dir, 'etc', 'main.cf'), this.#mainCf(uid, gid) + (ways === undefined ? '' : otherServers(ways)));
    await writeFile(join(this.#dir, 'etc', 'master.cf'), masterCf(this.port));
  }

  #mainCf(uid: number, gid: number): string {
    return `compatibility_level = 3.6
queue_directory = ${this.#dir}/queue
data_directory = ${this.#dir}/data
myhostname = mx.example.com
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = example.com, example.org, example.net
virtual_mailbox_base = ${this.#dir}/mail
virtual_mailbox_maps = static:all/
virtual_minimum_uid = 1
virtual_uid_maps = static:${uid}
virtual_gid_maps = static:${gid}
virtual_transport = virtual
default_transport = error:this server delivers nowhere else
relayhost =
smtpd_relay_restrictions = reject_unauth_destination
smtpd_client_connection_rate_limit = 0
smtpd_peername_lookup = no
maillog_file = ${this.#dir}/mail.log
maillog_file_prefixes = ${this.#dir}
`;
  }
}

const otherServers = ({ returns, dead }: Ways): string => `relay_domains = dead.example
transport_maps = inline:{ ${returns === undefined ? '' : `{ example.com = smtp:[127.0.0.1]:${returns} }, `}{ dead.example = smtp:[127.0.0.1]:${dead} } }
`;

function masterCf(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'discard unix - - n - - discard',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  return `${services.join('\n')}\n`;
}

function passwd(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.end('QUIT\r\n');
      resolve(true);
    });
    socket.once('error', () => resolve(false));
    socket.setTimeout(2_000, () => {
      socket.destroy();
      resolve(false);
    });
  });
}
