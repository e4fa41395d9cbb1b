import { html, type Markup } from '../pages/html.ts';
import type { Holder } from './guest.ts';
import type { Question } from './question.ts';

/** Asks for what a stranger does not know; or says whom to ask where nothing can be asked. */
export function questionPage({ visit, base }: Holder, question: Question | undefined, verdict?: 'wrong' | 'too-many'): Markup {
  const { words, search, brand } = visit;
  if (question === undefined) return html`<p>${words.question.unanswerable}</p>`;
  if (verdict === 'too-many') return html`<div class="note" role="alert"><p>${words.question.tooMany}</p></div>`;
  const date = question.kind === 'birth-date';
  const label = date ? words.question.birthDate : words.question.postcode;
  return html`<p>${words.question.lead(brand?.brand.sender.organisation ?? 'Posthorn')}</p>
${verdict === 'wrong' && html`<div class="note" role="alert"><p id="wrong">${words.question.wrong}</p></div>`}
<form method="post" action="${base}${search}"><div class="field"><label for="answer">${label}</label>
<input id="answer" name="answer" required maxlength="40" type="${date ? 'date' : 'text'}" autocomplete="${date ? 'bday' : 'postal-code'}"${
    verdict === 'wrong' && html` aria-invalid="true" aria-describedby="wrong"`
  }></div>
<div class="bar"><button type="submit">${words.question.deed}</button></div></form>`;
}
