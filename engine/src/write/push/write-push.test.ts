import { describe, expect, it } from 'vitest';
import { smallBundle, smallRecord } from '../../../test/bundles.ts';
import { CompositionError, check, compile } from '../../compose.ts';
import { PUSH_LIMITS, writePush } from './write-push.ts';

describe('a push message', () => {
  it('has the title, the text and the link of its template, in the language of the record', async () => {
    const push = {
      title: { en: 'News for {{ name }}', de: 'Neues für {{ name }}' },
      text: { en: 'Your **bill** is\there.', de: 'Ihre **Rechnung** ist da.' },
      link: 'https://post.example/bills/{{ urlencode(name) }}',
    };
    const bundle = smallBundle([], { languages: ['en', 'de'], push });
    expect(check(bundle)).toEqual([]);
    const program = await compile(bundle, { formats: ['push'] });
    expect(program.compose({ ...smallRecord, name: 'A & B' }, 'push', { language: 'de' })).toEqual({
      ...{ format: 'push', title: 'Neues für A & B', text: 'Ihre Rechnung ist da.', language: 'de', diagnostics: [] },
      link: 'https://post.example/bills/A%20%26%20B',
    });
    expect(program.compose(smallRecord, 'push', { language: 'en' })).toMatchObject({ text: 'Your bill is here.' });
  });

  it('is called as the template is where it has no title of its own, and opens nothing where it has no link', async () => {
    const program = await compile(smallBundle([], { subject: 'Subject', push: { text: 'Text' } }), { formats: ['push'] });
    const message = program.compose(smallRecord, 'push');
    expect(message).toMatchObject({ title: 'Subject', text: 'Text' });
    expect(message).not.toHaveProperty('link');
  });

  it('leads nowhere but to web addresses and the like: another link is refused in the template, and on the record', async () => {
    const unsafe = (link: string) => smallBundle([], { push: { text: 'Text', link } });
    expect(check(unsafe('javascript:alert(1)'))).toMatchObject([{ code: 'link.unsafe', place: { pointer: '/push/link' } }]);
    const program = await compile(unsafe('{{ name }}'), { formats: ['push'] });
    expect(() => program.compose({ ...smallRecord, name: 'javascript:alert(1)' }, 'push')).toThrow(CompositionError);
  });

  it('is told to be longer than devices show, character by character, and refused when it cannot be sent', () => {
    const told = (title: string, text: string) =>
      writePush({ title, text }).diagnostics.map(({ code, place }) => `${code} ${place.pointer}`);
    const { titleCharacters, textCharacters, bytes } = PUSH_LIMITS;
    expect(told('😀'.repeat(titleCharacters), 'ж'.repeat(textCharacters))).toEqual([]);
    expect(told('x'.repeat(titleCharacters + 1), 'ж'.repeat(textCharacters + 1))).toEqual([
      'push.too-long /push/title',
      'push.too-long /push/text',
    ]);
    expect(told('', 'x'.repeat(bytes - 6))).toEqual(['push.too-long /push/text']);
    expect(told('', 'x'.repeat(bytes - 5))).toEqual(['push.too-large /push/text']);
  });
});
