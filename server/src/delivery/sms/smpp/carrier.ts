import { randomInt } from 'node:crypto';
import type { Carrier, Health, Inbox } from '../../accounts/adapter.ts';
import type { Outcome } from '../../outcomes.ts';
import type { ShortMessage } from '../gateway.ts';
import { segmented } from '../segments.ts';
import { type NewPdu, type Pdu, tags } from './pdu.ts';
import { readDeliver } from './receipt.ts';
import { type Answer, SmppSession, type SmppSettings } from './session.ts';
import { outcomeOfStatus, statusName } from './status.ts';

export interface SmppOptions extends SmppSettings {
  readonly from: string;
  /** How the parts of a long message are told to belong together. */
  readonly longMessages: 'udh' | 'sar' | 'payload';
}

/** Longest pause between attempts to connect, and the first one; each doubles, a fifth more or less. Milliseconds. */
const longestPause = 60_000;
const firstPause = 1_000;
/** How long a closing session waits for its last answers. */
const goodbyeMs = 5_000;

/**
 * Short messages over one SMPP session. It is opened with the first message, or when there are receipts to wait for, and opened again when it
 * breaks: with pauses that grow, so that a message centre that comes back is not overrun. Any number of messages wait in the window for their
 * answers; whoever comes when it is full waits.
 */
export class SmppCarrier implements Carrier<ShortMessage> {
  readonly parallel: number;
  readonly #options: SmppOptions;
  readonly #inbox: Inbox;
  #session: SmppSession | undefined;
  #opening: Promise<SmppSession> | undefined;
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #failures = 0;
  #notBefore = 0;
  #closed = false;
  #reconnect: NodeJS.Timeout | undefined;
  #reference = randomInt(0x10000);

  constructor(options: SmppOptions, inbox: Inbox) {
    this.#options = options;
    this.#inbox = inbox;
    this.parallel = options.window;
    // Receipts and replies come also while nothing is sent.
    if (options.bind !== 'transmitter') this.#reopen(0);
  }

  async check(): Promise<Health> {
    try {
      await this.#usable();
      return { ok: true, detail: `${this.#options.host}:${this.#options.port} bind_${this.#options.bind}` };
    } catch (error) {
      return { ok: false, error: (error as Error).message };
    }
  }

