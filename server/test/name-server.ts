import { createSocket, type Socket } from 'node:dgram';

/** A name server on loopback (RFC 1035, over UDP) for tests: TXT records of a zone; the text `A` stands for an address. */
export class NameServer {
  readonly port: number;
  readonly #socket: Socket;
  readonly #zone: Map<string, readonly string[]>;

  private constructor(socket: Socket, zone: Map<string, readonly string[]>) {
    this.#socket = socket;
    this.#zone = zone;
    this.port = socket.address().port;
  }

  /** @param options `fails`: answers every question with SERVFAIL */
  static async start(zone: Readonly<Record<string, readonly string[]>>, { fails = false } = {}): Promise<NameServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
    const records = new Map(Object.entries(zone));
    socket.on('message', (question, { port, address }) => socket.send(answer(question, records, fails), port, address));
    return new NameServer(socket, records);
  }

  publish(name: string, value: string): void {
    this.#zone.set(name, [...(this.#zone.get(name) ?? []), value]);
  }

  stop(): Promise<void> {
    return new Promise((done) => this.#socket.close(() => done()));
  }
}

const types = { A: 1, TXT: 16 } as const;

function answer(question: Buffer, zone: ReadonlyMap<string, readonly string[]>, fails: boolean): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at]!; length > 0; length = question[at]!) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const type = question.readUInt16BE(at + 1);
  const asked = question.subarray(12, at + 5);
  const found = zone.get(labels.join('.').toLowerCase());
  const texts =
    fails || found === undefined ? [] : found.filter((text) => (type === types.A ? text === 'A' : type === types.TXT && text !== 'A'));
  const head = Buffer.alloc(12);
  question.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | (fails ? 2 : found === undefined ? 3 : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(texts.length, 6);
  return Buffer.concat([head, asked, ...texts.map((text) => record(type, text))]);
}

/** A record of the name that was asked for. TXT is cut into strings of at most 255 bytes. */
function record(type: number, text: string): Buffer {
  const pieces = text.match(/[\s\S]{1,255}/g) ?? [''];
  const data =
    type === types.A
      ? Buffer.from([192, 0, 2, 1])
      : Buffer.concat(pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])));
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
