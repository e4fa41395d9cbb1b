import type { ResolvedButton, ResolvedHeading, ResolvedNode } from '../resolve/resolved.ts';
import { rowCount } from '../resolve/resolved-table.ts';
import { addBarcode } from './barcode.ts';
import { addBox, addColumns, addKeep, SpaceSlab } from './blocks.ts';
import { addChart } from './chart.ts';
import { addContents } from './contents.ts';
import { addDefinitions } from './definitions.ts';
import { addField } from './field.ts';
import { addImage } from './figures.ts';
import { addFloat } from './float.ts';
import { addFlow } from './flow.ts';
import { noteSource, tagLevel } from './heading-levels.ts';
import { addList, firstOf, hang } from './list.ts';
import type { Painter } from './painter.ts';
import { addParagraph } from './paragraph.ts';
import { noteHeading } from './running.ts';
import type { Scope } from './scope.ts';
import type { Group, Slab } from './slab.ts';
import { childrenOf, noteSources } from './sources.ts';
import { addTable } from './table/table.ts';
import { mm } from './units.ts';

type Adders = { readonly [Type in ResolvedNode['type']]: (scope: Scope, node: Extract<ResolvedNode, { type: Type }>) => void };

const adders: Adders = {
  paragraph: (scope, node) => addParagraph(scope, node.runs, scope.styles.paragraph(node.style), node.source),
  heading: addHeading,
  list: addList,
  definitions: addDefinitions,
  contents: addContents,
  table: addTable,
  image: addImage,
  barcode: addBarcode,
  chart: addChart,
  columns: addColumns,
  box: addBox,
  keep: addKeep,
  button: addButton,
  field: addField,
  enclosure: (scope, node) => scope.enclosures.add(scope, node),
  space: (scope, node) => void scope.out.push(new SpaceSlab(mm(node.height), scope.group, true)),
  line: (scope) => void scope.out.push(new RuleSlab(scope)),
  pageBreak: addPageBreak,
  // Sections stand at the top, where pages are planned.
  section: (scope, node) => collect(scope, node.body),
  flow: addFlow,
  // Takes the nodes after it along; see collect.
  float: () => {},
  // Comes when the pages are there.
  filler: () => {},
  qrBill: () => {},
  mark: ({ running, out }, { name, text }) => void running?.push({ out, at: out.length, mark: name, text }),
};

/** Turns nodes into slabs, in reading order, and builds the structure tree on the way. */
export function collect(scope: Scope, nodes: readonly ResolvedNode[]): void {
  const { budget, sources } = scope;
  budget.left -= nodes.length;
  for (let i = 0; i < nodes.length && !budget.spent; i++) {
    const node = nodes[i] as ResolvedNode;
    const begin = sources === undefined ? 0 : childrenOf(scope);
    if (node.type === 'table') budget.left -= rowCount(node) * node.columns.length;
    if (node.type === 'float') i = addFloat(scope, nodes, i);
    else (adders[node.type] as (scope: Scope, node: ResolvedNode) => void)(scope, node);
    if (sources !== undefined) noteSources(sources, scope.parent, begin, node.source);
  }
}

/** Frames are read before the body or not at all: their headings begin anew on every page, and are none where nobody reads them. */
const headingTag = ({ findings, page, parent }: Scope, { level, source }: ResolvedHeading) =>
  page !== undefined && parent === null ? level : tagLevel(findings, page ?? findings, level, source);

/** A heading stays with what it heads. */
function addHeading(scope: Scope, node: ResolvedHeading): void {
  const start = scope.out.length;
  if (scope.running !== undefined && node.level <= 2) noteHeading(scope, node);
  addParagraph(scope, node.runs, scope.styles.paragraph(node.style), node.source, `H${headingTag(scope, node)}`);
  noteSource(scope.parent?.children.at(-1), node.source);
  for (let i = start; i < scope.out.length; i++) (scope.out[i] as Slab).breakAfter = 'avoid';
  const first = scope.page === undefined ? firstOf(scope.out, start) : undefined;
  if (first !== undefined) hang(first, scope.outline.marker(node));
}

/** Paper has no buttons: the text and the address to type. */
function addButton(scope: Scope, node: ResolvedButton): void {
  const address = node.href.replace(/^mailto:/, '').replace(/^https?:\/\//, '');
  const runs = [...node.runs.map((run) => ({ ...run, bold: true })), { text: ': ', bold: true }, { text: address, href: node.href }];
  addParagraph(scope, runs, scope.styles.paragraph('body'), node.source);
}

const RULE_COLOR = '#b8bec6';
const RULE_THICKNESS = 0.5;
const RULE_SPACE = 6;

/** A thin line across the region. */
class RuleSlab implements Slab {
  readonly height = RULE_THICKNESS;
  before = RULE_SPACE;
  after = RULE_SPACE;
  breakAfter: Slab['breakAfter'] = 'allowed';
  readonly group: Group | undefined;
  readonly #x: number;
  readonly #width: number;

  constructor(scope: Scope) {
    this.group = scope.group;
    this.#x = scope.x;
    this.#width = scope.width;
  }

  paint(painter: Painter, x: number, y: number): void {
    const item = { kind: 'rect', owner: null, x: x + this.#x, y, width: this.#width, height: RULE_THICKNESS, fill: RULE_COLOR } as const;
    painter.items.push(item);
  }
}

/** The page ends after what is there; at the very beginning there is nothing to end. */
function addPageBreak(scope: Scope): void {
  const last = scope.out.at(-1);
  if (last !== undefined) last.breakAfter = 'forced';
}
