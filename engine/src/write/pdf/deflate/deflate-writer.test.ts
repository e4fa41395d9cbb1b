import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Fragment } from '../pdf-output.ts';
import { deflateCodes } from './codes.ts';
import { DeflateWriter } from './deflate-writer.ts';
import { NumberPairs } from './number-pairs.ts';
import { NumberedFragments } from './numbered-fragments.ts';
import { CONTENT, INDEX, OBJECTS, REFERENCES } from './trained.ts';

const FRAGMENTS = [')]TJ\n', 'a', 'ab', 'abc', 'x'.repeat(257), 'y'.repeat(258), 'z'.repeat(259), 'w'.repeat(600)].map(
  (text) => new Fragment(text),
);
const PAIRS = new NumberPairs(new Fragment(' Td[('));
const REFERENCES_TO = new NumberedFragments(new Fragment(' 0 R '));

/** Something to write, and what it then says. */
interface Step {
  readonly write: (out: DeflateWriter) => void;
  readonly says: string;
}

const hundredths = (value: number): string => String(value / 100);

const steps = fc.array(
  fc.oneof(
    fc.constantFrom(...FRAGMENTS).map(
      (fragment): Step => ({
        write: (out) => out.put(fragment),
        says: Buffer.from(fragment.bytes).toString('latin1'),
      }),
    ),
    fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 40 }).map(
      (text): Step => ({
        write: (out) => out.text(text),
        says: text,
      }),
    ),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value): Step => ({ write: (out) => out.integer(value), says: String(value) })),
    fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -3, max: 3 })).map(
      ([a, b]): Step => ({
        write: (out) => PAIRS.write(out, a, b),
        says: `${hundredths(a)} ${hundredths(b)} Td[(`,
      }),
    ),
    fc.integer({ min: 1, max: 1500 }).map((number): Step => ({ write: (out) => REFERENCES_TO.write(out, number), says: `${number} 0 R ` })),
  ),
  { maxLength: 200 },
);

const written = (out: DeflateWriter, list: readonly Step[]): Uint8Array => {
  out.begin();
  for (const { write } of list) write(out);
  return out.finish().slice();
};
const said = (list: readonly Step[]): string => list.map(({ says }) => says).join('');
const inflated = (bytes: Uint8Array): string => inflateSync(bytes).toString('latin1');

describe.each(Object.entries({ CONTENT, INDEX, OBJECTS, REFERENCES }))('a stream with the codes of %s', (_, codes) => {
  const out = new DeflateWriter(deflateCodes(codes), 256);

  it('is what was written, to zlib and to another reader, with the right checksum', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const bytes = written(out, list);
        expect(inflated(bytes)).toBe(said(list));
        expect(Buffer.from(unzlibSync(bytes)).toString('latin1')).toBe(said(list));
        expect(out.length).toBe(said(list).length);
      }),
    );
  });

  it('is the same bytes whatever was written before', () => {
    const fresh = new DeflateWriter(deflateCodes(codes), 256);
    fc.assert(
      fc.property(steps, steps, (before, list) => {
        const alone = written(fresh, list);
        written(out, before);
        expect(Buffer.from(written(out, list)).equals(alone)).toBe(true);
      }),
    );
  });
});

describe('a stream of two writers', () => {
  it('is what both have, one after the other', () => {
    const [head, tail] = [new DeflateWriter(deflateCodes(INDEX), 256), new DeflateWriter(deflateCodes(OBJECTS), 256)];
    fc.assert(
      fc.property(steps, steps, (first, second) => {
        head.begin();
        tail.begin();
        for (const { write } of first) write(head);
        for (const { write } of second) write(tail);
        expect(inflated(head.finishWith(tail))).toBe(said(first) + said(second));
      }),
    );
  });
});

describe('what repeats', () => {
  it('takes few bytes, as far back as deflate sees, and is written anew beyond', () => {
    const out = new DeflateWriter(deflateCodes(CONTENT));
    const line = new Fragment('this line comes a thousand times\n');
    const gap = 'no two of these are alike '.repeat(1400);
    const list: Step[] = [{ write: (to) => to.text(gap), says: gap }];
    const put: Step = { write: (to) => to.put(line), says: 'this line comes a thousand times\n' };
    const once = written(out, [put, ...list]).length;
    expect(written(out, [...new Array<Step>(1000).fill(put), ...list]).length).toBeLessThan(once + 500);
    expect(inflated(written(out, [put, ...list, put]))).toBe(`${put.says}${gap}${put.says}`);
    expect(written(out, [put, ...list, put]).length).toBeGreaterThan(once + 15);
  });

  it('keeps its checksum over ten megabytes', () => {
    const out = new DeflateWriter(deflateCodes(CONTENT));
    const text = '\xff'.repeat(1_000_000);
    const list = new Array<Step>(10).fill({ write: (to) => to.text(text), says: text });
    expect(inflated(written(out, list))).toHaveLength(10_000_000);
  });
});
