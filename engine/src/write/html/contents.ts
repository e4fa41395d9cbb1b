import { contentsEntries, type ResolvedContents } from '../../resolve/resolved-contents.ts';
import { escapeHtml } from './escape.ts';
import { type RunLook, runsToHtml } from './runs.ts';

/** The table of contents as links to the page's headings. */
export function contentsHtml(node: ResolvedContents, look: RunLook): string {
  const title = runsToHtml(node.title, look);
  const items = contentsEntries(node).map(({ heading, depth }) => {
    const text = escapeHtml(heading.runs.map((run) => run.text).join(''));
    return `<li class="depth-${depth}"><a href="#${heading.anchor ?? ''}">${text}</a></li>`;
  });
  if (items.length === 0) return '';
  const label = title === '' ? '' : `<p class="s-heading2">${title}</p>`;
  return `<nav class="contents">${label}<ol role="list">${items.join('')}</ol></nav>\n`;
}

export const CONTENTS_CSS =
  '.contents{margin:0 0 1.5em}.contents ol{list-style:none;padding:0;margin:0}.contents li{padding:.15em 0}' +
  [1, 2, 3, 4, 5].map((depth) => `.contents .depth-${depth}{padding-left:${depth * 1.25}em}`).join('');
