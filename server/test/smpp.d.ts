/** What the tests use of the package `smpp`, which brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';

  export interface Pdu {
    readonly command: string;
    readonly sequence_number: number;
    readonly command_status: number;
    readonly system_id: string;
    readonly password: string;
    readonly destination_addr: string;
    readonly source_addr: string;
    readonly esm_class: number;
    readonly data_coding: number;
    readonly registered_delivery: number;
    readonly short_message: { readonly message?: string | Buffer; readonly udh?: readonly Buffer[] } | string;
    readonly message_payload?: { readonly message?: string | Buffer };
    readonly sar_msg_ref_num?: number;
    readonly sar_total_segments?: number;
    readonly sar_segment_seqnum?: number;
    response(fields?: object): object;
  }
  export interface Session extends EventEmitter {
    readonly socket: Socket;
    send(pdu: object, answered?: (pdu: Pdu) => void): boolean;
    deliver_sm(fields: object, answered?: (pdu: Pdu) => void): boolean;
    enquire_link(answered?: (pdu: Pdu) => void): boolean;
    unbind(answered?: (pdu: Pdu) => void): boolean;
    close(): void;
    destroy(): void;
    pause(): void;
    resume(): void;
    on(event: string, listener: (pdu: Pdu) => void): this;
  }
  export interface Server extends NetServer {
    readonly sessions: Session[];
  }
  const smpp: {
    createServer(listener: (session: Session) => void): Server;
    readonly [constant: string]: unknown;
  };
  export default smpp;
}
