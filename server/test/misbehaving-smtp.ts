import { createServer, type Server, type Socket } from 'node:net';

/** What the server does with a message, decided when its recipient is known. */
export type Behaviour =
  | 'accept'
  /** 451 to the recipient, and the transaction goes no further. */
  | 'defer-recipient'
  | 'refuse-recipient'
  /** 451 or 554 after the whole message. */
  | 'defer-message'
  | 'refuse-message'
  /** Hangs up when the first bytes of the message came. */
  | 'hang-up-in-message'
  /** Takes the whole message, keeps it, and hangs up without an answer: only the server knows that it arrived. */
  | 'hang-up-after-message'
  /** Takes the whole message and never answers. */
  | 'silent-after-message'
  /** 421 instead of an answer to the recipient. */
  | 'closing';

export interface Received {
  readonly from: string;
  readonly to: string;
  readonly source: string;
}

/** An SMTP server for tests that does what servers do on bad days. Written by hand so that it can break the rules. */
export class MisbehavingSmtp {
  readonly received: Received[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  connections = 0;

  private constructor(behaviour: (recipient: string) => Behaviour) {
    this.#server = createServer((socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      new Conversation(socket, behaviour, (mail) => this.received.push(mail));
    });
  }

  static async start(behaviour: (recipient: string) => Behaviour, port = 0): Promise<MisbehavingSmtp> {
    const smtp = new MisbehavingSmtp(behaviour);
    await new Promise<void>((resolve) => smtp.#server.listen(port, '127.0.0.1', resolve));
    return smtp;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** Hangs up on everybody, as servers do with idle connections. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

class Conversation {
  readonly #socket: Socket;
  readonly #behaviour: (recipient: string) => Behaviour;
  readonly #keep: (mail: Received) => void;
  #buffer = '';
  #from = '';
  #to = '';
  #todo: Behaviour = 'accept';
  #inMessage = false;

  constructor(socket: Socket, behaviour: (recipient: string) => Behaviour, keep: (mail: Received) => void) {
    this.#socket = socket;
    this.#behaviour = behaviour;
    this.#keep = keep;
    socket.setEncoding('latin1');
    socket.on('data', (data: string) => this.#read(data));
    this.#say('220 misbehaving.example ESMTP');
  }

  #say(line: string): void {
    if (!this.#socket.destroyed) this.#socket.write(`${line}\r\n`);
  }

  #read(data: string): void {
    this.#buffer += data;
    for (;;) {
      if (this.#inMessage) {
        if (this.#todo === 'hang-up-in-message') this.#socket.destroy();
        const end = this.#buffer.indexOf('\r\n.\r\n');
        if (end < 0) return;
        const source = this.#buffer.slice(0, end + 2).replace(/^\.\./gm, '.');
        this.#buffer = this.#buffer.slice(end + 5);
        this.#inMessage = false;
        this.#endOfMessage(source);
        continue;
      }
      const end = this.#buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + 2);
      this.#command(line);
    }
  }

  #command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<(.*?)>/.exec(line)?.[1] ?? '';
    if (verb === 'EHLO') this.#say('250-misbehaving.example\r\n250 8BITMIME');
    else if (verb === 'RCPT') this.#recipient(address);
    else if (verb === 'QUIT') this.#socket.end('221 bye\r\n');
    else if (verb === 'DATA') {
      this.#inMessage = true;
      this.#say('354 go on');
    } else {
      if (verb === 'MAIL') this.#from = address;
      this.#say('250 2.0.0 ok');
    }
  }

  #recipient(to: string): void {
    this.#to = to;
    this.#todo = this.#behaviour(to);
    if (this.#todo === 'defer-recipient') this.#say('451 4.3.0 come back later');
    else if (this.#todo === 'refuse-recipient') this.#say('550 5.1.1 no such user');
    else if (this.#todo === 'closing') this.#socket.end('421 4.3.2 shutting down\r\n');
    else this.#say('250 2.1.5 ok');
  }

  #endOfMessage(source: string): void {
    if (this.#todo === 'defer-message') this.#say('451 4.7.1 greylisted');
    else if (this.#todo === 'refuse-message') this.#say('554 5.7.1 not wanted here');
    else {
      this.#keep({ from: this.#from, to: this.#to, source });
      if (this.#todo === 'hang-up-after-message') this.#socket.destroy();
      else if (this.#todo === 'accept') this.#say('250 2.0.0 queued as 12345');
    }
  }
}
