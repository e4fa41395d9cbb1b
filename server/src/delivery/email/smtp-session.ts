import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Outcome } from '../outcomes.ts';
import { retryAfter } from './retry-class.ts';
import type { SmtpSettings } from './settings.ts';

/** One message and its envelope, ready to go out as it is. */
export interface OutgoingMail {
  /** That of the delivery, the same for every attempt: for providers that know a mail again by a key. */
  readonly id?: string;
  readonly from: string;
  readonly to: string;
  /** The whole message, RFC 5322, signed. */
  readonly source: Uint8Array;
}

/** Bytes handed on at a time. Small enough that "the last piece was taken" comes close to "the message is on the wire". */
const pieceBytes = 65_536;

/**
 * One SMTP connection whose every failure has a clear meaning.
 *
 * nodemailer reports that a connection broke but not how far the message had come, and that is the one thing that decides
 * whether a message may be sent again. So the message is handed over as a stream that notes when its last byte is taken:
 * a server may accept a message only after the final dot, which nodemailer writes after that byte. A connection that
 * broke before it has certainly delivered nothing (`deferred`); one that broke after it may have (`unknown`). A reply of
 * the server, whenever it comes, is always certain.
 */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #settings: SmtpSettings;
  #sent = 0;
  #broken = false;
  #interrupt: ((reason: string) => void) | undefined;

  private constructor(settings: SmtpSettings) {
    this.#settings = settings;
    this.#connection = new SMTPConnection({
      host: settings.host,
      port: settings.port,
      secure: settings.tls === 'implicit',
      requireTLS: settings.tls === 'required',
      ignoreTLS: settings.tls === 'never',
      opportunisticTLS: settings.tls === 'opportunistic',
      tls: { rejectUnauthorized: settings.verifyCertificate, ...(settings.ca ? { ca: settings.ca } : {}) },
      connectionTimeout: settings.connectTimeoutMs,
      greetingTimeout: settings.connectTimeoutMs,
      socketTimeout: settings.replyTimeoutMs,
      socketCloseTimeout: 1_000,
      ...(settings.helloName ? { name: settings.helloName } : {}),
    });
    this.#connection.on('error', () => this.#markBroken());
    this.#connection.on('end', () => this.#markBroken());
  }

  /** Connects, upgrades to TLS and signs in. @throws Error, before which certainly nothing was sent */
  static async open(settings: SmtpSettings): Promise<SmtpSession> {
    const session = new SmtpSession(settings);
    try {
      await session.#connect();
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** Whether another message may go over this connection. */
  get usable(): boolean {
    return !this.#broken && this.#sent < this.#settings.messagesPerConnection;
  }

  /** How many messages went over this connection before; a fresh one has none. */
  get used(): number {
    return this.#sent;
  }

  /** Sends one message; never throws. */
  async send(mail: OutgoingMail): Promise<Outcome> {
    this.#sent += 1;
    const message = new WatchedMessage(mail.source);
    const envelope = { from: mail.from, to: [mail.to], size: mail.source.length };
    const outcome = await new Promise<Outcome>((resolve) => {
      const { messageTimeoutMs } = this.#settings;
      const deadline = setTimeout(() => this.interrupt(`no end after ${messageTimeoutMs / 1000} s`), messageTimeoutMs);
      this.#interrupt = (reason) => {
        clearTimeout(deadline);
        this.#interrupt = undefined;
        this.close();
        resolve(outcomeOfBreak(new Error(reason), message));
      };
      this.#connection.send(envelope, message, (error, info) => {
        clearTimeout(deadline);
        this.#interrupt = undefined;
        resolve(error ? outcomeOfError(error, message) : { kind: 'sent', detail: oneLine(info?.response ?? '') });
      });
    });
    if (outcome.kind === 'refused' || (outcome.kind === 'deferred' && !outcome.channelDown)) await this.#reset();
    return outcome;
  }

  /** Ends the connection now; a message under way ends with what is known of it. */
  interrupt(reason: string): void {
    if (this.#interrupt) this.#interrupt(reason);
    else this.close();
  }

  /** Says goodbye and closes. */
  quit(): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#connection.quit();
  }

  close(): void {
    this.#broken = true;
    this.#connection.close();
  }

  async #connect(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#connection.once('error', reject);
      this.#connection.connect((error) => (error ? reject(error) : resolve()));
    });
    const { user, password } = this.#settings;
    if (!user) return;
    await new Promise<void>((resolve, reject) => {
      this.#connection.once('error', reject);
      this.#connection.login({ user, pass: password ?? '' }, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Clears the transaction after a refusal, so that the next message starts clean; a server that won't is left. */
  async #reset(): Promise<void> {
    if (this.#broken) return;
    await new Promise<void>((resolve) => {
      this.#connection.once('end', resolve);
      this.#connection.reset((error) => {
        this.#connection.off('end', resolve);
        if (error) this.close();
        resolve();
      });
    });
  }

  #markBroken(): void {
    this.#broken = true;
  }
}

/** The message as a stream that knows whether its last byte was taken. */
class WatchedMessage extends Readable {
  readonly #bytes: Uint8Array;
  #position = 0;
  /** The last byte has been taken: from here on the final dot may be on its way. */
  handedOver = false;

  constructor(bytes: Uint8Array) {
    super({ highWaterMark: pieceBytes });
    this.#bytes = bytes;
  }

  override _read(): void {
    if (this.#position >= this.#bytes.length) {
      this.push(null);
      return;
    }
    const piece = this.#bytes.subarray(this.#position, this.#position + pieceBytes);
    this.#position += piece.length;
    this.handedOver = this.#position >= this.#bytes.length;
    this.push(piece);
  }
}

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number; readonly response?: string; readonly command?: string };

function outcomeOfError(error: SmtpError, message: WatchedMessage): Outcome {
  const code = error.responseCode;
  if (!code) return error.command === 'API' && !message.handedOver ? refusedHere(error) : outcomeOfBreak(error, message);
  const reply = oneLine(error.response ?? error.message);
  // 503 says that the session was in the wrong state, 530/535 that the sign-in is at fault: not the message's doing.
  if (code === 421 || code === 503 || code === 530 || code === 535) return { kind: 'deferred', error: reply, channelDown: true };
  if (code >= 500) return { kind: 'refused', error: reply };
  const retryAfterSeconds = retryAfter(reply);
  return { kind: 'deferred', error: reply, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}

/** nodemailer itself declined, e.g. an address that is none: nothing was sent, and trying again changes nothing. */
function refusedHere(error: SmtpError): Outcome {
  const gone = error.code === 'ECONNECTION' || error.code === 'ESTREAM';
  return gone ? { kind: 'deferred', error: oneLine(error.message), channelDown: true } : { kind: 'refused', error: oneLine(error.message) };
}

function outcomeOfBreak(error: Error, message: WatchedMessage): Outcome {
  if (message.handedOver) return { kind: 'unknown', error: `no answer after the whole message was handed over: ${oneLine(error.message)}` };
  return { kind: 'deferred', error: oneLine(error.message), channelDown: true };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 500);
