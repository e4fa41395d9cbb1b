import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Keys for mail, made by openssl and gpg as their owners would, and what these programs make of what was encrypted for them. */
export class KeyOwner {
  readonly #folder = mkdtempSync('/tmp/owner-');

  constructor() {
    afterAll(() => this.remove());
  }

  openssl(...args: readonly string[]): Buffer {
    return execFileSync('openssl', args, { cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** A certificate in PEM; its key has the same name. @param more such as `-days 30` */
  certificate(name: string, address: string, more: readonly string[] = ['-days', '365']): string {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', `${name}.key`, '-out', `${name}.pem`];
    const says = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=email:${address}`, '-addext', 'extendedKeyUsage=emailProtection'];
    this.openssl('req', '-x509', '-nodes', ...more, ...key, ...says);
    return this.file(`${name}.pem`);
  }

  file(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8');
  }

  /** What an S/MIME mail holds, as its owner reads it. */
  decryptedMail(name: string, mail: Uint8Array): Buffer {
    writeFileSync(join(this.#folder, 'mail.eml'), mail);
    return this.openssl('cms', '-decrypt', '-inform', 'SMIME', '-in', 'mail.eml', '-recip', `${name}.pem`, '-inkey', `${name}.key`);
  }

  /** What a signed entity holds; throws when its signature does not hold. */
  verified(name: string, entity: Uint8Array): Buffer {
    writeFileSync(join(this.#folder, 'signed.eml'), entity);
    return this.openssl('cms', '-verify', '-inform', 'SMIME', '-in', 'signed.eml', '-CAfile', `${name}.pem`, '-purpose', 'any');
  }

  gpg(args: readonly string[], input?: Uint8Array | string): Buffer {
    const shared = [
      '--homedir',
      this.#folder,
      '--batch',
      '--yes',
      '--pinentry-mode',
      'loopback',
      '--passphrase',
      '',
      '--trust-model',
      'always',
    ];
    return execFileSync('gpg', [...shared, '--ignore-time-conflict', ...args], {
      ...(input === undefined ? {} : { input }),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** An OpenPGP key in armour. @param at when it is made @param ends such as `10d` or `never` */
  pgpKey(address: string, at: Date, ends = 'never'): string {
    const made = ['--faked-system-time', `${Math.floor(at.getTime() / 1000)}!`];
    this.gpg([...made, '--quick-generate-key', `Anna <${address}>`, 'ed25519', 'sign', 'never']);
    const fingerprint = /^fpr:+([0-9A-F]+):/m.exec(this.gpg([...made, '--with-colons', '--list-keys', address]).toString())![1]!;
    this.gpg([...made, '--quick-add-key', fingerprint, 'cv25519', 'encr', ends]);
    return this.gpg([...made, '--armor', '--export', address]).toString();
  }

  remove(): void {
    execFileSync('gpgconf', ['--homedir', this.#folder, '--kill', 'gpg-agent']);
    rmSync(this.#folder, { recursive: true });
  }
}
