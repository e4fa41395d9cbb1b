import type { Run } from '../resolve/resolved.ts';
import type { ResolvedDefinitions } from '../resolve/resolved-list.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import { SpaceSlab } from './blocks.ts';
import { collect } from './collect.ts';
import type { StructureNode } from './display-list.ts';
import { firstOf, hang, keepLines, Label } from './list.ts';
import { addParagraph, segmentOwners } from './paragraph.ts';
import { addNode, type Scope, setText } from './scope.ts';
import { keepTogether, type Slab, stackHeight } from './slab.ts';
import type { LayoutStyle } from './styles.ts';
import { mm } from './units.ts';

/** Space between the terms and what they mean, and how far in the meaning stands below its term; in parts of the size. */
const TERM_GAP = 1;
const INDENT = 2;

type Item = ResolvedDefinitions['items'][number];

/** Adds terms with what they mean: a list whose labels are the terms. */
export function addDefinitions(scope: Scope, node: ResolvedDefinitions): void {
  const style = scope.styles.paragraph(node.style ?? 'body');
  const list = addNode(scope.parent, 'L', { numbering: 'Disc' });
  for (const { term, body } of node.items) {
    const item = { term: node.style === undefined ? term.map((run) => ({ ...run, bold: true })) : term, body };
    const parent = addNode(list, 'LI');
    if (node.termWidth === undefined) addBelow(scope, item, style, parent, node.source);
    else addBeside(scope, item, style, parent, mm(node.termWidth), node.source);
  }
}

function addBelow(scope: Scope, { term, body }: Item, style: LayoutStyle, item: StructureNode | null, source: string): void {
  const start = scope.out.length;
  addParagraph({ ...scope, parent: item }, term, style, source, 'Lbl');
  for (let i = start; i < scope.out.length; i++) (scope.out[i] as Slab).breakAfter = 'avoid';
  const last = scope.out.length > start ? scope.out.at(-1) : undefined;
  if (last !== undefined) last.after = 0;
  const indent = style.size * INDENT;
  const x = isRightToLeftLanguage(scope.language) ? scope.x : scope.x + indent;
  collect({ ...scope, x, width: scope.width - indent, parent: addNode(item, 'LBody') }, body);
}

function addBeside(
  scope: Scope,
  { term, body }: Item,
  style: LayoutStyle,
  item: StructureNode | null,
  width: number,
  source: string,
): void {
  const start = scope.out.length;
  const { lines, owners } = setTerm(scope, term, style, width, item, source);
  const indent = width + style.size * TERM_GAP;
  const fromRight = isRightToLeftLanguage(scope.language);
  const x = fromRight ? scope.x : scope.x + indent;
  collect({ ...scope, x, width: scope.width - indent, parent: addNode(item, 'LBody') }, body);
  const height = lines.length * style.leading;
  const missing = height - stackHeight(scope.out, start);
  if (missing > 0) {
    const space = new SpaceSlab(missing, scope.group, false);
    const last = scope.out.length > start ? scope.out.at(-1) : undefined;
    if (last !== undefined) {
      space.after = last.after;
      last.after = 0;
    }
    scope.out.push(space);
    keepTogether(scope.out, start);
  } else keepLines(scope.out, start, height);
  const first = firstOf(scope.out, start);
  if (first !== undefined) hang(first, new Label(lines, owners, fromRight ? scope.x + scope.width - width : scope.x, style));
}

function setTerm(scope: Scope, term: readonly Run[], style: LayoutStyle, width: number, item: StructureNode | null, source: string) {
  const set = setText(scope, term, style, width, source);
  return { lines: set.lines, owners: segmentOwners(set, addNode(item, 'Lbl')) };
}
