import { expect, test } from 'vitest';
import { answerTo, keywordOf } from './keywords.ts';

test.each([
  ...(
    [
      'STOP',
      'stop',
      ' Stopp! ',
      '"STOP"',
      'Stop all',
      'STOP bitte keine SMS mehr',
      'Abmelden',
      'abbestellen',
      'opt-out',
      'ENDE.',
      'kündigen',
    ] as const
  ).map((text) => [text, 'stop'] as const),
  ...(['START', 'start.', 'Unstop', 'Anmelden'] as const).map((text) => [text, 'start'] as const),
  ...(['HELP', 'hilfe?', 'Info'] as const).map((text) => [text, 'help'] as const),
  ...(['', '…', 'Danke, das hilft!', 'Am Ende der Woche', 'Start der Lieferung?', 'Nonstop', 'Info an Herrn Maier'] as const).map(
    (text) => [text, undefined] as const,
  ),
])('%j means %s', (text, keyword) => {
  expect(keywordOf(text)).toBe(keyword);
});

test('the answer fits into one segment and is in the language that is known, or likely', () => {
  expect(answerTo('stop', 'Kontor', 'de', '+1555')).toContain('keine Werbung');
  expect(answerTo('stop', 'Kontor', undefined, '+4915112')).toContain('keine Werbung');
  expect(answerTo('help', 'Kontor', 'fr', '+33')).toContain('reply STOP');
  for (const keyword of ['stop', 'start', 'help'] as const) {
    for (const language of ['de', 'en']) expect(answerTo(keyword, 'Kontor Nord GmbH', language, '').length).toBeLessThanOrEqual(160);
  }
});
