import { isId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { ReportParts } from '../bounces/report-parts.ts';
import { deliveryOfToken } from '../bounces/store.ts';
import { findDelivery } from '../store.ts';
import type { Delivery } from '../types.ts';

/** Headers that say to which address a mail came, as servers write them; a mailbox has no envelope. */
const recipientHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to', 'to', 'cc'];
/** Headers that name mails of ours, the nearest first. */
const threadHeaders = ['in-reply-to', 'references', 'message-id'];
/** A mail that names more than this is none that needs all of them looked up. */
const lookedUp = 20;

/** The token of the unsubscribe address that a mail came to; undefined where it came to none. */
export function unsubscribeToken({ headers }: ReportParts, localPart: string): string | undefined {
  const pattern = new RegExp(`(?:^|[\\s<,])${localPart}-unsubscribe\\+([\\w-]{8,64})@`, 'i');
  return recipientHeaders.map((name) => pattern.exec(headers.get(name) ?? '')?.[1]).find((token) => token !== undefined);
}

/**
 * Which of our mails a mail is about: by the return path that it came to or that it quotes (VERP), else by the Message-ID that it answers or
 * quotes. Both hold what nobody can guess, so that no stranger's mail passes for one about ours.
 */
export async function deliveryAbout(db: Db, parts: ReportParts, localPart: string): Promise<Delivery | undefined> {
  for (const token of tokensIn(parts, localPart)) {
    const found = await deliveryOfToken(db, token);
    if (found !== undefined) return found;
  }
  for (const messageId of messageIdsIn(parts)) {
    const [id = ''] = messageId.split('@');
    const found = isId(id) ? await findDelivery(db, id) : undefined;
    if (found?.messageId === messageId) return found;
  }
  return undefined;
}

function tokensIn({ headers, feedback = '', original }: ReportParts, localPart: string): readonly string[] {
  const texts = [...recipientHeaders.map((name) => headers.get(name) ?? ''), feedback, original];
  const pattern = new RegExp(`(?:^|[\\s<:;,])${localPart}\\+([\\w-]{8,64})@`, 'gi');
  const tokens = texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!));
  return [...new Set(tokens)].slice(0, lookedUp);
}

function messageIdsIn({ headers, original, deliveryStatus = '', feedback = '' }: ReportParts): readonly string[] {
  const quoted = /^(?:x-original-)?message-id:\s*(\S+)/gim;
  const texts = threadHeaders.map((name) => headers.get(name) ?? '');
  const ids = texts.flatMap((text) => [...text.matchAll(/<([^<>\s]+)>/g)].map((match) => match[1]!));
  for (const text of [original, deliveryStatus, feedback]) ids.push(...[...text.matchAll(quoted)].map((match) => match[1]!));
  return [...new Set(ids.map((id) => id.replace(/^<|>$/g, '')))].slice(0, lookedUp);
}
