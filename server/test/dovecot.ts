import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether Debian's Dovecot is installed and may be started (it needs root). `npm test` installs it. */
export const dovecotAvailable = existsSync('/usr/sbin/dovecot') && process.getuid?.() === 0;

/** A Dovecot of its own on loopback, without systemd: one mailbox, a Maildir that Postfix may deliver into, read by IMAP with any name and `secret`. */
export class Dovecot {
  readonly port: number;
  /** The Maildir of INBOX; its owner is Postfix's user. */
  readonly maildir: string;
  readonly #dir: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, dir: string) {
    this.port = port;
    this.#dir = dir;
    this.maildir = join(dir, 'mail', 'all');
  }

  /** @param mailDir a folder that holds the Maildir `all`, as Postfix keeps it; an own one otherwise */
  static async start(mailDir?: string): Promise<Dovecot> {
    const dir = await mkdtemp(join(tmpdir(), 'posthorn-dovecot-'));
    await chmod(dir, 0o755);
    const dovecot = new Dovecot(await freePort(), dir);
    const [uid, gid] = [idOf('-u'), idOf('-g')];
    for (const name of ['run', 'state', 'mail']) await mkdir(join(dir, name));
    await chown(join(dir, 'mail'), uid, gid);
    await writeFile(join(dir, 'dovecot.conf'), configuration(dir, dovecot.port, mailDir ?? join(dir, 'mail'), uid, gid));
    dovecot.#process = spawn('/usr/sbin/dovecot', ['-F', '-c', join(dir, 'dovecot.conf')], { stdio: 'ignore' });
    for (let tries = 0; tries < 200; tries += 1) {
      if (await answers(dovecot.port)) return dovecot;
      await sleep(50);
    }
    throw new Error(`Dovecot does not answer; see ${dir}/dovecot.log`);
  }

  /** Puts mails into a folder, as a delivery agent does. */
  async put(mails: readonly string[]): Promise<void> {
    for (const mail of mails) {
      execFileSync('/usr/lib/dovecot/dovecot-lda', ['-c', join(this.#dir, 'dovecot.conf'), '-d', 'anybody'], { input: mail });
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve));
    this.#process?.kill('SIGTERM');
    await Promise.race([ended, sleep(5_000)]);
    await rm(this.#dir, { recursive: true, force: true });
  }
}

const configuration = (dir: string, port: number, mailDir: string, uid: number, gid: number): string => `protocols = imap
listen = 127.0.0.1
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${mailDir}/all
postmaster_address = postmaster@example.com
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${mailDir} allow_all_users=yes
}
`;

const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postfix'], { encoding: 'utf8' }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
    socket.setTimeout(2_000, () => {
      socket.destroy();
      resolve(false);
    });
  });
}
