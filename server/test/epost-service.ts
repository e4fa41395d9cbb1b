import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A letter that was taken: what came, and its state as the service tells it. */
export interface TakenLetter {
  readonly letterID: number;
  readonly sent: Readonly<Record<string, unknown>>;
  status: Readonly<Record<string, unknown>>;
}

/** What the service does with the next letters, instead of taking them in order. */
export type Mishap =
  /** Takes it, and breaks the connection before it has answered. */
  | 'take-and-break'
  /** Breaks the connection before it has taken it. */
  | 'break'
  | { readonly status: number; readonly code?: string; readonly description?: string };

const credentials = { vendorID: 'posthorn', ekp: '1234567890', secret: 'the-secret', password: 'geheim' };

/**
 * The E-POSTBUSINESS API as its published description (v2.6.1) says it: sign-in by four values for a token, letters in an array, states by id, by
 * `custom1` and by date; two questions about states need five seconds between them (here: as many as the test wants).
 */
export class EpostService {
  readonly letters: TakenLetter[] = [];
  /** Taken one by one from the front. */
  readonly mishaps: Mishap[] = [];
  signIns = 0;
  questions = 0;
  readonly #server: Server;
  #token = '';
  #nextId = 43_556_780;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<EpostService> {
    const service = new EpostService();
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What an account needs to sign in. */
  get settings() {
    const { vendorID: vendorId, ekp, secret, password } = credentials;
    return { vendorId, ekp, secret, password, url: this.url };
  }

  /** Every token ends now. */
  endTokens(): void {
    this.#token = '';
  }

  /** A letter goes on: its state, and what else is told of it. */
  moveOn(custom1: string, status: Readonly<Record<string, unknown>>): void {
    const letter = this.letters.find((one) => one.sent.custom1 === custom1)!;
    letter.status = { ...letter.status, ...status };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const url = new URL(request.url!, this.url);
    const say = (status: number, value: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const wrong = (status: number, code: string, description: string) => say(status, { level: 'Error', code, description });
    if (url.pathname === '/api/Login/HealthCheck') return say(200, { level: 'Info', code: 'I501', description: 'API-Status: OK' });
    if (url.pathname === '/api/Login') {
      this.signIns += 1;
      const given = body as Readonly<Record<string, unknown>>;
      const good = Object.entries(credentials).every(([name, value]) => given[name] === value);
      if (!good) return wrong(401, 'E101', 'Die Login-Parameter sind ungültig');
      this.#token = `token-${this.signIns}`;
      return say(200, { token: this.#token });
    }
    if (this.#token === '' || request.headers.authorization !== `Bearer ${this.#token}`) return wrong(401, 'E102', 'Token ungültig');
    if (url.pathname === '/api/Letter') return this.#take((body as Readonly<Record<string, unknown>>[])[0]!, request, say, wrong);
    this.questions += 1;
    if (url.pathname === '/api/Letter/StatusQuery') {
      const ids = new Set(body as number[]);
      return say(200, this.letters.filter(({ letterID }) => ids.has(letterID)).map(shown));
    }
    if (url.pathname === '/api/Letter/Custom1' || url.pathname === '/api/Letter/Date') {
      const custom1 = url.searchParams.get('custom1');
      const found = this.letters.filter(({ sent }) => custom1 === null || sent.custom1 === custom1);
      return found.length === 0 ? wrong(404, 'E404', 'Keine Statusrückgabe möglich') : say(200, found.map(shown));
    }
    return wrong(404, 'E404', url.pathname);
  }

  #take(
    letter: Readonly<Record<string, unknown>>,
    request: IncomingMessage,
    say: (status: number, value: unknown) => void,
    wrong: (status: number, code: string, description: string) => void,
  ): void {
    const mishap = this.mishaps.shift();
    if (typeof mishap === 'object') {
      wrong(mishap.status, mishap.code ?? '', mishap.description ?? '');
      return;
    }
    if (mishap === 'break') {
      request.socket.destroy();
      return;
    }
    const missing = ['fileName', 'data', 'addressLine1', 'zipCode', 'city'].filter((name) => !letter[name]);
    if (missing.length > 0) {
      wrong(400, 'E201', `fehlt: ${missing.join(', ')}`);
      return;
    }
    const letterID = this.#nextId++;
    const status = { letterID, fileName: letter.fileName, statusID: 1, statusDetails: 'Annahme der Sendung', custom1: letter.custom1 };
    this.letters.push({ letterID, sent: letter, status: { ...status, createdDate: new Date().toISOString() } });
    if (mishap === 'take-and-break') request.socket.destroy();
    else say(200, [{ fileName: letter.fileName, letterID }]);
  }
}

const shown = ({ status }: TakenLetter) => status;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
}
