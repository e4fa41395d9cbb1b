/** What a short message can ask of us by itself. */
export type Keyword = 'stop' | 'start' | 'help';

/** Words as carriers and customers use them (CTIA: STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT; START, UNSTOP; HELP, INFO), and German ones. */
const words: Readonly<Record<Keyword, ReadonlySet<string>>> = {
  stop: new Set([
    ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
    ...['STOPP', 'ABMELDEN', 'ABBESTELLEN', 'ABMELDUNG', 'AUSTRAGEN', 'WIDERRUF', 'ENDE', 'KÜNDIGEN'],
  ]),
  start: new Set(['START', 'UNSTOP', 'ANMELDEN', 'STARTEN']),
  help: new Set(['HELP', 'INFO', 'HILFE', 'INFOS']),
};
/** A withdrawal holds however it is said: these count also at the beginning of a sentence. */
const clear = new Set(['STOP', 'STOPP', 'STOPALL', 'UNSUBSCRIBE', 'ABMELDEN', 'ABBESTELLEN']);

/** What a short message asks. A word alone, in any case, with or without signs around it; STOP also with more behind it. */
export function keywordOf(text: string): Keyword | undefined {
  const said =
    text
      .normalize('NFC')
      .toUpperCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first] = said;
  if (first === undefined) return undefined;
  if (said.length === 1) return (['stop', 'start', 'help'] as const).find((keyword) => words[keyword].has(first));
  if (said.slice(0, 2).join('') === 'STOPALL' || said.join('') === 'OPTOUT') return 'stop';
  return clear.has(first) ? 'stop' : undefined;
}

const answers: Readonly<Record<'de' | 'en', Readonly<Record<Keyword, string>>>> = {
  de: {
    stop: '{name}: Sie erhalten keine Werbung mehr per SMS. Wieder anmelden mit START.',
    start: '{name}: Sie sind wieder angemeldet. Abmelden jederzeit mit STOPP.',
    help: '{name}: Abmelden mit STOPP, wieder anmelden mit START.',
  },
  en: {
    stop: '{name}: you will get no more advertising by text message. To sign up again, reply START.',
    start: '{name}: you are signed up again. Reply STOP to end it at any time.',
    help: '{name}: reply STOP to get no more advertising, START to sign up again.',
  },
};

/** The answer in the customer's language; where that is not known, in that of the number's country. */
export function answerTo(keyword: Keyword, name: string, language: string | undefined, number: string): string {
  const german = language === undefined ? /^\+(49|43|41)/.test(number) : language.startsWith('de');
  return answers[german ? 'de' : 'en'][keyword].replace('{name}', () => name);
}
