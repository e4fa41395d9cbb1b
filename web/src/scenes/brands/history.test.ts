import { expect, test } from 'vitest';
import { beginning, changed, redone, undone } from './history.ts';

test('what was changed is undone step by step, and done again', () => {
  let history = changed(changed(beginning('a'), 'b', undefined, 1), 'c', undefined, 2);
  history = undone(history);
  expect(history.present).toBe('b');
  expect(undone(undone(undone(history))).present).toBe('a');
  expect(redone(history).present).toBe('c');
  expect(redone(changed(history, 'd', undefined, 3)).present).toBe('d');
});

test('dragging is one step, and so is what follows at once on the same; after a pause it is another', () => {
  const dragged = changed(changed(changed(beginning(0), 1, 'frame', 100), 2, 'frame', 200), 3, 'frame', 300);
  expect(undone(dragged).present).toBe(0);
  const later = changed(dragged, 4, 'frame', 5_000);
  expect(undone(later).present).toBe(3);
  expect(undone(changed(dragged, 4, 'other', 310)).present).toBe(3);
});
