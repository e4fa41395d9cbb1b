import type { Outcome } from '../outcomes.ts';
import { Pace } from '../pace.ts';
import type { SmtpSettings } from './settings.ts';
import { type OutgoingMail, SmtpSession } from './smtp-session.ts';

/** How long an unused connection is kept, milliseconds. Servers hang up after some minutes; we leave first. */
const idleMs = 15_000;

/**
 * Some connections to one mail server, opened when needed, used for many messages, limited in number and in messages a
 * second. More messages than connections wait for their turn.
 */
export class SmtpPool {
  readonly #settings: SmtpSettings;
  readonly #pace: Pace;
  readonly #idle: { readonly session: SmtpSession; readonly timer: NodeJS.Timeout }[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #sending = new Set<SmtpSession>();
  #busy = 0;
  #closed = false;

  constructor(settings: SmtpSettings) {
    this.#settings = settings;
    this.#pace = new Pace(settings.messagesPerSecond);
  }

  /**
   * Sends one message; never throws.
   * @param mayBegin is asked at the last moment, when a connection is there
   * @returns undefined when it said no: then nothing was sent
   */
  async send(mail: OutgoingMail, mayBegin: () => boolean = () => true): Promise<Outcome | undefined> {
    await this.#turn();
    try {
      await this.#pace.next();
      return await this.#sendOver(mail, mayBegin);
    } finally {
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Does not wait any longer for messages under way: each ends with what is known of it. */
  interrupt(): void {
    for (const session of this.#sending) session.interrupt('sending was stopped');
  }

  /** Ends all connections that are not in use; those in use end with their message. */
  close(): void {
    this.#closed = true;
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      session.quit();
    }
  }

  /**
   * A kept connection may have been closed by the server meanwhile. That shows before anything of the message went out, so
   * one more try over a fresh connection is safe.
   */
  async #sendOver(mail: OutgoingMail, mayBegin: () => boolean): Promise<Outcome | undefined> {
    for (;;) {
      if (this.#closed || !mayBegin()) return undefined;
      const session = this.#takeIdle() ?? (await openSession(this.#settings));
      if (!(session instanceof SmtpSession)) return session;
      if (!mayBegin()) {
        this.#giveBack(session);
        return undefined;
      }
      const fresh = session.used === 0;
      this.#sending.add(session);
      const outcome = await session.send(mail);
      this.#sending.delete(session);
      if (outcome.kind === 'deferred' && outcome.channelDown && !fresh) {
        session.close();
        continue;
      }
      this.#giveBack(session);
      return outcome;
    }
  }

  async #turn(): Promise<void> {
    while (this.#busy >= this.#settings.connections) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy += 1;
  }

  #takeIdle(): SmtpSession | undefined {
    for (let kept = this.#idle.pop(); kept; kept = this.#idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.session.usable) return kept.session;
      kept.session.close();
    }
    return undefined;
  }

  #giveBack(session: SmtpSession): void {
    if (this.#closed || !session.usable) {
      session.quit();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle.splice(
        this.#idle.findIndex((kept) => kept.session === session),
        1,
      );
      session.quit();
    }, idleMs);
    timer.unref();
    this.#idle.push({ session, timer });
  }
}

async function openSession(settings: SmtpSettings): Promise<SmtpSession | Outcome> {
  try {
    return await SmtpSession.open(settings);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'deferred', error: `${settings.host}:${settings.port}: ${message}`.slice(0, 500), channelDown: true };
  }
}
