import type { LaterKind, ProviderReceipt, Reply } from '../../receipts/types.ts';
import { textOfSeptets } from '../gsm7.ts';
import { type Pdu, tags } from './pdu.ts';

/** Message states by number (section 5.2.28) and by their names in the text of a receipt (appendix B). */
const byNumber: readonly (string | undefined)[] = [
  ...[undefined, 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD'],
];
const kinds: Readonly<Record<string, LaterKind | undefined>> = {
  ENROUTE: 'delayed',
  DELIVRD: 'delivered',
  EXPIRED: 'expired',
  DELETED: 'bounced-soft',
  UNDELIV: 'bounced-soft',
  ACCEPTD: 'accepted',
  REJECTD: 'bounced-soft',
};
/** Errors of the network after which the number certainly takes no short messages (3GPP TS 29.002: unknown and absent-for-good subscribers). */
const deadNumbers = new Set(['001', '1', '005', '5', '009', '9']);

/**
 * What a deliver_sm brings: a receipt or a reply. A receipt says its message by an optional parameter or in its text; both are read, because
 * message centres give either, or both in different notations.
 */
export function readDeliver(pdu: Pdu): { readonly receipt?: ProviderReceipt; readonly reply?: Reply } {
  const { fields, tlvs } = pdu;
  const esmClass = Number(fields.esm_class ?? 0);
  const isReceipt = (esmClass & 0x3c) === 0x04 || tlvs.has(tags.receipted_message_id);
  const bytes = tlvs.get(tags.message_payload) ?? (fields.short_message as Buffer | undefined) ?? Buffer.alloc(0);
  if (isReceipt) {
    const receipt = receiptOf(tlvs, bytes.toString('latin1'));
    return receipt === undefined ? {} : { receipt };
  }
  const text = textOf(bytes, Number(fields.data_coding ?? 0), (esmClass & 0x40) !== 0);
  const from = numberOf(String(fields.source_addr ?? ''), Number(fields.source_addr_ton ?? 0));
  const to = String(fields.destination_addr ?? '');
  return { reply: { channel: 'sms', from, to, text, id: replyId(from, to, text, pdu) } };
}

function receiptOf(tlvs: Pdu['tlvs'], text: string): ProviderReceipt | undefined {
  const said = (name: string) => new RegExp(`(?:^|\\s)${name}:\\s*(\\S+)`, 'i').exec(text)?.[1];
  const tlvId = tlvs.get(tags.receipted_message_id)?.toString('latin1').replace(/\0.*$/s, '');
  const messageId = tlvId || said('id');
  const state = byNumber[tlvs.get(tags.message_state)?.[0] ?? 0] ?? said('stat')?.toUpperCase();
  const error = said('err');
  if (messageId === undefined || state === undefined) return undefined;
  const kind = kinds[state];
  if (kind === undefined) return undefined;
  const hard = (state === 'UNDELIV' || state === 'REJECTD') && error !== undefined && deadNumbers.has(error);
  const done = momentOf(/done date:\s*(\d+)/i.exec(text)?.[1]);
  return {
    kind: hard ? 'bounced-hard' : kind,
    messageId,
    detail: [state, error === undefined || /^0+$/.test(error) ? '' : `err ${error}`].filter(Boolean).join(' '),
    ...(done === undefined ? {} : { at: done }),
  };
}

/** `YYMMDDhhmm` or with seconds. In which zone, nobody says: taken as UTC, and held by the receiver to between sending and now. */
function momentOf(text: string | undefined): Date | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/.exec(text ?? '') ?? [];
  if (year === undefined) return undefined;
  const moment = new Date(`20${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}Z`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function textOf(bytes: Buffer, coding: number, hasHeader: boolean): string {
  const body = hasHeader ? bytes.subarray(1 + (bytes[0] ?? 0)) : bytes;
  if ((coding & 0x0c) === 0x08) return new TextDecoder('utf-16be').decode(body);
  if (coding === 3) return body.toString('latin1');
  return textOfSeptets(body);
}

/** International numbers (TON 1) in E.164; others as they are. */
const numberOf = (address: string, ton: number): string => (ton === 1 && !address.startsWith('+') ? `+${address}` : address);

/** Message centres give replies no id; the same bytes with the same sequence number within a bind are the same reply brought again. */
const replyId = (from: string, to: string, text: string, { sequence, tlvs }: Pdu): string =>
  tlvs.get(tags.user_message_reference)?.toString('hex') ?? [from, to, sequence, text.slice(0, 60)].join(' ');
