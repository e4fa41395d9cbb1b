import { type KeyObject, X509Certificate } from 'node:crypto';
import { DamagedDer, type Element, elementsIn, oid, sequence } from '../der.ts';

/** A certificate for mail (RFC 5280, RFC 8550): what it says, and what encrypting for it needs. */
export interface MailCertificate {
  readonly der: Buffer;
  /** SHA-256 of the certificate, in upper-case hexadecimal digits. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  /** E-mail addresses that it was issued for, in lower case. */
  readonly addresses: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  /** Such as `RSA 3072` or `EC P-256`. */
  readonly algorithm: string;
  /** What it may be used for by its own words; a certificate that says nothing may be used for both. */
  readonly maySign: boolean;
  readonly mayEncrypt: boolean;
  /** Its owner's programs read AES-256-GCM, and keys padded by OAEP (capabilities in the certificate, RFC 4262). */
  readonly readsGcm: boolean;
  readonly readsOaep: boolean;
  /** `IssuerAndSerialNumber` in DER: by it CMS names whom something is for. */
  readonly issuerAndSerial: Buffer;
}

/** No certificate that mail can be encrypted or signed with; says why. */
export class UnusableCertificate extends Error {}

const ids = {
  ...{ email: oid('1.2.840.113549.1.9.1'), capabilities: oid('1.2.840.113549.1.9.15') },
  ...{ keyUsage: oid('2.5.29.15'), alternativeName: oid('2.5.29.17'), extendedUsage: oid('2.5.29.37') },
  ...{ forMail: oid('1.3.6.1.5.5.7.3.4'), forAll: oid('2.5.29.37.0') },
  ...{ gcm: oid('2.16.840.1.101.3.4.1.46'), oaep: oid('1.2.840.113549.1.1.7') },
} as const;

/** Bits of the extension KeyUsage (RFC 5280, 4.2.1.3), in its first byte. */
const usage = { digitalSignature: 0x80, nonRepudiation: 0x40, keyEncipherment: 0x20, keyAgreement: 0x08 } as const;
const leastRsaBits = 2048;

/** Reads a certificate, PEM or DER; of several in a PEM the first. @throws UnusableCertificate */
export function readCertificate(source: Uint8Array): MailCertificate {
  try {
    return factsOf(new X509Certificate(source));
  } catch (error) {
    if (error instanceof UnusableCertificate) throw error;
    throw new UnusableCertificate('This is no certificate (X.509, as PEM or DER).', { cause: error });
  }
}

function factsOf(certificate: X509Certificate): MailCertificate {
  const der = Buffer.from(certificate.raw);
  const { serial, issuer, subject, extensions } = partsOf(der);
  const { publicKey } = certificate;
  const purposes = extensions.get(ids.extendedUsage);
  const forMail = purposes === undefined || membersOf(purposes).some(({ bytes }) => bytes.equals(ids.forMail) || bytes.equals(ids.forAll));
  const named = extensions.get(ids.keyUsage)?.content;
  const may = (bit: number): boolean => forMail && (named === undefined || ((named[1] ?? 0) & bit) !== 0);
  const isRsa = publicKey.asymmetricKeyType === 'rsa';
  const capabilities = capabilitiesOf(extensions.get(ids.capabilities));
  return {
    der,
    fingerprint: certificate.fingerprint256.replaceAll(':', ''),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    addresses: addressesOf(subject, extensions.get(ids.alternativeName)),
    ...{ notBefore: new Date(certificate.validFrom), notAfter: new Date(certificate.validTo) },
    ...{ publicKey, algorithm: algorithmOf(publicKey) },
    maySign: may(usage.digitalSignature | usage.nonRepudiation),
    mayEncrypt: may(isRsa ? usage.keyEncipherment : usage.keyAgreement),
    readsGcm: capabilities.some((one) => one.equals(ids.gcm)),
    readsOaep: capabilities.some((one) => one.equals(ids.oaep)),
    issuerAndSerial: sequence(issuer.bytes, serial.bytes),
  };
}

/** Finds extensions by their object identifier. */
interface Extensions {
  get(id: Buffer): Element | undefined;
}

/** TBSCertificate: version, serial, algorithm, issuer, validity, subject, key, and extensions in [3]. */
function partsOf(der: Buffer): { serial: Element; issuer: Element; subject: Element; extensions: Extensions } {
  const fields = elementsIn(elementsIn(elementsIn(der)[0]!.content)[0]!.content);
  const from = fields[0]!.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer, , subject] = fields.slice(from);
  if (serial === undefined || issuer === undefined || subject === undefined) throw new DamagedDer('a certificate without names');
  const list = fields.find(({ tag }) => tag === 0xa3);
  const extensions = list === undefined ? [] : elementsIn(elementsIn(list.content)[0]!.content).map(({ content }) => elementsIn(content));
  const get = (id: Buffer): Element | undefined => {
    const value = extensions.find(([name]) => name?.bytes.equals(id))?.at(-1);
    return value && elementsIn(value.content)[0];
  };
  return { serial, issuer, subject, extensions: { get } };
}

const membersOf = (list: Element): Element[] => elementsIn(list.content);

/** Addresses in the alternative names, and the older place in the subject (RFC 8550, 3). */
function addressesOf(subject: Element, alternative: Element | undefined): string[] {
  const mailName = 0x81;
  const named = alternative === undefined ? [] : membersOf(alternative).filter(({ tag }) => tag === mailName);
  const inSubject = membersOf(subject)
    .flatMap(membersOf)
    .map(({ content }) => elementsIn(content))
    .flatMap(([name, value]) => (name?.bytes.equals(ids.email) && value ? value : []));
  return [...new Set([...named, ...inSubject].map(({ content }) => content.toString('latin1').toLowerCase()))];
}

/** SMIMECapabilities: a list of algorithms, each with its parameters (RFC 8551, 2.5.2). */
const capabilitiesOf = (list: Element | undefined): Buffer[] =>
  list === undefined ? [] : membersOf(list).flatMap(({ content }) => elementsIn(content)[0]?.bytes ?? []);

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** @throws UnusableCertificate when nobody should encrypt or sign with such a key any more, or nobody here can */
function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string {
  if (type === 'rsa') {
    const length = details?.modulusLength ?? 0;
    if (length < leastRsaBits)
      throw new UnusableCertificate(`Its RSA key has ${length} bits; ${leastRsaBits} are the least (RFC 8551, 4).`);
    return `RSA ${length}`;
  }
  const curve = details?.namedCurve ?? '';
  if (type !== 'ec' || curves[curve] === undefined)
    throw new UnusableCertificate(`Its key is of a kind that is not used for mail here: ${type} ${curve}.`);
  return `EC ${curves[curve]}`;
}

/** `X509Certificate` writes each part of a name on a line of its own. */
const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ');
