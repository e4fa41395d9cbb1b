/**
 * SMPP 3.4 on the wire: PDUs as bytes and as objects. Only those that an ESME speaks or hears; others are read by their head alone, and answered
 * with generic_nack. Numbers are those of "Short Message Peer to Peer Protocol Specification v3.4", sections 4 and 5.
 */

export const commands = {
  generic_nack: 0x80000000,
  bind_receiver: 0x00000001,
  bind_receiver_resp: 0x80000001,
  bind_transmitter: 0x00000002,
  bind_transmitter_resp: 0x80000002,
  submit_sm: 0x00000004,
  submit_sm_resp: 0x80000004,
  deliver_sm: 0x00000005,
  deliver_sm_resp: 0x80000005,
  unbind: 0x00000006,
  unbind_resp: 0x80000006,
  bind_transceiver: 0x00000009,
  bind_transceiver_resp: 0x80000009,
  enquire_link: 0x00000015,
  enquire_link_resp: 0x80000015,
} as const;
export type Command = keyof typeof commands;
const names = new Map<number, Command>(Object.entries(commands).map(([name, id]) => [id, name as Command]));

type Kind = 'int8' | 'cstring' | 'octets8';
/** Mandatory fields in their order; `octets8` is a byte of length and so many bytes. */
const message = [
  ...(['service_type:cstring', 'source_addr_ton:int8', 'source_addr_npi:int8', 'source_addr:cstring', 'dest_addr_ton:int8'] as const),
  ...(['dest_addr_npi:int8', 'destination_addr:cstring', 'esm_class:int8', 'protocol_id:int8', 'priority_flag:int8'] as const),
  ...(['schedule_delivery_time:cstring', 'validity_period:cstring', 'registered_delivery:int8', 'replace_if_present_flag:int8'] as const),
  ...(['data_coding:int8', 'sm_default_msg_id:int8', 'short_message:octets8'] as const),
];
const bind = [
  ...(['system_id:cstring', 'password:cstring', 'system_type:cstring', 'interface_version:int8', 'addr_ton:int8'] as const),
  ...(['addr_npi:int8', 'address_range:cstring'] as const),
];
const layouts: Readonly<Partial<Record<Command, readonly `${string}:${Kind}`[]>>> = {
  bind_receiver: bind,
  bind_transmitter: bind,
  bind_transceiver: bind,
  bind_receiver_resp: ['system_id:cstring'],
  bind_transmitter_resp: ['system_id:cstring'],
  bind_transceiver_resp: ['system_id:cstring'],
  submit_sm: message,
  submit_sm_resp: ['message_id:cstring'],
  deliver_sm: message,
  deliver_sm_resp: ['message_id:cstring'],
};

/** Optional parameters (section 5.3.2) that are spoken here, by tag. Others are kept by number and not looked at. */
export const tags = {
  user_message_reference: 0x0204,
  sar_msg_ref_num: 0x020c,
  sar_total_segments: 0x020e,
  sar_segment_seqnum: 0x020f,
  receipted_message_id: 0x001e,
  network_error_code: 0x0423,
  message_payload: 0x0424,
  message_state: 0x0427,
} as const;

export interface Pdu {
  /** Undefined for a command that this does not know. */
  readonly command: Command | undefined;
  readonly status: number;
  readonly sequence: number;
  readonly fields: Readonly<Record<string, string | number | Buffer>>;
  /** By tag. */
  readonly tlvs: ReadonlyMap<number, Buffer>;
}

export type NewPdu = Pick<Pdu, 'sequence'> & {
  readonly command: Command;
  readonly status?: number;
  readonly fields?: Pdu['fields'];
  readonly tlvs?: Pdu['tlvs'];
};

const headBytes = 16;
/** Longer PDUs are none: a message has 64 kB at most, and a stream that lost its place begins with any number. */
export const longestPdu = 70_000;

/** What came cannot be read; the connection has lost its place. */
export class Unreadable extends Error {}

export function encodePdu({ command, status = 0, sequence, fields = {}, tlvs = new Map() }: NewPdu): Buffer {
  const body = [...(layouts[command] ?? [])].map((field) => {
    const [name, kind] = field.split(':') as [string, Kind];
    return encodeField(kind, fields[name]);
  });
  for (const [tag, value] of tlvs) {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(value.length, 2);
    body.push(head, value);
  }
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(headBytes + body.reduce((sum, one) => sum + one.length, 0), 0);
  head.writeUInt32BE(commands[command], 4);
  head.writeUInt32BE(status, 8);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, ...body]);
}

function encodeField(kind: Kind, value: Pdu['fields'][string] | undefined): Buffer {
  switch (kind) {
    case 'int8':
      return Buffer.from([Number(value ?? 0)]);
    case 'cstring':
      // A zero inside would end the field early and shift all that follow.
      return Buffer.from(`${String(value ?? '').replaceAll('\0', '')}\0`, 'latin1');
    case 'octets8': {
      const bytes = Buffer.isBuffer(value) ? value : Buffer.alloc(0);
      if (bytes.length > 254) throw new RangeError('a short message has 254 bytes at most');
      return Buffer.concat([Buffer.from([bytes.length]), bytes]);
    }
  }
}

/** Takes bytes as they come and gives whole PDUs. */
export class PduReader {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws Unreadable when the length is impossible */
  push(bytes: Buffer): Pdu[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const pdus: Pdu[] = [];
    let at = 0;
    while (this.#rest.length - at >= 4) {
      const length = this.#rest.readUInt32BE(at);
      if (length < headBytes || length > longestPdu) throw new Unreadable(`a PDU of ${length} bytes`);
      if (this.#rest.length - at < length) break;
      pdus.push(decodePdu(this.#rest.subarray(at, at + length)));
      at += length;
    }
    this.#rest = this.#rest.subarray(at);
    return pdus;
  }
}

/**
 * Reads one PDU. What is cut off in its body is taken as absent: message centres leave out fields of refusals, and some cut optional parameters.
 */
export function decodePdu(bytes: Buffer): Pdu {
  const command = names.get(bytes.readUInt32BE(4));
  const pdu = { command, status: bytes.readUInt32BE(8), sequence: bytes.readUInt32BE(12) };
  const fields: Record<string, string | number | Buffer> = {};
  let at = headBytes;
  for (const field of (command === undefined ? undefined : layouts[command]) ?? []) {
    if (at >= bytes.length) break;
    const [name, kind] = field.split(':') as [string, Kind];
    if (kind === 'int8') fields[name] = bytes[at++]!;
    else if (kind === 'cstring') {
      const end = bytes.indexOf(0, at);
      fields[name] = bytes.toString('latin1', at, end < 0 ? bytes.length : end);
      at = end < 0 ? bytes.length : end + 1;
    } else {
      const length = bytes[at]!;
      fields[name] = Buffer.from(bytes.subarray(at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
  return { ...pdu, fields, tlvs: decodeTlvs(bytes.subarray(Math.min(at, bytes.length))) };
}

function decodeTlvs(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const tlvs = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    if (at + 4 + length > bytes.length) break;
    tlvs.set(bytes.readUInt16BE(at), Buffer.from(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return tlvs;
}
