import type { ResolvedNode } from '../../resolve/resolved.ts';
import { itemLabel, type ResolvedDefinitions, type ResolvedList } from '../../resolve/resolved-list.ts';
import { escapeHtml } from './escape.ts';
import { type RunLook, runsToHtml } from './runs.ts';
import { styleClass } from './style-sheet.ts';

interface ListPage {
  readonly look: RunLook;
  nodes(nodes: readonly ResolvedNode[]): string;
}

/** The `type` of an ordered list by its numbering. */
const TYPES: Readonly<Record<string, string>> = { LowerAlpha: 'a', UpperAlpha: 'A', LowerRoman: 'i', UpperRoman: 'I' };

/** Attributes of a list whose labels screens make by themselves. */
export function countingAttributes({ ordered, numbering, start }: ResolvedList): string {
  if (!ordered) return '';
  const type = TYPES[numbering ?? ''];
  return (type === undefined ? '' : ` type="${type}"`) + (start === undefined ? '' : ` start="${start}"`);
}

/** Whether the labels have to be written out. */
export const isLabelled = ({ labels, usual }: ResolvedList): boolean => labels !== undefined && usual !== true;

/** A list; labels that screens don't make by themselves are written, their numbers staying those of the list. */
export function listHtml(node: ResolvedList, page: ListPage): string {
  const tag = node.ordered ? 'ol' : 'ul';
  const labelled = isLabelled(node);
  const classes = [styleClass(node.style), node.tight === true ? 'tight' : '', labelled ? 'labelled' : ''].filter((name) => name !== '');
  const items = node.items.map((item, i) =>
    labelled ? `<li><span>${escapeHtml(itemLabel(node, i))}</span><div>${page.nodes(item)}</div></li>` : `<li>${page.nodes(item)}</li>`,
  );
  // A list without markers stays one for screen readers that would else not say so.
  const role = labelled ? ' role="list"' : '';
  return `<${tag} class="${classes.join(' ')}"${countingAttributes(node)}${role}>${items.join('')}</${tag}>\n`;
}

export function definitionsHtml(node: ResolvedDefinitions, page: ListPage): string {
  const term = node.style === undefined ? '' : ` class="${styleClass(node.style)}"`;
  const items = node.items.map((item) => `<dt${term}>${runsToHtml(item.term, page.look)}</dt><dd>${page.nodes(item.body)}</dd>`);
  return `<dl${node.termWidth === undefined ? '' : ' class="beside"'}>${items.join('\n')}</dl>\n`;
}

export const LIST_CSS =
  '.tight p{margin:0}.labelled{list-style:none;padding-left:.5em}.labelled>li{display:flex;gap:.6em}.labelled>li>div{flex:1;min-width:0}' +
  '.labelled>li>div>:last-child{margin-bottom:0}.labelled>li{margin-bottom:.35em}dt{font-weight:bold}dd{margin:0 0 .75em 1.5em}dd>:last-child{margin-bottom:0}' +
  '@media (min-width:30rem){dl.beside{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.35em 1.25em}dl.beside dd{margin:0}}';
