import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Server, type Session } from 'smpp';

/** What the message centre does with a message, decided by its destination and how often it was asked. */
export type Treatment =
  | 'accept'
  /** Keeps it and hangs up without an answer: only the centre knows that it came. */
  | 'hang-up'
  /** Keeps it and never answers. */
  | 'silent'
  | 'throttle'
  | 'queue-full'
  | 'refuse'
  | 'system-error';

export interface Taken {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly dataCoding: number;
  readonly esmClass: number;
  readonly udh: Buffer | undefined;
  readonly sar: readonly [number, number, number] | undefined;
  readonly wantsReceipt: boolean;
}

const statuses: Partial<Record<Treatment, number>> = { throttle: 0x58, 'queue-full': 0x14, refuse: 0x0b, 'system-error': 0x08 };

/**
 * An SMPP message centre for tests, on the independent codec of the package `smpp`. Takes binds with the password `secret` and treats messages as
 * the test wants.
 */
export class MessageCentre {
  readonly taken: Taken[] = [];
  readonly binds: string[] = [];
  enquiries = 0;
  /** Requests that were not answered yet at once, at most. */
  widest = 0;
  /** How long an answer takes, milliseconds. */
  delay = 0;
  /** Is told of each message that was kept, before it is answered. */
  onTaken: (taken: Taken) => void = () => {};
  readonly #sessions = new Set<Session>();
  readonly #server: Server;
  #open = 0;
  #made = 0;

  private constructor(treat: (pdu: Pdu) => Treatment) {
    this.#server = smpp.createServer((session) => {
      this.#sessions.add(session);
      session.setMaxListeners(0);
      session.on('error', () => session.destroy());
      session.on('close', () => this.#sessions.delete(session));
      for (const kind of ['bind_transceiver', 'bind_transmitter', 'bind_receiver']) {
        session.on(kind, (pdu) => {
          const right = pdu.password === 'secret';
          if (right) this.binds.push(kind);
          session.send(pdu.response({ command_status: right ? 0 : 0x0e, system_id: 'CENTRE' }));
        });
      }
      session.on('enquire_link', (pdu) => {
        this.enquiries += 1;
        session.send(pdu.response());
      });
      session.on('unbind', (pdu) => {
        session.send(pdu.response());
        session.close();
      });
      session.on('submit_sm', (pdu) => this.#submitted(session, pdu, treat(pdu)));
    });
  }

  static async start(treat: (pdu: Pdu) => Treatment = () => 'accept', port = 0): Promise<MessageCentre> {
    const centre = new MessageCentre(treat);
    await new Promise<void>((resolve) => centre.#server.listen(port, '127.0.0.1', resolve));
    return centre;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get sessions(): number {
    return this.#sessions.size;
  }

  /** Brings a PDU to whoever is bound first; resolves with the status of the answer. */
  deliver(fields: object): Promise<number> {
    const [session] = this.#sessions;
    if (session === undefined) return Promise.reject(new Error('nobody is bound'));
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the session ended'));
      session.once('close', ended);
      session.deliver_sm(fields, (answer) => {
        session.off('close', ended);
        resolve(answer.command_status);
      });
    });
  }

  /** A receipt as text, as message centres write it. */
  receipt(taken: Pick<Taken, 'id' | 'to' | 'from'>, state = 'DELIVRD', error = '000'): Promise<number> {
    const text = `id:${taken.id} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:${state} err:${error} text:`;
    return this.deliver({ source_addr: taken.to, destination_addr: taken.from, esm_class: 4, short_message: text });
  }

  hangUp(): void {
    for (const session of this.#sessions) session.destroy();
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.hangUp();
    await closed;
  }

  #submitted(session: Session, pdu: Pdu, treatment: Treatment): void {
    this.#open += 1;
    this.widest = Math.max(this.widest, this.#open);
    const status = statuses[treatment];
    this.#made += 1;
    const id = `m${this.#made.toString(16)}`;
    if (status === undefined) {
      const taken = takenOf(pdu, id);
      this.taken.push(taken);
      this.onTaken(taken);
    }
    if (treatment === 'hang-up') session.destroy();
    const answer = () => {
      this.#open -= 1;
      if (treatment === 'hang-up' || treatment === 'silent') return;
      session.send(pdu.response(status === undefined ? { message_id: id } : { command_status: status }));
    };
    if (this.delay > 0) setTimeout(answer, this.delay);
    else answer();
  }
}

function takenOf(pdu: Pdu, id: string): Taken {
  const body = typeof pdu.short_message === 'string' ? { message: pdu.short_message } : pdu.short_message;
  const message = pdu.message_payload?.message ?? body.message ?? '';
  const { sar_msg_ref_num: ref, sar_total_segments: total, sar_segment_seqnum: number } = pdu;
  return {
    ...{ id, to: pdu.destination_addr, from: pdu.source_addr, dataCoding: pdu.data_coding, esmClass: pdu.esm_class },
    text: message.toString(),
    udh: 'udh' in body && body.udh?.[0] !== undefined ? Buffer.from(body.udh[0]) : undefined,
    sar: ref === undefined ? undefined : [ref, total!, number!],
    wantsReceipt: pdu.registered_delivery === 1,
  };
}
