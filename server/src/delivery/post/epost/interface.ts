import { jsonOf } from '../../email/providers/http-carrier.ts';

/*
 * The E-POSTBUSINESS API v2 of Deutsche Post, by its published description (https://api.epost.docuguide.com/swagger, v2.6.1): sign-in for a token
 * that lives up to a day, letters as PDF in base64, states asked for. Between two questions about states lie at least five seconds.
 */

export interface EpostLogin {
  readonly url: string;
  readonly vendorId: string;
  readonly ekp: string;
  readonly secret: string;
  readonly password: string;
  readonly subId?: string;
}

/** A letter in the words of the interface (`Letter` in its description), as far as it is used here. */
export interface EpostLetter {
  readonly fileName: string;
  readonly data: string;
  readonly isColor: boolean;
  readonly isDuplex: boolean;
  readonly coverLetter: boolean;
  readonly addressLine1: string;
  readonly addressLine2?: string;
  readonly addressLine3?: string;
  readonly addressLine4?: string;
  readonly addressLine5?: string;
  readonly zipCode: string;
  readonly city: string;
  readonly country?: string;
  readonly senderAdressLineComplete?: string;
  readonly registeredLetter?: string;
  /** Ours: the id of the delivery. */
  readonly custom1: string;
  readonly custom2?: string;
  readonly costCenter?: string;
  /** The same letter again within an hour is not taken. */
  readonly activateDuplicateFailsafe: boolean;
  readonly testFlag?: boolean;
  readonly testEMail?: string;
  readonly testShowRestrictedArea?: boolean;
}

/** The state of a letter (`LetterStatus`), as far as it is used here. */
export interface EpostStatus {
  readonly letterID: number;
  readonly statusID: number;
  readonly statusDetails?: string | null;
  readonly createdDate?: string;
  readonly processedDate?: string | null;
  readonly printUploadDate?: string | null;
  readonly printFeedbackDate?: string | null;
  readonly custom1?: string | null;
  readonly registeredLetter?: string | null;
  readonly registeredLetterID?: string | null;
  readonly registeredLetterStatus?: string | null;
  readonly registeredLetterStatusDate?: string | null;
  readonly errorList?: readonly { readonly code?: string; readonly description?: string; readonly level?: string }[] | null;
}

/** An answer that is no success; `status` as HTTP has it. */
export class EpostRefusal extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(status: number, text: string, retryAfter?: number) {
    super(`${status} ${messageOf(text)}`.trim().slice(0, 500));
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The interface's error: `{level, code, description}`, alone or as the first of several. */
function messageOf(text: string): string {
  const body = jsonOf(text);
  const error = (Array.isArray(body) ? (body as unknown[])[0] : body) as Readonly<Record<string, unknown>> | undefined;
  const said = [error?.code, error?.description].filter((part) => typeof part === 'string' && part !== '');
  return said.length > 0 ? said.join(' ') : text.replace(/\s+/g, ' ').trim();
}

/** A token is used for so long, in milliseconds: an hour less than it lives. */
const tokenMs = 23 * 3_600_000;

/** The interface with its token: signs in when it must, once more when the token has ended. */
export class EpostInterface {
  readonly #login: EpostLogin;
  readonly #timeoutMs: number;
  readonly #stop = new AbortController();
  #token: { readonly value: string; readonly until: number } | undefined;
  /** Who needs a token meanwhile waits for the same one: a further sign-in may end it. */
  #signingIn: Promise<string> | undefined;

  constructor(login: EpostLogin, timeoutMs: number) {
    this.#login = login;
    this.#timeoutMs = timeoutMs;
  }

  /** Signs in anew. @throws EpostRefusal, or what `fetch` throws */
  signIn(): Promise<string> {
    this.#signingIn ??= this.#signIn().finally(() => {
      this.#signingIn = undefined;
    });
    return this.#signingIn;
  }

  async #signIn(): Promise<string> {
    const { vendorId: vendorID, ekp, secret, password, subId } = this.#login;
    const body = { vendorID, ekp, secret, password, ...(subId ? { vendorSubID: subId } : {}), tokenDuration: 1440 };
    const { token } = (await this.#ask('POST', '/api/Login', body)) as { readonly token?: unknown };
    if (typeof token !== 'string') throw new EpostRefusal(502, 'the sign-in gave no token');
    this.#token = { value: token, until: Date.now() + tokenMs };
    return token;
  }

  /** Whether the service is up, in its own words. */
  async health(): Promise<{ readonly code: string; readonly description: string }> {
    const { code = '', description = '' } = (await this.#ask('GET', '/api/Login/HealthCheck')) as Record<string, string>;
    return { code, description };
  }

  /** Whatever is to be done before a letter is handed over, so that the handing over itself is one request. */
  async ready(): Promise<void> {
    if (this.#token === undefined || this.#token.until < Date.now()) await this.signIn();
  }

  /** Hands over one letter. @returns its id there */
  async submit(letter: EpostLetter): Promise<string | undefined> {
    const idents = (await this.#signedIn('POST', '/api/Letter', [letter])) as readonly { readonly letterID?: number }[];
    const id = Array.isArray(idents) ? idents[0]?.letterID : undefined;
    return id === undefined ? undefined : String(id);
  }

  /** The letters that carry an id of ours. */
  async find(custom1: string): Promise<readonly EpostStatus[]> {
    return this.#states('GET', `/api/Letter/Custom1?custom1=${encodeURIComponent(custom1)}`);
  }

  async statesOf(letterIds: readonly number[]): Promise<readonly EpostStatus[]> {
    return this.#states('POST', '/api/Letter/StatusQuery', letterIds);
  }

  /** The states of letters that were handed over in a span of time. */
  async statesBetween(from: Date, till: Date): Promise<readonly EpostStatus[]> {
    const query = new URLSearchParams({ fromDate: from.toISOString(), tillDate: till.toISOString() });
    return this.#states('GET', `/api/Letter/Date?${query}`);
  }

  interrupt(): void {
    this.#stop.abort();
  }

  /** 404 says that there is nothing to tell. */
  async #states(method: 'GET' | 'POST', path: string, body?: unknown): Promise<readonly EpostStatus[]> {
    try {
      const states = await this.#signedIn(method, path, body);
      return Array.isArray(states) ? (states as EpostStatus[]) : [];
    } catch (error) {
      if (error instanceof EpostRefusal && error.status === 404) return [];
      throw error;
    }
  }

  /** A refused token was certainly no reason to take anything: once more with a new one. */
  async #signedIn(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    await this.ready();
    const token = this.#token!.value;
    try {
      return await this.#ask(method, path, body, token);
    } catch (error) {
      if (!(error instanceof EpostRefusal) || error.status !== 401) throw error;
      const replaced = this.#token !== undefined && this.#token.value !== token;
      return this.#ask(method, path, body, replaced ? this.#token!.value : await this.signIn());
    }
  }

  async #ask(method: 'GET' | 'POST', path: string, body?: unknown, token?: string): Promise<unknown> {
    const response = await fetch(`${this.#login.url.replace(/\/$/, '')}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(this.#timeoutMs)]),
    });
    const text = await response.text();
    if (!response.ok) throw new EpostRefusal(response.status, text, Number(response.headers.get('retry-after')) || undefined);
    return jsonOf(text);
  }
}
