import type { ResolvedNode } from '../../resolve/resolved.ts';
import { contentsEntries, type ResolvedContents } from '../../resolve/resolved-contents.ts';
import { itemLabel, type ResolvedDefinitions, type ResolvedList } from '../../resolve/resolved-list.ts';
import { escapeAscii } from '../html/escape.ts';
import { countingAttributes, isLabelled } from '../html/list.ts';
import { type RunLook, runsToHtml } from '../html/runs.ts';
import { plainText } from '../text/write-text.ts';

interface ListMessage {
  readonly look: RunLook;
  nodes(nodes: readonly ResolvedNode[]): string;
}

const TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0">';

/** A list as mail readers show it: labels that they don't make by themselves stand in a column of their own. */
export function listHtml(node: ResolvedList, message: ListMessage): string {
  return listOf(
    node,
    node.items.map((item) => message.nodes(item)),
  );
}

/** The same of items that are written already. */
export function listOf(node: ResolvedList, items: readonly string[]): string {
  const gap = node.tight === true ? 0 : 4;
  if (isLabelled(node)) {
    const rows = items.map(
      (item, i) =>
        `<tr><td style="padding:0 8px ${gap}px 0;vertical-align:top;white-space:nowrap">${escapeAscii(itemLabel(node, i))}</td><td style="padding:0 0 ${gap}px">${item}</td></tr>`,
    );
    return `${TABLE}${rows.join('')}</table>`;
  }
  const tag = node.ordered ? 'ol' : 'ul';
  const all = items.map((item) => `<li style="margin:0 0 ${gap}px">${item}</li>`);
  return `<${tag}${countingAttributes(node)} style="margin:0;padding:0 0 0 24px">${all.join('')}</${tag}>`;
}

export function definitionsHtml(node: ResolvedDefinitions, message: ListMessage): string {
  const items = node.items.map(
    ({ term, body }) =>
      `<dt style="margin:0;font-weight:bold">${runsToHtml(term, message.look)}</dt><dd style="margin:0 0 8px 20px">${message.nodes(body)}</dd>`,
  );
  return `<dl style="margin:0">${items.join('')}</dl>`;
}

/** The document's headings by depth. Links within a message work in few mail readers. */
export function contentsHtml(node: ResolvedContents, look: RunLook): string {
  const title = node.title.length === 0 ? '' : `<strong>${runsToHtml(node.title, look)}</strong><br>`;
  const lines = contentsEntries(node).map(({ heading, depth }) => '&#160;'.repeat(4 * depth) + escapeAscii(plainText(heading.runs)));
  return title + lines.join('<br>');
}
