/*
 * Reports that receivers send about a sender's domain: who sent in its name and what passed (DMARC, RFC 7489), and whether its mail came in over TLS
 * (RFC 8460). They come by mail from anybody, so they are read with bounds and only ever shown.
 */

/** What a receiver saw of one source. */
export interface DmarcRow {
  /** IPv4 or IPv6 address. */
  readonly source: string;
  readonly messages: number;
  readonly disposition: string;
  /** As DMARC counts them: passed, and for the domain of the visible sender. */
  readonly dkim: boolean;
  readonly spf: boolean;
  /** For whom the source signed, and in whose return path it sent, as the receiver found it. */
  readonly signedFor: string;
  readonly sentFor: string;
}

interface Report {
  /** Who reports. */
  readonly organisation: string;
  readonly reportId: string;
  readonly domain: string;
  readonly begins: Date;
  readonly ends: Date;
}

export interface DmarcReport extends Report {
  readonly kind: 'dmarc';
  readonly rows: readonly DmarcRow[];
}

/** Connections that failed for one reason. */
export interface TlsRow {
  readonly reason: string;
  readonly receiver: string;
  readonly sessions: number;
}

export interface TlsReport extends Report {
  readonly kind: 'tls';
  readonly succeeded: number;
  readonly failed: number;
  readonly rows: readonly TlsRow[];
}

export type SenderReport = DmarcReport | TlsReport;

/** It has the form of no report; says why. */
export class Unreadable extends Error {}

/** Rows of one report that are kept; the largest mailbox providers send some hundred. */
export const mostRows = 2_000;

/** A domain as it is compared; throws for what is none. */
export function domainOf(text: string): string {
  const domain = text.trim().toLowerCase().replace(/\.$/, '');
  if (domain.length > 253 || !/^[a-z0-9_.-]+\.[a-z0-9-]+$/.test(domain)) throw new Unreadable('it names no domain');
  return domain;
}

/** Text of strangers for the screen: one line, not too long. */
export const line = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);
