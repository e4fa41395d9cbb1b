import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

interface Subscribed {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly clientHash: string;
}
interface Model {
  subscribe(options: { readonly userVisibleOnly: string; readonly applicationServerKey: string }): Promise<Subscribed>;
  expireSubscription(clientHash: string): void;
  getNotifications(query: { readonly clientHash: string }): { readonly messages: readonly string[] };
}
interface Service {
  _server: Server;
  startServer(): void;
}
const load = createRequire(import.meta.url);
const { PushApiModel } = load('web-push-testing/src/PushApiModel.js') as { PushApiModel: new () => Model };
const WebPushTestingServer = load('web-push-testing/src/server.js') as new (model: Model, port: number) => Service;

/** A browser at the push service: what it gave to who may send to it, and what came. */
export interface Browser {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: Uint8Array; readonly auth: Uint8Array };
  readonly applicationKey: string;
  /** As the browser writes it. */
  readonly json: object;
  /** What it could decrypt, in the order in which it came. */
  received(): readonly Readonly<Record<string, unknown>>[];
  /** Its subscription ends: the service answers 410 from then on. */
  expire(): void;
}

/**
 * A push service that is not ours (`web-push-testing`): it checks the VAPID token against the key that was subscribed to, and decrypts what browsers get
 * with the code of who wrote RFC 8188 (`http_ece`).
 */
export class PushService {
  readonly #model: Model;
  readonly #server: Server;

  private constructor(model: Model, server: Server) {
    this.#model = model;
    this.#server = server;
  }

  static async start(): Promise<PushService> {
    const model = new PushApiModel();
    const service = new WebPushTestingServer(model, await freePort());
    const { log } = console;
    console.log = () => {};
    try {
      service.startServer();
      await once(service._server, 'listening');
    } finally {
      console.log = log;
    }
    return new PushService(model, service._server);
  }

  async subscribe(applicationKey: string): Promise<Browser> {
    const { endpoint, keys, clientHash } = await this.#model.subscribe({ userVisibleOnly: 'true', applicationServerKey: applicationKey });
    return {
      ...{ endpoint, applicationKey, json: { endpoint, expirationTime: null, keys } },
      keys: { p256dh: Buffer.from(keys.p256dh, 'base64url'), auth: Buffer.from(keys.auth, 'base64url') },
      received: () => this.#model.getNotifications({ clientHash }).messages.map((text) => JSON.parse(text) as Record<string, unknown>),
      expire: () => this.#model.expireSubscription(clientHash),
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
