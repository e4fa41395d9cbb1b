import { expect, test } from 'vitest';
import { preflight } from '../preflight.ts';
import { type TinyPdf, tinyPdf } from '../testing/tiny-pdf.ts';

const whole = (parts: TinyPdf, change: (text: string) => string = (text) => text): string[] => {
  const text = change(String.fromCharCode(...tinyPdf(parts)));
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const [verdict] = preflight(bytes, { profiles: ['2b'] });
  return verdict!.findings.filter(({ clause }) => clause === '0').map(({ message }) => message);
};

test('a file that can be read to its end has no such findings', () => {
  expect(whole({ content: '0 0 1 1 re f' })).toEqual([]);
});

test('a file without pages cannot be judged', () => {
  expect(whole({}, (text) => text.replace('/Kids [3 0 R]', '/Kids []     '))).toEqual(['The page tree leads to no page.']);
});

test('content that cannot be decoded is told', () => {
  const broken = whole({ content: '0 0 1 1 re f' }, (text) => text.replace('/Length', '/Filter /FlateDecode /Length'));
  expect(broken).toHaveLength(1);
  expect(broken[0]).toMatch(/^A stream cannot be read: /);
});

test('a file that wants a password is told, and nothing about what it hides', () => {
  const encrypt = '/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O (x) /U (x) /OE (x) /UE (x) >> /Root';
  const text = String.fromCharCode(...tinyPdf({})).replace(/\/Root(?= 1 0 R)/, encrypt);
  const verdicts = preflight(
    Uint8Array.from(text, (character) => character.charCodeAt(0)),
    { profiles: ['2b', 'ua1'] },
  );
  const messages = verdicts.flatMap(({ findings }) => findings.map(({ message }) => message)).filter((said) => !/\bID\b/.test(said));
  expect(messages).toEqual([
    expect.stringMatching(/wants a password/),
    'The trailer has an Encrypt entry.',
    expect.stringMatching(/wants a password/),
  ]);
});
