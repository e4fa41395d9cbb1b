import type { FootnoteText } from '../../resolve/resolved.ts';
import { type RunLook, runsToHtml } from './runs.ts';

/** The footnotes of a document at its end; their numbers in the text lead here, and a link leads back. */
export function notesHtml(notes: readonly FootnoteText[] | undefined, look: RunLook): string {
  if (notes === undefined) return '';
  const items = notes.map(
    ({ number, runs }) =>
      `<li id="note-${number}">${runsToHtml(runs, look)} <a href="#to-note-${number}" aria-label="${number}">↩</a></li>`,
  );
  return `<section class="notes" role="doc-endnotes">\n<ol>\n${items.join('\n')}\n</ol>\n</section>\n`;
}
