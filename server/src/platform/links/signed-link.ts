import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * A signed link is what lets somebody in who has no account: whoever holds it may do what it is for, until it ends, and nothing else. It names
 * its subject by id, never by number, name or address. Form, before base64url:
 *
 *     version 1 · number of the key 2 · end 4 (seconds) · subject 16 · mark of the address it was sent to 6 · [reference 16] · MAC 16
 *
 * The MAC (HMAC-SHA-256, its first half) covers all of it and what the link is for, so that a link for one thing opens no other. The same
 * content gives the same link: a document that is composed again has the same bytes.
 */

/** What a link is for. */
export type LinkUse = 'preferences' | 'unsubscribe' | 'confirm' | 'mailbox' | 'mailbox-opened' | 'opened' | 'followed' | 'push' | 'device';

export interface LinkContent {
  /** A UUID: whom or what it is about. */
  readonly subject: string;
  /** A UUID beside it, such as the delivery that it came with. */
  readonly reference?: string | undefined;
  /** The address that it is sent to, or leads to; it can be compared later, not read. */
  readonly sentTo?: string | undefined;
  /** Kept to the second. */
  readonly expiresAt: Date;
}

export interface LinkKey {
  /** From 1 on. */
  readonly number: number;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** A link whose signature is right. */
export interface OpenedLink {
  readonly subject: string;
  readonly reference: string | undefined;
  readonly expiresAt: Date;
  readonly expired: boolean;
  /** Whether it was sent to this address. */
  sentTo(address: string): boolean;
}

const version = 1;
const headBytes = 29;
const macBytes = 16;
const nowhere = Buffer.alloc(6);

export function signLink({ number, key }: LinkKey, use: LinkUse, { subject, reference, sentTo, expiresAt }: LinkContent): string {
  const head = Buffer.alloc(7);
  head.writeUInt8(version, 0);
  head.writeUInt16BE(number, 1);
  head.writeUInt32BE(Math.floor(expiresAt.getTime() / 1_000), 3);
  const mark = sentTo === undefined ? nowhere : markOf(key, sentTo);
  const content = Buffer.concat([head, bytesOf(subject), mark, ...(reference === undefined ? [] : [bytesOf(reference)])]);
  return Buffer.concat([content, macOf(key, use, content)]).toString('base64url');
}

/** The number of the key that a link says it is signed with; undefined when it has not the form of a link. */
export function keyNumberOf(link: string): number | undefined {
  const bytes = decode(link);
  return bytes === undefined ? undefined : bytes.readUInt16BE(1);
}

/** @returns undefined when it was not signed with this key for this use */
export function openLink({ key }: LinkKey, use: LinkUse, link: string, now: Date): OpenedLink | undefined {
  const bytes = decode(link);
  if (bytes === undefined) return undefined;
  const content = bytes.subarray(0, bytes.length - macBytes);
  if (!timingSafeEqual(macOf(key, use, content), bytes.subarray(bytes.length - macBytes))) return undefined;
  const expiresAt = new Date(content.readUInt32BE(3) * 1_000);
  const mark = content.subarray(23, headBytes);
  return {
    subject: uuidOf(content.subarray(7, 23)),
    reference: content.length > headBytes ? uuidOf(content.subarray(headBytes)) : undefined,
    expiresAt,
    expired: expiresAt <= now,
    sentTo: (address) => !mark.equals(nowhere) && mark.equals(markOf(key, address)),
  };
}

function decode(link: string): Buffer | undefined {
  const bytes = Buffer.from(link, 'base64url');
  const length = bytes.length - macBytes;
  const sound = (length === headBytes || length === headBytes + 16) && bytes[0] === version && bytes.toString('base64url') === link;
  return sound ? bytes : undefined;
}

const macOf = (key: Uint8Array, use: LinkUse, content: Uint8Array): Buffer =>
  createHmac('sha256', key).update(`posthorn link for ${use}\0`).update(content).digest().subarray(0, macBytes);

const markOf = (key: Uint8Array, address: string): Buffer =>
  createHmac('sha256', key).update(`posthorn link sent to\0${address.toLowerCase()}`).digest().subarray(0, 6);

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
