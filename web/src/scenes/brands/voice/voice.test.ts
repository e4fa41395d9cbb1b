import type { Brand } from '@posthorn/engine';
import { expect, test } from 'vitest';
import { voiceLanguages, withVoice } from './voice.ts';

const brand = { kind: 'brand', id: 'b', name: 'B', voice: { de: { form: 'Sie' }, 'de-AT': { terms: ['Jänner'] } } } as unknown as Brand;

test('what a brand says of a language is changed alone, and nothing is left of what it no longer says', () => {
  const spoken = withVoice(brand, 'de', { target: 3 });
  expect(spoken.voice).toEqual({ de: { form: 'Sie', target: 3 }, 'de-AT': { terms: ['Jänner'] } });
  expect(withVoice(withVoice(spoken, 'de', { form: undefined }), 'de', { target: undefined }).voice).toEqual({
    'de-AT': { terms: ['Jänner'] },
  });
  expect(withVoice(withVoice(brand, 'de', { form: undefined }), 'de-AT', { terms: undefined })).not.toHaveProperty('voice');
});

test('languages of which a brand speaks come after those that are judged', () => {
  expect(voiceLanguages(brand)).toEqual(['de', 'en', 'de-AT']);
});
