import type { VoiceVerdict } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { sumUp } from './sum-up.ts';

const verdict = (templateId: string, total: number, difficulty?: number, words = 90): VoiceVerdict => ({
  ...{ templateId, total, words, name: { en: templateId }, class: 'standard', version: 1, target: 3, findings: [] },
  ...(difficulty === undefined ? {} : { difficulty }),
});

test('those with the most to do come first, then the hardest; what has no text in the language does not count', () => {
  const sum = sumUp([
    verdict('a', 0, 3.1),
    verdict('b', 2, 2),
    verdict('c', 0, 5),
    verdict('d', 0, 2),
    verdict('e', 7),
    verdict('f', 0, undefined, 0),
  ]);
  expect(sum).toMatchObject({ read: 5, concerned: 2, places: 9, harder: 2 });
  expect(sum.worst.map(({ templateId }) => templateId)).toEqual(['e', 'b', 'c', 'a']);
});
