import type { Sentence, Span, StyleLanguage, Word } from './sentences.ts';

const WERDEN = /^(?:wird|werden|wirst|werdet|wurde|wurden|wurdest|worden|würde|würden)$/i;
/** Participles that end in -t are never infinitives; those in -en count when they carry ge-. */
const PARTICIPLE_DE =
  /^(?:\p{L}*ge\p{L}{2,}(?:t|en)|(?:be|ver|er|ent|emp|zer|miss|wider|über|unter|hinter)\p{L}{2,}t|\p{L}{2,}iert|(?:be|ver|er|ent|zer)\p{L}*(?:nommen|schrieben|schlossen|sprochen|brochen|worfen|zogen|boten|loren|hoben|standen|funden|bunden|wiesen|wogen|litten|schieden|borgen|gessen))$/iu;
const BE = /^(?:is|are|was|were|be|been|being)$/i;
const PARTICIPLE_EN =
  /^(?:\p{L}{2,}ed|(?:be|for|over|under|with)?(?:given|taken|made|done|sent|paid|held|kept|told|found|written|shown|known|seen|brought|bought|built|chosen|drawn|driven|left|lost|met|put|read|said|sold|set|spent|understood|withdrawn|withheld))$/iu;

/** Where a sentence does not say who acts. A form of the auxiliary and a participle close to each other; German's may stand far apart. */
export function passivesOf({ words }: Sentence, language: StyleLanguage): Span[] {
  return language === 'de' ? german(words) : english(words);
}

function german(words: readonly Word[]): Span[] {
  const found: Span[] = [];
  for (const [i, word] of words.entries()) {
    if (!WERDEN.test(word.text)) continue;
    const participle =
      words.slice(i + 1, i + 25).find(isParticiple) ??
      words
        .slice(Math.max(0, i - 2), i)
        .reverse()
        .find(isParticiple);
    if (participle === undefined) continue;
    const span = { start: Math.min(word.start, participle.start), end: Math.max(word.end, participle.end) };
    if (!found.some(({ start, end }) => span.start < end && span.end > start)) found.push(span);
  }
  return found;
}

/** Nouns are capitalised; adjectives made of participles carry endings and don't match. */
const isParticiple = ({ text }: Word): boolean =>
  PARTICIPLE_DE.test(text) &&
  text[0] === text[0]?.toLowerCase() &&
  !/^(?:gegen|genug|gesamt|gern|gut|getrennt|erst|geht|gibt|gilt|bereit|bereits|berechtigt|geehrt|besten|beiden|gelten|geben|gehen|gewinnen|genießen|geschehen|gefallen|gehören|genügen)$/i.test(
    text,
  );

function english(words: readonly Word[]): Span[] {
  const found: Span[] = [];
  for (const [i, word] of words.entries()) {
    if (!BE.test(word.text)) continue;
    const next = words.slice(i + 1, i + 4).find(({ text }) => !/^(?:not|also|been|being|\p{L}+ly)$/iu.test(text));
    if (next !== undefined && PARTICIPLE_EN.test(next.text) && !/^(?:need|indeed|pleased|interested|delighted|tired)$/i.test(next.text))
      found.push({ start: word.start, end: next.end });
  }
  return found;
}
