import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unzip } from './unzip.ts';

const limits = { bytes: 1_000_000, files: 10 };
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

/** With another size in all places that say how much a file has when it is unpacked. */
function claiming(archive: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  for (const [signature, place] of [
    ['PK\u0003\u0004', 22],
    ['PK\u0001\u0002', 24],
  ] as const)
    for (let at = bytes.indexOf(signature, 0, 'latin1'); at >= 0; at = bytes.indexOf(signature, at + 1, 'latin1'))
      bytes.writeUInt32LE(size, at + place);
  return bytes;
}

test('files come out as they went in, packed or not, and only those that are wanted', () => {
  const archive = zipSync({
    'a/ä.txt': strToU8('one'),
    'plain.txt': [strToU8('two'), { level: 0 }],
    'a/b/': strToU8(''),
    empty: strToU8(''),
  });
  const files = unzip(archive, limits);
  expect([...files].map(([name, bytes]) => [name, text(bytes)]).sort()).toEqual([
    ['a/ä.txt', 'one'],
    ['empty', ''],
    ['plain.txt', 'two'],
  ]);
  expect([...unzip(archive, limits, (name) => name === 'plain.txt').keys()]).toEqual(['plain.txt']);
});

test('what swells is stopped where the room ends, also when it says that it is small', () => {
  const bomb = zipSync({ a: new Uint8Array(900_000), b: new Uint8Array(900_000) });
  for (const archive of [bomb, claiming(bomb, 10)]) expect(() => unzip(archive, limits)).toThrow('too large when it is unpacked');
  expect(unzip(bomb, { ...limits, bytes: 1_800_000 }).size).toBe(2);
});

test('files that lie in each other, more files than are taken, damage and what is no archive are refused', () => {
  const noise = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 251);
  const archive = Buffer.from(zipSync({ a: [noise, { level: 0 }], b: [noise, { level: 0 }] }));
  const second = archive.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
  const overlapping = Buffer.from(archive);
  // Both entries at the first file, which now reaches over the second.
  overlapping.writeUInt32LE(0, second + 42);
  for (const entry of [overlapping.indexOf('PK\u0001\u0002', 0, 'latin1'), second]) overlapping.writeUInt32LE(9_000, entry + 20);
  expect(() => unzip(overlapping, limits)).toThrow('lie in each other');
  expect(() => unzip(archive, { ...limits, files: 1 })).toThrow('more than 1 files');
  for (let at = 0; at < archive.length; at += 211) {
    const damaged = Buffer.from(archive);
    damaged.fill(0xff, at, at + 8);
    expect(() => {
      try {
        unzip(damaged, limits);
      } catch (error) {
        if ((error as Error).name !== 'UnzipError') throw error;
      }
    }).not.toThrow();
    expect(() => unzip(archive.subarray(0, at), limits)).toThrow('no ZIP archive');
  }
});
