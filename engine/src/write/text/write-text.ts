import { enclosureLine } from '../../resolve/enclosure.ts';
import { fieldLine } from '../../resolve/field.ts';
import type { FootnoteText, ResolvedDocument, ResolvedNode, Run } from '../../resolve/resolved.ts';
import { contentsEntries, type ResolvedContents } from '../../resolve/resolved-contents.ts';
import { textChart } from './text-chart.ts';
import { tightened } from './text-lines.ts';
import { definitionLines, listLines } from './text-list.ts';
import { textTable } from './text-table.ts';
import { textWidth, wrap, wrapLine } from './wrap.ts';

/** Columns of a plain-text message; the usual limit of e-mail readers. */
export const WIDTH = 78;

/** A document as plain text: for the text part of an e-mail, and for reading aloud. Ends with a line break. */
export function writeText(document: ResolvedDocument): string {
  const lines = [...blockLines(document.body, WIDTH), ...noteLines(document.notes ?? [])];
  while (lines.at(-1) === '') lines.pop();
  return `${lines.join('\n')}\n`;
}

/** Runs as text, with the addresses of links behind them; tabs are two spaces, since lines of text have no tab stops. */
export function plainText(runs: readonly Run[]): string {
  let text = '';
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i] as Run;
    if (run.page !== undefined) continue;
    if (run.note !== undefined) {
      text += `[${run.text}]`;
      continue;
    }
    text += run.text;
    if (run.href !== undefined && run.href !== runs[i + 1]?.href && !showsItself(run.text, run.href)) text += ` <${run.href}>`;
  }
  return text.includes('\t') ? text.replaceAll('\t', '  ') : text;
}

const showsItself = (text: string, href: string): boolean =>
  href === text || href === `mailto:${text}` || href.replace(/^tel:/, '') === text.replace(/\s/g, '');

/** Footnotes stand at the end, under a line. */
function noteLines(notes: readonly FootnoteText[]): string[] {
  if (notes.length === 0) return [];
  return ['-'.repeat(20), ...notes.flatMap(noteLine)];
}

function noteLine({ number, runs }: FootnoteText): string[] {
  const label = `[${number}] `;
  return wrap(plainText(runs), WIDTH - label.length).map((line, i) => (i === 0 ? label : ' '.repeat(label.length)) + line);
}

/** The lines of nodes, with an empty line behind every block. */
export function blockLines(nodes: readonly ResolvedNode[], width: number): string[] {
  const lines: string[] = [];
  for (const node of nodes) {
    const own = nodeLines(node, width);
    if (own.length === 0) continue;
    for (let i = 0; i < own.length; i++) lines.push(own[i] as string);
    if (own[own.length - 1] !== '') lines.push('');
  }
  return lines;
}

function nodeLines(node: ResolvedNode, width: number): string[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'button':
      return runningLines(node, plainText(node.runs), width);
    case 'list':
      return listLines(node, width, blockLines);
    case 'definitions':
      return definitionLines(node, width, blockLines);
    case 'contents':
      return contentsLines(node, width);
    case 'table':
      return textTable(node, width, blockLines);
    case 'image':
      return node.alt === '' ? [] : wrap(`[${node.alt}]`, width);
    case 'barcode':
      return wrap(`[${node.alt}]`, width);
    case 'enclosure':
      return wrap(enclosureLine(node), width);
    case 'field':
      return wrap(fieldLine(node), width);
    case 'chart':
      return textChart(node, width);
    case 'columns':
      return node.columns.flatMap((column) => panelLines(column.body, width));
    case 'box':
      return panelLines(node.body, width);
    case 'keep':
    case 'section':
    case 'flow':
    case 'float':
      return blockLines(node.body, width);
    case 'line':
      return ['-'.repeat(Math.min(width, 40))];
    case 'space':
    case 'pageBreak':
    case 'mark':
    case 'filler':
    case 'qrBill':
      return [];
  }
}

function panelLines(nodes: readonly ResolvedNode[], width: number): string[] {
  const lines = tightened(blockLines(nodes, width));
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Nodes that are running text and nothing else. */
export type RunningNode = Extract<ResolvedNode, { type: 'paragraph' | 'heading' | 'button' }>;

/**
 * The lines of such a node, whose runs have this text.
 * @param narrow whether it is known that all characters of the text take one column; such a text has no line breaks
 */
export function runningLines(node: RunningNode, text: string, width: number, narrow = false): string[] {
  const all = node.type === 'button' ? `${text}:` : text;
  const lines = narrow ? wrapLine(all, width, false, true) : wrap(all, width);
  if (node.type === 'button') return [...lines, node.href];
  if (node.type === 'paragraph' || node.level > 2) return lines;
  const longest = Math.max(0, ...lines.map(textWidth));
  return longest > 0 ? [...lines, (node.level === 1 ? '=' : '-').repeat(longest)] : lines;
}

function contentsLines(node: ResolvedContents, width: number): string[] {
  const entries = contentsEntries(node).flatMap(({ heading, depth }) => {
    const lines = wrap(plainText(heading.runs), width - 2 * depth);
    return lines.map((line) => ' '.repeat(2 * depth) + line);
  });
  return [...(node.title.length === 0 ? [] : [...wrap(plainText(node.title), width), '']), ...entries];
}
