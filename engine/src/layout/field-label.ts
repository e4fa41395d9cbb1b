import type { ResolvedField } from '../resolve/field.ts';
import type { FieldSlab } from './field.ts';
import type { FormField } from './field-area.ts';
import { addParagraph, LineSlab, segmentOwners } from './paragraph.ts';
import { addNode, type Scope, setText } from './scope.ts';
import type { LayoutStyle } from './styles.ts';

/** A field while it is laid out. */
export interface FieldLook {
  readonly node: ResolvedField;
  readonly field: FormField;
  readonly style: LayoutStyle;
}

/** Space between a button and its label, in parts of the size. */
const LABEL_GAP = 0.6;
const LABEL_SPACE = 2;

/** Adds the line above a box: the label, with an asterisk where the field must be filled in. */
export function addLabel(scope: Scope, node: ResolvedField, style: LayoutStyle): void {
  if (node.label === '') return;
  const start = scope.out.length;
  const close = { ...style, spaceAfter: LABEL_SPACE, firstIndent: 0, indent: 0 };
  addParagraph(scope, [{ text: node.required ? `${node.label} *` : node.label }], close, node.source);
  for (const slab of scope.out.slice(start)) slab.breakAfter = 'avoid';
}

/** Puts a button beside the first line of its label. */
export function labelled(scope: Scope, look: FieldLook, button: FieldSlab, size: number, label: string): void {
  const { node, style } = look;
  const indent = size + style.size * LABEL_GAP;
  const text = node.kind === 'checkbox' && node.required ? `${label} *` : label;
  const plain = { ...style, align: 'start' as const, firstIndent: 0 };
  const paragraph = setText(scope, [{ text }], plain, scope.width - indent, node.source);
  const owners = segmentOwners(paragraph, addNode(scope.parent, 'P'));
  const x = look.field.rightToLeft ? scope.x : scope.x + indent;
  const slabs = paragraph.lines.map((line) => new LineSlab(line, owners, plain, x, scope.group));
  const first = slabs[0];
  if (first === undefined) {
    scope.out.push(button);
    return;
  }
  first.before = LABEL_SPACE;
  // Centred on the height of capitals of the first line.
  const { capHeight, unitsPerEm } = scope.typesetter.look(style, { text: '' }, scope.language).typeface.face;
  const middle = first.baseline - (capHeight * style.size) / unitsPerEm / 2;
  first.beside = [{ paint: (painter, x, y) => button.paint(painter, x, y + middle - size / 2) }];
  for (const slab of slabs.slice(0, -1)) slab.breakAfter = 'avoid';
  scope.out.push(...slabs);
}
