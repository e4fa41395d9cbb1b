/**
 * `@posthorn/engine/language`: how plain a text is. Figures of readability, and hints with places: long and nested sentences, passive,
 * heavy nouns, fillers, office language, a brand's own words, Sie and du. And which passages are nearly the same. Pure, so that the editor judges while its author types.
 */
export type { Form } from './address-form.ts';
export { examine, linkSaysWhere, type StyleFinding, type StyleGuide, type StyleReport, type StyleRule } from './examine.ts';
export { guideOf, measure, styleLanguage, targetOf, usualTarget } from './guide.ts';
export type { Phrase } from './phrases.ts';
export type { Counts, Figure } from './readability.ts';
export { type Sentence, type Span, type StyleLanguage, sentencesOf, type Word } from './sentences.ts';
export {
  type Cluster,
  type Member,
  type Passage,
  type Rationalisation,
  rationalise,
  rationaliseInSteps,
  type SimilarOptions,
  type SimilarProgress,
  similarityOf,
  wordingOf,
} from './similar/clusters.ts';
export { type Difference, differenceOf } from './similar/difference.ts';
export { syllablesOf } from './syllables.ts';
