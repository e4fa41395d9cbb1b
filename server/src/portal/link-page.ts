import { html, type Markup } from './pages/html.ts';
import type { Words } from './pages/words/index.ts';

/**
 * What a link shows that opens nothing any more. One that was once ours, and has only ended, is taken as it is; else an address is asked for. What
 * comes next looks the same in both cases, known or not.
 */
export function linkPage(words: Words, search: string, expired: string | undefined): Markup {
  const { link } = words;
  const who =
    expired === undefined
      ? html`<div class="field"><label for="email">${link.email}</label><input id="email" type="email" name="email" autocomplete="email" required maxlength="254"></div>`
      : html`<input type="hidden" name="link" value="${expired}">`;
  return html`<p>${expired === undefined ? link.wrong : link.expired}</p><p>${link.ask}</p>
<form method="post" action="/p${search}">${who}<div class="bar"><button type="submit">${link.send}</button></div></form>`;
}

export const sentPage = (words: Words): Markup => html`<div class="note" role="status"><p>${words.link.sent}</p></div>`;
