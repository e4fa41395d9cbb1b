import { randomBytes } from 'node:crypto';
import {
  armoured,
  type CmsSigner,
  encryptCms,
  encryptMessage,
  type MailCertificate,
  type PgpRecipient,
  signCms,
} from '../../../platform/cryptography/index.ts';
import { base64Body, type Entity, entityOf, type Field, field, rendered } from './mime-fields.ts';

/** For whom a mail is encrypted: all can read it. */
export type MailRecipients =
  | { readonly kind: 'smime'; readonly certificates: readonly MailCertificate[] }
  | { readonly kind: 'openpgp'; readonly keys: readonly PgpRecipient[] };

export interface Protection {
  readonly recipients?: MailRecipients | undefined;
  readonly signer?: CmsSigner | undefined;
}

export interface ProtectedMail {
  readonly source: Buffer;
  /** What was done, for the record: `S/MIME, AES-256-CBC, signed`. */
  readonly done: string;
}

/** What stands in the subject of an encrypted mail, where everybody on the way can read it (RFC 9788, 3.2.1: `hcp_baseline`). */
const hiddenSubject = '[...]';

/**
 * Signs and encrypts a mail that is otherwise whole, before it is signed for its domain: first signed, then encrypted, so that nobody sees who signed.
 *
 * S/MIME as RFC 8551, PGP/MIME as RFC 3156; the mail's own header is protected with its content (RFC 9788): it stands within, and of an encrypted mail
 * the true subject stands there only. Under OpenPGP it is not signed, for whoever has such a key has seldom use for a certificate.
 */
export function protectMail(source: Buffer, { recipients, signer }: Protection, at: Date): ProtectedMail {
  const mail = entityOf(source);
  if (recipients === undefined) {
    if (signer === undefined) return { source, done: '' };
    const inner = rendered([...mail.fields, ...withParameter(mail.structural, 'hp', 'clear')], mail.body);
    return { source: around(mail.fields, signedEntity(inner, signer, at)), done: 'signed (S/MIME)' };
  }
  const outer = mail.fields.map((one) => (one.name === 'subject' ? field('Subject', hiddenSubject) : one));
  const inner = innerEntity(mail, outer);
  if (recipients.kind === 'openpgp') {
    const { bytes, cipher } = encryptMessage(inner, recipients.keys);
    return { source: around(outer, pgpEntity(armoured('MESSAGE', bytes))), done: `encrypted (OpenPGP, ${cipher})` };
  }
  const content = signer === undefined ? inner : signedEntity(inner, signer, at);
  const { der, type, cipher } = encryptCms(content, recipients.certificates);
  return {
    source: around(outer, smimeEntity(der, type)),
    done: `${signer === undefined ? '' : 'signed and '}encrypted (S/MIME, ${cipher})`,
  };
}

/** What is encrypted: the mail with its own header, and what of it stands outside (`HP-Outer`), so that readers know what was hidden. */
function innerEntity({ fields, structural, body }: Entity, outer: readonly Field[]): Buffer {
  const seen = outer.map(({ line }) => ({ name: 'hp-outer', line: `HP-Outer: ${line}` }));
  return rendered([...fields, ...seen, ...withParameter(structural, 'hp', 'cipher')], body);
}

const withParameter = (fields: readonly Field[], name: string, value: string): readonly Field[] =>
  fields.map((one) => (one.name === 'content-type' ? { ...one, line: `${one.line};\r\n ${name}="${value}"` } : one));

/** The fields that everybody sees, before an entity with its own. */
const around = (fields: readonly Field[], entity: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${[...fields, field('MIME-Version', '1.0')].map(({ line }) => line).join('\r\n')}\r\n`, 'latin1'), entity]);

/** `multipart/signed` (RFC 1847, RFC 8551, 3.5.3): whoever reads no signatures reads the mail all the same. */
function signedEntity(content: Buffer, signer: CmsSigner, at: Date): Buffer {
  const signature = rendered(
    [
      field('Content-Type', 'application/pkcs7-signature; name="smime.p7s"'),
      field('Content-Transfer-Encoding', 'base64'),
      field('Content-Disposition', 'attachment; filename="smime.p7s"'),
    ],
    base64Body(signCms(content, signer, at)),
  );
  return multipart('signed; micalg=sha-256', 'application/pkcs7-signature', [content, signature]);
}

function smimeEntity(der: Buffer, type: string): Buffer {
  const fields = [
    field('Content-Type', `application/pkcs7-mime; smime-type=${type};\r\n name="smime.p7m"`),
    field('Content-Transfer-Encoding', 'base64'),
    field('Content-Disposition', 'attachment; filename="smime.p7m"'),
  ];
  return rendered(fields, base64Body(der));
}

function pgpEntity(armour: string): Buffer {
  const version = rendered([field('Content-Type', 'application/pgp-encrypted')], Buffer.from('Version: 1\r\n'));
  const fields = [
    field('Content-Type', 'application/octet-stream; name="encrypted.asc"'),
    field('Content-Disposition', 'inline; filename="encrypted.asc"'),
  ];
  return multipart('encrypted', 'application/pgp-encrypted', [version, rendered(fields, Buffer.from(armour))]);
}

function multipart(kind: 'signed; micalg=sha-256' | 'encrypted', protocol: string, parts: readonly Buffer[]): Buffer {
  const boundary = `=_${randomBytes(16).toString('hex')}`;
  const type = field('Content-Type', `multipart/${kind}; protocol="${protocol}";\r\n boundary="${boundary}"`);
  const pieces = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from('\r\n')]);
  return rendered([type], Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]));
}
