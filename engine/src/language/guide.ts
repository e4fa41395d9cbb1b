import type { Voice } from '../template/voice.ts';
import type { StyleGuide } from './examine.ts';
import type { Phrase } from './phrases.ts';
import type { Figure } from './readability.ts';
import type { StyleLanguage } from './sentences.ts';

type Voices = { readonly [language: string]: Voice };

/** The language's rules, where there are some. */
export function styleLanguage(tag: string): StyleLanguage | undefined {
  const [language] = tag.toLowerCase().split('-');
  return language === 'de' || language === 'en' ? language : undefined;
}

/** The figure that a brand's target is said in. */
export const measure: Readonly<Record<StyleLanguage, Figure['name']>> = { de: 'difficulty', en: 'flesch-kincaid' };

/** What to aim at where a brand says nothing: plain letters to everybody. */
export const usualTarget: Readonly<Record<StyleLanguage, number>> = { de: 3.5, en: 9 };

/** A brand speaks `de-AT` as it says for that, else as it says for `de`. */
const voiceFor = (voices: Voices | undefined, tag: string): Voice | undefined => voices?.[tag] ?? voices?.[tag.split('-')[0]!];

/** How a brand wants its texts in a language, as `examine` takes it. A term written otherwise is a word to avoid. */
export function guideOf({ voice: voices }: { readonly voice?: Voices }, tag: string): StyleGuide {
  const voice = voiceFor(voices, tag);
  if (voice === undefined) return {};
  const { form, avoid = [], terms = [], longSentence } = voice;
  const misspelt = terms.map((term): Phrase => ({ words: term, better: term }));
  return {
    avoid: [...avoid, ...misspelt],
    ...(form === undefined ? {} : { form }),
    ...(longSentence === undefined ? {} : { longSentence }),
  };
}

/** What texts of a class of templates are to reach; undefined where the brand says nothing. */
export function targetOf(
  { voice: voices }: { readonly voice?: Voices },
  tag: string,
  templateClass: string | undefined,
): number | undefined {
  const voice = voiceFor(voices, tag);
  return (templateClass === undefined ? undefined : voice?.targets?.[templateClass]) ?? voice?.target;
}
