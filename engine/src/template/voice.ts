/** How a brand speaks in one language. Editors show authors where a text departs from it; nothing is refused for it. */
export interface Voice {
  /** How customers are addressed. */
  readonly form?: 'Sie' | 'du';
  /** Words that the brand does not use, with those that it does instead; `*` stands for any ending. */
  readonly avoid?: readonly { readonly words: string; readonly better?: string }[];
  /** Names and terms that are written so and not otherwise, such as `MeinKonto`. */
  readonly terms?: readonly string[];
  /** Words per sentence from which on one is too long. */
  readonly longSentence?: number;
  /** How difficult texts may be: in German 1 very easy … 7 very hard, in other languages the school year of Flesch–Kincaid. */
  readonly target?: number;
  /** Other targets for classes of templates. */
  readonly targets?: { readonly [templateClass: string]: number };
}
