import type { Brand } from '@posthorn/engine';
import { styleLanguage } from '@posthorn/engine/language';

export type Voice = NonNullable<Brand['voice']>[string];

/** Languages whose plainness is judged, and others that the brand says something about. */
export const voiceLanguages = ({ voice = {} }: Pick<Brand, 'voice'>): readonly string[] => [
  ...new Set(['de', 'en', ...Object.keys(voice)]),
];

export const judgedLanguage = styleLanguage;

/** The brand with something of its voice said otherwise, or no more where it is undefined; a language of which nothing is said is left out. */
export function withVoice(brand: Brand, language: string, changed: { readonly [Name in keyof Voice]?: Voice[Name] | undefined }): Brand {
  const { voice = {}, ...rest } = brand;
  const said = Object.fromEntries(Object.entries({ ...voice[language], ...changed }).filter(([, value]) => value !== undefined));
  const { [language]: _, ...others } = voice;
  const next = Object.keys(said).length === 0 ? others : { ...voice, [language]: said as Voice };
  return Object.keys(next).length === 0 ? rest : { ...rest, voice: next };
}
