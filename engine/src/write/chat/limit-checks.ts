import type { Diagnostic } from '../../diagnostics.ts';
import { placeOf } from '../../layout/findings.ts';
import type { Messenger } from '../../template/channels.ts';
import { ALL_MESSENGERS, MESSENGERS, type MessengerLimits } from './limits.ts';

/** The limits that are lengths of texts, and those that are numbers of things. */
type Length = 'text' | 'textWithButtons' | 'buttonText' | 'replyText' | 'replyValue' | 'cardTitle' | 'cardText';
type Count = 'buttons' | 'replies' | 'cards' | 'cardButtons';

const LENGTHS: Readonly<Record<Length, readonly [what: string, hint: string]>> = {
  text: ['A message', 'Shorten it, write another one for chat ("chat": {"body": …}), or link to the rest.'],
  textWithButtons: ['A message with buttons', 'Shorten it, or let a line stand between the text and a short sentence that has the button.'],
  buttonText: ['The text of a button', 'Say it in two words.'],
  replyText: ['The text of a quick reply', 'Say it in two words.'],
  replyValue: ['What comes back of a quick reply', 'Give it a short "value".'],
  cardTitle: ['The title of a card', 'Shorten the heading.'],
  cardText: ['The text of a card', 'Shorten it, or write it as a message of its own.'],
};

const NUMBERS: Readonly<Record<Count, readonly [what: string, hint: string]>> = {
  buttons: ['buttons below one message', 'Leave some out, or let text stand between them.'],
  replies: ['quick replies', 'Offer fewer.'],
  cards: ['cards side by side', 'Show fewer, or let text stand between them.'],
  cardButtons: ['buttons on one card', 'Leave some out.'],
};

/** Holds a message against the limits of the messengers that it is for. */
export class LimitChecks {
  readonly diagnostics: Diagnostic[] = [];
  readonly #messengers: readonly MessengerLimits[];

  constructor(messengers: readonly Messenger[] = ALL_MESSENGERS) {
    this.#messengers = messengers.map((messenger) => MESSENGERS[messenger]);
  }

  length(limit: Length, text: string, source: string): void {
    const [what, hint] = LENGTHS[limit];
    this.#hold(limit, text.length, source, 'chat.too-long', hint, (most) => `${what} has ${text.length} characters; ${most}.`);
  }

  count(limit: Count, count: number, source: string): void {
    const [what, hint] = NUMBERS[limit];
    this.#hold(limit, count, source, 'chat.too-many', hint, (most) => `There are ${count} ${what}; ${most}.`);
  }

  /** One finding for all messengers that want less. */
  #hold(limit: Length | Count, value: number, source: string, code: string, hint: string, message: (most: string) => string): void {
    const stricter = this.#messengers.filter((messenger) => (messenger[limit] ?? Number.POSITIVE_INFINITY) < value);
    if (stricter.length === 0) return;
    const most = stricter.map((messenger) => `${messenger.name} takes ${messenger[limit]}`).join(', ');
    this.diagnostics.push({ severity: 'warning', code, message: message(most), place: placeOf(source), hint });
  }
}
