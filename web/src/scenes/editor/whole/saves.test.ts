import { expect, test } from 'vitest';
import { sittingsOf } from './saves.ts';

const save = (revision: number, at: string, by = 'Anna') => ({ revision, at: `2026-11-02T${at}:00.000Z`, by, bytes: 100 });

test('saves one after another are one sitting, which a pause or somebody else ends; what the draft began with stays apart', () => {
  const saves = [
    save(7, '12:00'),
    save(6, '11:58'),
    save(5, '11:57', 'Bo'),
    save(4, '11:56'),
    save(3, '11:54'),
    save(2, '11:40'),
    save(1, '11:40'),
  ];
  expect(sittingsOf(saves).map(({ revision, saves: count, since }) => [revision, count, since.slice(11, 16)])).toEqual([
    [7, 2, '11:58'],
    [5, 1, '11:57'],
    [4, 2, '11:54'],
    [2, 1, '11:40'],
    [1, 1, '11:40'],
  ]);
  expect(sittingsOf([])).toEqual([]);
});