  async send(message: ShortMessage, mayBegin: () => boolean): Promise<Outcome | undefined> {
    if (this.#options.bind === 'receiver') return { kind: 'refused', error: 'this account only receives' };
    await this.#turn();
    try {
      return await this.#sendNow(message, mayBegin);
    } finally {
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    while (this.#busy >= this.#options.window) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy += 1;
  }

  async #sendNow(message: ShortMessage, mayBegin: () => boolean): Promise<Outcome | undefined> {
    let session: SmppSession;
    try {
      session = await this.#usable();
    } catch (error) {
      return { kind: 'deferred', error: (error as Error).message, channelDown: true };
    }
    if (!mayBegin()) return undefined;
    return this.#submit(session, message);
  }

  interrupt(): void {
    this.#session?.end('sending was stopped');
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#reconnect);
    const session = this.#session;
    if (session === undefined) return;
    const patience = setTimeout(() => session.end('closed'), goodbyeMs);
    void session.unbind().then(() => clearTimeout(patience));
  }

  /** One part after the other, so that a refusal of the first stops the rest. */
  async #submit(session: SmppSession, message: ShortMessage): Promise<Outcome> {
    const { encoding, parts } = segmented(message.text);
    const base = this.#base(message.to, encoding);
    this.#reference = (this.#reference + 1) & 0xffff;
    const ids: string[] = [];
    for (const pdu of partsOf(this.#options.longMessages, base, parts, this.#reference)) {
      const outcome = outcomeOfAnswer(await session.request('submit_sm', pdu));
      if (outcome.kind !== 'sent') return ids.length === 0 ? outcome : torn(outcome, ids.length, parts.length);
      ids.push(outcome.messageId ?? '');
    }
    const detail = `ESME_ROK ${ids.join(' ')}`.trim();
    const known = ids.every((id) => id !== '');
    const sent: Outcome = { kind: 'sent', detail, segments: parts.length };
    if (!known) return sent;
    return ids.length === 1 ? { ...sent, messageId: ids[0]! } : { ...sent, parts: ids };
  }

  #base(to: string, encoding: 'gsm7' | 'ucs2'): NonNullable<NewPdu['fields']> {
    const { from } = this.#options;
    const international = /^\+\d+$/.test(from);
    const digits = /^\d+$/.test(from);
    return {
      source_addr_ton: international ? 1 : digits ? 3 : 5,
      source_addr_npi: international || digits ? 1 : 0,
      source_addr: from.replace(/^\+/, ''),
      ...{ dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: to.replace(/^\+/, '') },
      registered_delivery: this.#options.bind === 'transceiver' ? 1 : 0,
      data_coding: encoding === 'ucs2' ? 8 : 0,
    };
  }

  async #usable(): Promise<SmppSession> {
    if (this.#session?.usable) return this.#session;
    const wait = this.#notBefore - performance.now();
    if (wait > 0) throw new Error(`not connected; tried again in ${Math.ceil(wait / 1000)} s`);
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<SmppSession> {
    if (this.#closed) throw new Error('closed');
    try {
      let opened: SmppSession | undefined;
      const session = await SmppSession.open(
        this.#options,
        (pdu) => this.#bring(pdu),
        () => this.#lost(opened),
      );
      opened = session;
      this.#session = session;
      this.#failures = 0;
      if (this.#closed) session.end('closed');
      return session;
    } catch (error) {
      const pause = Math.min(longestPause, firstPause * 2 ** this.#failures) * (0.8 + 0.4 * Math.random());
      this.#failures += 1;
      this.#notBefore = performance.now() + pause;
      this.#reopen(pause);
      throw new Error(`${this.#options.host}:${this.#options.port}: ${(error as Error).message}`, { cause: error });
    }
  }

  #lost(session: SmppSession | undefined): void {
    if (session === undefined || this.#session !== session) return;
    this.#session = undefined;
    this.#reopen(firstPause * Math.random());
  }

  #reopen(afterMs: number): void {
    if (this.#closed || this.#options.bind === 'transmitter') return;
    clearTimeout(this.#reconnect);
    this.#reconnect = setTimeout(() => void this.#usable().catch(() => {}), afterMs + 1);
    this.#reconnect.unref();
  }

  async #bring(pdu: Pdu): Promise<void> {
    const { receipt, reply } = readDeliver(pdu);
    if (receipt !== undefined) await this.#inbox.receipts([receipt]);
    // Message centres count anew with each session: the same words with the same number are the same reply within an hour only.
    const hour = new Date().toISOString().slice(0, 13);
    if (reply !== undefined) await this.#inbox.replies([{ ...reply, id: `${hour} ${reply.id}` }]);
  }
}

type Part = Pick<NewPdu, 'fields' | 'tlvs'>;

function partsOf(
  way: SmppOptions['longMessages'],
  fields: NonNullable<NewPdu['fields']>,
  parts: readonly Buffer[],
  reference: number,
): Part[] {
  if (parts.length === 1) return [{ fields: { ...fields, short_message: parts[0]! } }];
  if (way === 'payload') return [{ fields, tlvs: new Map([[tags.message_payload, Buffer.concat(parts)]]) }];
  return parts.map((part, at): Part => {
    if (way === 'udh') {
      // 3GPP TS 23.040, 9.2.3.24.1: concatenation with an 8-bit reference; esm_class says that there is a header.
      const header = Buffer.from([5, 0, 3, reference & 0xff, parts.length, at + 1]);
      return { fields: { ...fields, esm_class: 0x40, short_message: Buffer.concat([header, part]) } };
    }
    const two = Buffer.alloc(2);
    two.writeUInt16BE(reference);
    const tlvs = new Map([
      [tags.sar_msg_ref_num, two],
      [tags.sar_total_segments, Buffer.from([parts.length])],
      [tags.sar_segment_seqnum, Buffer.from([at + 1])],
    ]);
    return { fields: { ...fields, short_message: part }, tlvs };
  });
}

function outcomeOfAnswer(answer: Answer): Outcome {
  if ('lost' in answer) {
    if (!answer.written) return { kind: 'deferred', error: answer.lost, channelDown: true };
    return { kind: 'unknown', error: `no answer after the message was handed over: ${answer.lost}` };
  }
  const { pdu } = answer;
  if (pdu.command === 'generic_nack') return { kind: 'refused', error: `generic_nack ${statusName(pdu.status)}` };
  if (pdu.status !== 0) return outcomeOfStatus(pdu.status);
  const messageId = String(pdu.fields.message_id ?? '');
  return { kind: 'sent', detail: 'ESME_ROK', ...(messageId === '' ? {} : { messageId }) };
}

/** Some parts are on their way and others are not: to send it again would bring the first ones twice, so a person decides. */
function torn(outcome: Exclude<Outcome, { kind: 'sent' }>, sent: number, parts: number): Outcome {
  return { kind: 'unknown', error: `${sent} of ${parts} parts were taken, then: ${outcome.error}` };
}
