import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { bits, element, integer, nothing, oid, sequence } from '../der.ts';
import { DamagedKey, Fields } from './packets.ts';

/** How the session key of a message is wrapped with a key on a curve (RFC 9580, 5.5.5.6.1). */
export interface CurveWrapping {
  /** Object identifier of the curve without its header. */
  readonly curve: Buffer;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  /** Bits of AES. */
  readonly wrapBits: 128 | 192 | 256;
  /** As they stand in the key. */
  readonly parameters: Buffer;
}

/** A public key or subkey of version 4 (RFC 9580, 5.5.2.2). */
export interface PublicKey {
  /** As it is hashed where it is signed: 0x99, length, body. */
  readonly hashed: Buffer;
  readonly fingerprint: Buffer;
  readonly createdAt: Date;
  /** Number of the algorithm (RFC 9580, 9.1). */
  readonly algorithm: number;
  /** In words, such as `RSA 3072` or `Curve25519`. */
  readonly name: string;
  /** Absent where this algorithm is not spoken here. */
  readonly key?: KeyObject;
  readonly wrapping?: CurveWrapping;
}

export const algorithms = { rsa: 1, rsaEncryption: 2, rsaSigning: 3, dsa: 17, ecdh: 18, ecdsa: 19, eddsa: 22, ed25519: 27 } as const;

/** Curves by their object identifiers in hexadecimal digits. */
const curves: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
  '2b2403030208010107': 'brainpoolP256r1',
  '2b240303020801010b': 'brainpoolP384r1',
  '2b240303020801010d': 'brainpoolP512r1',
  '2b060104019755010501': 'Curve25519',
  '2b06010401da470f01': 'Ed25519',
};
const hashes: Readonly<Record<number, CurveWrapping['hash']>> = { 8: 'sha256', 9: 'sha384', 10: 'sha512' };
const wraps: Readonly<Record<number, CurveWrapping['wrapBits']>> = { 7: 128, 8: 192, 9: 256 };
const leastRsaBits = 2048;

/** Reads the body of a packet with a public key. @throws DamagedKey */
export function readPublicKey(body: Buffer): PublicKey {
  const fields = new Fields(body);
  const version = fields.number(1);
  if (version !== 4) throw new DamagedKey(`The key has version ${version}; version 4 is read here.`);
  const createdAt = new Date(fields.number(4) * 1000);
  const algorithm = fields.number(1);
  const hashed = Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body]);
  const fingerprint = createHash('sha1').update(hashed).digest();
  return { hashed, fingerprint, createdAt, algorithm, ...materialOf(algorithm, fields) };
}

type Material = Pick<PublicKey, 'name' | 'key' | 'wrapping'>;

function materialOf(algorithm: number, fields: Fields): Material {
  switch (algorithm) {
    case algorithms.rsa:
    case algorithms.rsaEncryption:
    case algorithms.rsaSigning:
      return rsa(fields);
    case algorithms.dsa:
      return dsa(fields);
    case algorithms.ecdh:
    case algorithms.ecdsa:
    case algorithms.eddsa:
      return onCurve(algorithm, fields);
    case algorithms.ed25519:
      return { name: 'Ed25519', ...known(sequence(oid('1.3.101.112')), fields.bytes(32)) };
    default:
      return { name: `algorithm ${algorithm}` };
  }
}

function rsa(fields: Fields): Material {
  const [modulus, exponent] = [fields.mpi(), fields.mpi()];
  const length = modulus.length * 8;
  const name = `RSA ${length}`;
  if (length < leastRsaBits) return { name };
  return { name, ...known(sequence(oid('1.2.840.113549.1.1.1'), nothing()), sequence(integer(modulus), integer(exponent))) };
}

/** Old keys sign by it what is encrypted for another one. */
function dsa(fields: Fields): Material {
  const [p, q, g, y] = [fields.mpi(), fields.mpi(), fields.mpi(), fields.mpi()];
  const parameters = sequence(integer(p), integer(q), integer(g));
  return { name: `DSA ${p.length * 8}`, ...known(sequence(oid('1.2.840.10040.4.1'), parameters), integer(y)) };
}

function onCurve(algorithm: number, fields: Fields): Material {
  const curve = fields.bytes(fields.number(1));
  const point = fields.mpi();
  const name = curves[curve.toString('hex')];
  if (name === undefined) return { name: 'an unknown curve' };
  // Montgomery and Edwards points stand behind 0x40, and have one coordinate.
  const own = name === 'Curve25519' ? '1.3.101.110' : name === 'Ed25519' ? '1.3.101.112' : undefined;
  const key =
    own === undefined
      ? known(sequence(oid('1.2.840.10045.2.1'), element(0x06, curve)), point)
      : known(sequence(oid(own)), point[0] === 0x40 ? point.subarray(1) : point);
  if (algorithm !== algorithms.ecdh) return { name, ...key };
  const parameters = fields.bytes(fields.number(1));
  const [hash, wrapBits] = [hashes[parameters[1] ?? 0], wraps[parameters[2] ?? 0]];
  if (parameters[0] !== 1 || hash === undefined || wrapBits === undefined) return { name };
  return { name, ...key, wrapping: { curve, hash, wrapBits, parameters } };
}

/** A key out of its SubjectPublicKeyInfo; absent where it is none that could be. */
function known(algorithm: Buffer, value: Uint8Array): { readonly key?: KeyObject } {
  try {
    return { key: createPublicKey({ key: sequence(algorithm, bits(value)), format: 'der', type: 'spki' }) };
  } catch {
    return {};
  }
}
