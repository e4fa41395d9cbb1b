import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Command, encodePdu, type NewPdu, type Pdu, PduReader, type Unreadable } from './pdu.ts';
import { statusName } from './status.ts';

/** How a message centre is spoken to. Durations are milliseconds. */
export interface SmppSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  readonly bind: 'transceiver' | 'transmitter' | 'receiver';
  /** Messages without an answer at once. */
  readonly window: number;
  readonly connectTimeoutMs: number;
  /** After so long without an answer a message's fate is unknown, and the connection is closed. */
  readonly responseTimeoutMs: number;
  /** After so long without a word the other side is asked whether it is there. */
  readonly enquireAfterMs: number;
}

/** Takes what the message centre brings; resolves when it is kept, only then it is acknowledged. */
export type Deliver = (pdu: Pdu) => Promise<void>;

/**
 * What became of a request: its answer, or why there is none. `written` says whether a byte of it may have gone out: then nobody knows whether
 * it was carried out.
 */
export type Answer = { readonly pdu: Pdu } | { readonly lost: string; readonly written: boolean };

interface Pending {
  readonly answer: (answer: Answer) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * One bound SMPP session. Requests carry sequence numbers and are answered in any order; every request ends, with its answer or with why there
 * is none. While the other side sends nothing it is asked whether it is there; one that does not answer that is hung up on.
 */
export class SmppSession {
  readonly #settings: SmppSettings;
  readonly #socket: Socket;
  readonly #deliver: Deliver;
  readonly #reader = new PduReader();
  readonly #pending = new Map<number, Pending>();
  readonly #ended: (reason: string) => void;
  #sequence = 0;
  #over: string | undefined;
  #leaving = false;
  #quiet: NodeJS.Timeout | undefined;

  private constructor(settings: SmppSettings, socket: Socket, deliver: Deliver, ended: (reason: string) => void) {
    this.#settings = settings;
    this.#socket = socket;
    this.#deliver = deliver;
    this.#ended = ended;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.end(error.message));
    socket.on('close', () => this.end('the connection was closed'));
  }

  /** Connects and binds. @throws Error when either fails; certainly nothing was sent then */
  static async open(settings: SmppSettings, deliver: Deliver, ended: (reason: string) => void): Promise<SmppSession> {
    const socket = await connected(settings);
    const session = new SmppSession(settings, socket, deliver, ended);
    const { systemId: system_id, password, systemType: system_type, bind } = settings;
    const command = `bind_${bind}` as const;
    const answer = await session.request(command, { fields: { system_id, password, system_type, interface_version: 0x34 } });
    const failed = 'lost' in answer ? answer.lost : answer.pdu.status === 0 ? undefined : statusName(answer.pdu.status);
    if (failed !== undefined) {
      session.end(failed);
      throw new Error(`bind: ${failed}`);
    }
    session.#stayAwake();
    return session;
  }

  get usable(): boolean {
    return this.#over === undefined && !this.#leaving;
  }

  /** Sends a request and waits for its answer; never throws. */
  request(command: Command, pdu: Omit<NewPdu, 'command' | 'sequence'> = {}): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    if (this.#over !== undefined) return Promise.resolve({ lost: this.#over, written: false });
    this.#sequence = (this.#sequence % 0x7fffffff) + 1;
    const sequence = this.#sequence;
    const wait = this.#settings.responseTimeoutMs;
    const timer = setTimeout(() => this.end(`no answer to ${command} within ${wait / 1000} s`), wait);
    this.#pending.set(sequence, { answer: resolve, timer });
    this.#write({ ...pdu, command, sequence });
    return promise;
  }

  /** Lets what is under way end, says goodbye, hangs up. */
  async unbind(): Promise<void> {
    if (!this.usable) return;
    this.#leaving = true;
    await this.request('unbind');
    this.end('unbound');
  }

  /** Hangs up now; every request that is under way ends with this reason. */
  end(reason: string): void {
    if (this.#over !== undefined) return;
    this.#over = reason;
    clearTimeout(this.#quiet);
    this.#socket.destroy();
    for (const { answer, timer } of this.#pending.values()) {
      clearTimeout(timer);
      answer({ lost: reason, written: true });
    }
    this.#pending.clear();
    this.#ended(reason);
  }

  #write(pdu: NewPdu): void {
    this.#socket.write(encodePdu(pdu));
  }

  #take(bytes: Buffer): void {
    if (this.#over !== undefined) return;
    this.#stayAwake();
    try {
      for (const pdu of this.#reader.push(bytes)) this.#handle(pdu);
    } catch (error) {
      this.end(`unreadable: ${(error as Unreadable).message}`);
    }
  }

  #handle(pdu: Pdu): void {
    const { command, sequence } = pdu;
    switch (command) {
      case 'enquire_link':
        this.#write({ command: 'enquire_link_resp', sequence });
        break;
      case 'deliver_sm':
        this.#hear(pdu);
        break;
      case 'unbind':
        this.#write({ command: 'unbind_resp', sequence });
        this.#leaving = true;
        // What was handed over before may still be answered.
        if (this.#pending.size === 0) this.#socket.end();
        break;
      default:
        if (command === 'generic_nack' || command?.endsWith('_resp')) this.#settle(pdu);
        // ESME_RINVCMDID: nothing that an ESME understands.
        else this.#write({ command: 'generic_nack', status: 0x00000003, sequence });
    }
  }

  #hear(pdu: Pdu): void {
    const answer = (status: number) => {
      if (this.#over === undefined) this.#write({ command: 'deliver_sm_resp', status, sequence: pdu.sequence });
    };
    // ESME_RX_T_APPN: not kept now, please bring it again.
    this.#deliver(pdu).then(
      () => answer(0),
      () => answer(0x00000064),
    );
  }

  #settle(pdu: Pdu): void {
    const pending = this.#pending.get(pdu.sequence);
    // An answer to nothing: it came after its time, or belongs to another session.
    if (pending === undefined) return;
    this.#pending.delete(pdu.sequence);
    clearTimeout(pending.timer);
    pending.answer({ pdu });
    if (this.#leaving && this.#pending.size === 0) this.#socket.end();
  }

  #stayAwake(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.request('enquire_link'), this.#settings.enquireAfterMs);
    this.#quiet.unref();
  }
}

function connected({ host, port, tls, connectTimeoutMs }: SmppSettings): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = tls ? connectTls({ host, port, servername: host }) : connectPlain({ host, port });
    const timer = setTimeout(() => fail(new Error(`no connection within ${connectTimeoutMs / 1000} s`)), connectTimeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    socket.once('error', fail);
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
