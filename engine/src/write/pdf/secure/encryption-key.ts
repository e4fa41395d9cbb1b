import { aesCbc, sha2 } from '#runtime';
import { concat } from '../objects.ts';
import { hexString } from '../syntax.ts';

/** What readers may do who open the document without the owner's password. All of it is false where it is not said. */
export interface Permissions {
  readonly print?: boolean;
  readonly modify?: boolean;
  /** Take text and pictures out. Assistive technology always may. */
  readonly copy?: boolean;
  readonly annotate?: boolean;
  readonly fillForms?: boolean;
  /** Put pages in, take them out, turn them. */
  readonly assemble?: boolean;
}

const PRINT = (1 << 2) | (1 << 11);
const MODIFY = 1 << 3;
const COPY = 1 << 4;
const ANNOTATE = 1 << 5;
const FILL = 1 << 8;
const ACCESSIBILITY = 1 << 9;
const ASSEMBLE = 1 << 10;
/** Bits 7, 8 and 13 to 32 are reserved and 1. */
const RESERVED = -4096 | 0b1100_0000;

/** The permissions as ISO 32000-2, table 22 has them. PDF/UA-1, 7.16 wants assistive technology let in. */
export function permissionBits({ print, modify, copy, annotate, fillForms, assemble }: Permissions): number {
  const allowed = [print && PRINT, modify && MODIFY, copy && COPY, annotate && ANNOTATE, fillForms && FILL, assemble && ASSEMBLE];
  return allowed.reduce<number>((bits, bit) => bits | (bit || 0), RESERVED | ACCESSIBILITY);
}

/** The entries of an encryption dictionary (revision 6, AES-256) for a file key. */
export function encryptionDictionary(
  fileKey: Uint8Array,
  passwords: { readonly user: string; readonly owner: string },
  bits: number,
  random: (length: number) => Uint8Array,
): string {
  const none = new Uint8Array(0);
  const user = wrapped(fileKey, passwordBytes(passwords.user), none, random(16));
  const owner = wrapped(fileKey, passwordBytes(passwords.owner), user.proof, random(16));
  const permissions = concat([Uint8Array.of(bits, bits >> 8, bits >> 16, bits >> 24), PERMISSIONS_MARK, random(4)]);
  const sealed = aesCbc(permissions, fileKey, new Uint8Array(16));
  return (
    '/Filter/Standard/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF' +
    `/O${hexString(owner.proof)}/U${hexString(user.proof)}/OE${hexString(owner.key)}/UE${hexString(user.key)}/P ${bits}/Perms${hexString(sealed)}`
  );
}

/** Four bytes of ones; T: the metadata are encrypted; adb. */
const PERMISSIONS_MARK = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x54, 0x61, 0x64, 0x62);

/** ISO 32000-2, algorithms 8 and 9: what proves a password, and the file key under it. */
function wrapped(
  fileKey: Uint8Array,
  password: Uint8Array,
  userProof: Uint8Array,
  salts: Uint8Array,
): { proof: Uint8Array; key: Uint8Array } {
  const [validation, keySalt] = [salts.subarray(0, 8), salts.subarray(8, 16)];
  const proof = concat([hash(password, validation, userProof), validation, keySalt]);
  const key = aesCbc(fileKey, hash(password, keySalt, userProof), new Uint8Array(16));
  return { proof, key };
}

/** ISO 32000-2, algorithm 2.B. */
function hash(password: Uint8Array, salt: Uint8Array, userProof: Uint8Array): Uint8Array {
  let key: Uint8Array = sha2(256, concat([password, salt, userProof]));
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const encrypted = aesCbc(repeated(concat([password, key, userProof])), key.subarray(0, 16), key.subarray(16, 32));
    const sum = encrypted.subarray(0, 16).reduce((total, byte) => total + byte, 0) % 3;
    key = sha2(sum === 0 ? 256 : sum === 1 ? 384 : 512, encrypted);
    last = encrypted.at(-1)!;
  }
  return key.subarray(0, 32);
}

/** 64 times the same. */
function repeated(once: Uint8Array): Uint8Array {
  const block = new Uint8Array(once.length * 64);
  block.set(once);
  for (let length = once.length; length < block.length; length *= 2) block.copyWithin(length, 0, length);
  return block;
}

/** Most bytes of a password. */
const LONGEST_PASSWORD = 127;

function passwordBytes(password: string): Uint8Array {
  return new TextEncoder().encode(password.normalize('NFKC')).subarray(0, LONGEST_PASSWORD);
}
