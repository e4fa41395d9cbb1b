import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, commands, decodePdu, encodePdu, PduReader, tags, Unreadable } from './pdu.ts';

const text = fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 20 });
const byte = fc.integer({ min: 0, max: 255 });
const anyMessage = fc.record({
  command: fc.constantFrom<Command>('submit_sm', 'deliver_sm'),
  sequence: fc.integer({ min: 1, max: 0x7fffffff }),
  fields: fc.record({
    service_type: text,
    source_addr: text,
    destination_addr: text,
    esm_class: byte,
    data_coding: byte,
    registered_delivery: byte,
    short_message: fc.uint8Array({ maxLength: 254 }).map((bytes) => Buffer.from(bytes)),
  }),
  tlvs: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 0xffff }), fc.uint8Array({ maxLength: 300 })), { maxLength: 4 })
    .map((all) => new Map(all.map(([tag, value]) => [tag, Buffer.from(value)]))),
});

test('a message is read as it was written', () => {
  fc.assert(
    fc.property(anyMessage, (pdu) => {
      const read = decodePdu(encodePdu(pdu));
      expect(read).toMatchObject({ command: pdu.command, status: 0, sequence: pdu.sequence, fields: pdu.fields });
      expect([...read.tlvs]).toEqual([...pdu.tlvs]);
    }),
    { numRuns: 300 },
  );
});

test('PDUs are the same however the connection cuts them', () => {
  fc.assert(
    fc.property(fc.array(anyMessage, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.integer({ min: 1, max: 60 })), (pdus, cuts) => {
      const bytes = Buffer.concat(pdus.map(encodePdu));
      const reader = new PduReader();
      const read = [];
      for (let at = 0; at < bytes.length; ) {
        const end = at + (cuts.next().value as number);
        read.push(...reader.push(bytes.subarray(at, end)));
        at = end;
      }
      expect(read.map((one) => one.sequence)).toEqual(pdus.map((one) => one.sequence));
    }),
    { numRuns: 100 },
  );
});

test('damaged bytes are read as far as they go or refused, and never hang or throw anything else', () => {
  fc.assert(
    fc.property(anyMessage, fc.array(fc.tuple(fc.nat(400), byte), { maxLength: 12 }), fc.nat(400), (pdu, changes, end) => {
      const bytes = encodePdu(pdu);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      try {
        const read = new PduReader().push(bytes.subarray(0, end));
        for (const one of read) expect(one.sequence).toBeTypeOf('number');
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
    }),
    { numRuns: 500 },
  );
});

test('a zero in an address cannot shift what follows', () => {
  const read = decodePdu(encodePdu({ command: 'submit_sm', sequence: 1, fields: { destination_addr: '49\x00171', esm_class: 3 } }));
  expect(read.fields).toMatchObject({ destination_addr: '49171', esm_class: 3 });
});

test('the bytes are those of the specification', () => {
  const bind = encodePdu({
    command: 'bind_transceiver',
    sequence: 1,
    fields: { system_id: 'SMPP3TEST', password: 'secret08', system_type: 'SUBMIT1', interface_version: 0x34, addr_ton: 1, addr_npi: 1 },
  });
  // Section 3.2.2's example of a bind, as a transceiver.
  expect(bind.toString('hex')).toBe(
    `0000002f${commands.bind_transceiver.toString(16).padStart(8, '0')}0000000000000001534d50503354455354007365637265743038005355424d49543100340101` +
      '00',
  );
  expect(tags.message_payload).toBe(0x0424);
});
