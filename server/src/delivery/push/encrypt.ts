import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';

/*
 * Message encryption for web push (RFC 8291): only the browser that subscribed can read a message, not the push service that carries it. The key
 * is agreed on by ECDH over P-256 with a sender's key made for this one message, and mixed with the secret of the subscription; the body is one
 * record of the content coding aes128gcm (RFC 8188).
 */

/** The public key and the secret that a browser gave with its subscription. */
export interface Recipient {
  /** A point of P-256, uncompressed: 65 bytes. */
  readonly p256dh: Uint8Array;
  /** 16 bytes. */
  readonly auth: Uint8Array;
}

const curve = 'prime256v1';
/** Push services take bodies of 4,096 bytes at least, and most take no more (RFC 8030, 7.2). */
const recordSize = 4_096;
/** Before the record: salt 16, its size 4, length of the key 1, key 65. Within it: mark of the end 1, tag 16. */
const overhead = 86 + 17;

/** Bytes that a message may have before it is encrypted. */
export const mostBytes = recordSize - overhead;

/**
 * Encrypts a message of `mostBytes` at most.
 * @param salt and `sender` are fresh for every message; given only to check examples
 * @throws RangeError when the message is too long, Error when the key of the recipient is no point of the curve
 */
export function encryptMessage(message: Uint8Array, { p256dh, auth }: Recipient, salt = randomBytes(16), sender = freshKey()): Buffer {
  if (message.length > mostBytes) throw new RangeError(`A push message may have ${mostBytes} bytes; this one has ${message.length}.`);
  const ownKey = sender.getPublicKey();
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, ownKey]);
  const agreed = derive(sender.computeSecret(p256dh), auth, keyInfo, 32);
  const contentKey = derive(agreed, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(agreed, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', contentKey, nonce);
  // 2 marks the end of the last record.
  const record = Buffer.concat([cipher.update(message), cipher.update(Buffer.from([2])), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([headOf(salt, ownKey), record]);
}

const derive = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

function headOf(salt: Uint8Array, key: Uint8Array): Buffer {
  const sizes = Buffer.alloc(5);
  sizes.writeUInt32BE(recordSize, 0);
  sizes.writeUInt8(key.length, 4);
  return Buffer.concat([salt, sizes, key]);
}

function freshKey(): ECDH {
  const key = createECDH(curve);
  key.generateKeys();
  return key;
}
