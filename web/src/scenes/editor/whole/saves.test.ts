import { expect, test } from 'vitest';
import { sittingsOf } from './saves.ts';

const save = (revision: number, at: string, by = 'Anna') => ({ revision, at: `2026-11-02T${at}:00.000Z`, by, bytes: 100 });

test('saves one after another are one sitting, which a pause or somebody else ends', () => {
  const saves = [
    save(7, '12:00'),
    save(6, '11:55'),
    save(5, '11:54', 'Bo'),
    save(4, '11:53'),
    save(3, '11:45'),
    save(2, '11:30'),
    save(1, '09:00'),
  ];
  expect(sittingsOf(saves).map(({ revision, saves: count, since }) => [revision, count, since.slice(11, 16)])).toEqual([
    [7, 2, '11:55'],
    [5, 1, '11:54'],
    [4, 2, '11:45'],
    [2, 1, '11:30'],
    [1, 1, '09:00'],
  ]);
  expect(sittingsOf([])).toEqual([]);
});
