import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { PosthornError } from '../errors/index.ts';

const nonceBytes = 12;
const tagBytes = 16;

/** An encrypted entry with what must be known of its plain bytes. */
export interface EncryptedEntry {
  /** Nonce, ciphertext, tag. */
  readonly bytes: Uint8Array;
  /** Hexadecimal, of the plain bytes. */
  readonly sha256: string;
  /** Of the plain bytes. */
  readonly size: number;
}

/**
 * AES-256-GCM with a nonce that comes from key and content (HMAC-SHA-256 of the content's hash): the same content gives the same
 * bytes, and a nonce is never used for two different contents under a key. Pure: worker threads call it.
 * @param key 32 bytes
 */
export function encryptEntry(key: Uint8Array, plain: Uint8Array): EncryptedEntry {
  const digest = createHash('sha256').update(plain).digest();
  const nonce = createHmac('sha256', key).update(digest).digest().subarray(0, nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const ciphertext = cipher.update(plain);
  const bytes = Buffer.concat([nonce, ciphertext, cipher.final(), cipher.getAuthTag()]);
  return { bytes, sha256: digest.toString('hex'), size: plain.length };
}

/** @throws PosthornError `pack.damaged` when the bytes are not those that were encrypted under this key */
export function decryptEntry(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (bytes.length < nonceBytes + tagBytes) throw new PosthornError('pack.damaged', { detail: 'An entry of a pack is cut off.' });
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new PosthornError('pack.damaged', { detail: 'An entry of a pack does not decrypt.', cause });
  }
}
