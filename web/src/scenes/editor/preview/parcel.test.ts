import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacker, createUnpacker } from './parcel.ts';

const nodes = Array.from({ length: 8 }, (_, i) => ({ type: 'paragraph', text: `${i}` }));
const data = { type: 'object' };

test('what arrives is what was sent, and what did not change is the very same object as before', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(7), { maxLength: 8 }), { minLength: 1, maxLength: 12 }), (bodies) => {
      const pack = createPacker();
      const unpack = createUnpacker();
      let before: { body: unknown[]; data: unknown } | undefined;
      let sent: unknown[] = [];
      for (const indexes of bodies) {
        const document = { id: 't', data, body: indexes.map((i) => nodes[i]) };
        const got = unpack<{ id: string; data: unknown; body: unknown[] }>(structuredClone(pack(document)));
        expect(got).toEqual(document);
        if (before !== undefined) {
          expect(got.data).toBe(before.data);
          document.body.forEach((node, i) => {
            const at = sent.indexOf(node);
            if (at >= 0) expect(got.body[i]).toBe(before!.body[at]);
          });
        }
        before = got;
        sent = document.body;
      }
    }),
  );
});

test('a letter typed sends one paragraph, not the template', () => {
  const pack = createPacker();
  const body = Array.from({ length: 400 }, (_, i) => ({ type: 'paragraph', text: `${i} words`.repeat(50) }));
  pack({ body });
  const changed = [...body];
  changed[7] = { type: 'paragraph', text: 'one more' };
  expect(pack({ body: changed }).fresh.map(([, value]) => value)).toEqual([changed[7]]);
});
