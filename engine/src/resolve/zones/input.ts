import { dayNumber } from '../../expression/dates.ts';
import { Decimal } from '../../expression/decimal.ts';
import { makeDateFormatter } from '../../expression/functions/date-functions.ts';
import type { Input } from '../../template/model.ts';
import { cleanText } from '../clean-text.ts';
import type { Context, State } from '../context.ts';
import { compileText, type TextEvaluator } from '../inline.ts';
import { localeOf } from '../localized.ts';
import { openQuestion, tellOfAnswer } from './answers.ts';
import { declareZone, needsClerk } from './declare.ts';

/** In one line. */
const USUAL_LENGTH = 200;

const ANSWERS = {
  text: ['is answered by a line of text.', 'Write text.'],
  number: ['is answered by a number.', 'Write it with digits and a point, such as 12.50.'],
  date: ['is answered by a date.', 'Write it as year, month and day: 2026-03-31.'],
} as const;

/** Compiles a value that a clerk is asked for. */
export function compileInput(ctx: Context, node: Input): TextEvaluator {
  const { name, kind = 'text', characters = USUAL_LENGTH } = node;
  const question = declareZone(ctx, node);
  if (node.default === undefined) needsClerk(ctx);
  const usual = node.default === undefined ? undefined : compileText(ctx.at('default'), node.default);
  const show = showAs(kind, ctx);
  return (state) => {
    const byDefault = usual?.(state);
    const offered = byDefault === undefined ? undefined : { default: byDefault };
    state.clerk?.ask({ name, question, place: ctx.place(), kind: 'input', of: kind, ...offered, characters });
    const answer = state.clerk?.answerTo(name);
    const value = answer === undefined || answer === '' ? byDefault : answer;
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) return unanswered(state, ctx, question);
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
    const tooLong = text !== undefined && [...text].length > characters;
    const shown = text === undefined || tooLong ? undefined : show(text);
    if (shown !== undefined) return shown;
    const [message, hint] = tooLong ? [`may have ${characters} characters.`, 'Shorten it.'] : ANSWERS[kind];
    tellOfAnswer(state, ctx, 'zone.wrong-answer', `"${question}" ${message}`, hint);
    return cleanText(text ?? '');
  };
}

function unanswered(state: State, ctx: Context, question: string): string {
  tellOfAnswer(state, ctx, 'zone.unanswered', `"${question}" is not answered.`, 'Answer it.');
  return openQuestion(question);
}

/** A value as the language writes it; undefined where it is none of its kind. */
function showAs(kind: NonNullable<Input['kind']>, ctx: Context): (value: string) => string | undefined {
  const { language, formatDecimal } = ctx.shared;
  switch (kind) {
    case 'text':
      return (value) => (/[\n\r\u2028\u2029]/.test(value) ? undefined : cleanText(value));
    case 'number':
      return (value) => {
        const number = Decimal.parse(value);
        return number === undefined ? undefined : formatDecimal(number);
      };
    case 'date': {
      const format = makeDateFormatter(localeOf(language), 'long');
      return (value) => (dayNumber(value) === undefined ? undefined : format(value));
    }
  }
}
