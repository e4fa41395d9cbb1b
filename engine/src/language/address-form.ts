import type { Sentence, Span } from './sentences.ts';

/** How German speaks to its reader. */
export type Form = 'Sie' | 'du';

const DU = /^(?:du|dich|dir|dein|deine|deinem|deinen|deiner|deines|euch|euer|eure|eurem|euren|eurer)$/i;
const SIE = /^(?:Sie|Ihnen|Ihr|Ihre|Ihrem|Ihren|Ihrer|Ihres)$/;

/** Every word that addresses the reader. "Sie" and "Ihr" at the beginning of a sentence may mean others and don't count. */
export function formsOf(text: string, sentences: readonly Sentence[]): (Span & { readonly form: Form })[] {
  return sentences.flatMap(({ words }) =>
    words.flatMap(({ text: word, start, end }, i): (Span & { readonly form: Form })[] => {
      if (DU.test(word)) return [{ start, end, form: 'du' }];
      const begins = i === 0 || /[:„"«]\s*$/.test(text.slice(0, start));
      return SIE.test(word) && !begins ? [{ start, end, form: 'Sie' }] : [];
    }),
  );
}
