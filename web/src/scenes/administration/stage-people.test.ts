import { expect, test } from 'vitest';
import { judgeStages } from './stage-people.ts';

test('each stage needs a person of its own who wrote nothing in it', () => {
  expect(judgeStages(['department', 'legal'], { department: ['a'] })).toBe('nobody');
  expect(judgeStages(['legal', 'compliance'], { legal: ['a'], compliance: ['a'] })).toBe('few');
  expect(judgeStages(['department', 'compliance'], { department: ['a', 'b'], compliance: ['a'] })).toBe('just');
  expect(judgeStages(['department', 'compliance'], { department: ['a', 'b', 'c'], compliance: ['b', 'c'] })).toBe('enough');
});
