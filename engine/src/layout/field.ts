import type { ResolvedField } from '../resolve/field.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import type { StructureNode } from './display-list.ts';
import type { FormField } from './field-area.ts';
import { fieldContent } from './field-content.ts';
import { addLabel, type FieldLook, labelled } from './field-label.ts';
import { movedItem } from './imposition/moved.ts';
import type { Painter } from './painter.ts';
import { addNode, type Scope } from './scope.ts';
import type { Group, Slab } from './slab.ts';
import { mm } from './units.ts';

/** Heights of boxes by kind where the template says nothing, millimetres. */
const HEIGHTS: { readonly [Kind in ResolvedField['kind']]: number } = {
  text: 8,
  date: 8,
  choice: 8,
  multiline: 24,
  signature: 18,
  checkbox: 4.2,
  radio: 4.2,
};
const FIELD_SPACE = 8;
const FILL = '#f4f6f8';
const EDGE = '#7c8794';
const EDGE_WIDTH = 0.6;
const RADIUS = 1.5;

/** Adds a field: its label, and the box to fill in; of checkboxes and radio buttons the label stands beside the box. */
export function addField(scope: Scope, node: ResolvedField): void {
  const style = scope.styles.paragraph(node.style);
  const { typeface, size, color } = scope.typesetter.look(style, { text: '' }, scope.language);
  const field: FormField = {
    kind: node.kind,
    name: node.name,
    label: node.label,
    value: node.value,
    options: node.options,
    required: node.required,
    ...(node.maxLength === undefined ? undefined : { maxLength: node.maxLength }),
    comb: node.comb,
    face: typeface.face,
    size,
    color,
    rightToLeft: isRightToLeftLanguage(scope.language),
  };
  const parent = addNode(scope.parent, 'Div');
  const inner = { ...scope, parent };
  const look: FieldLook = { node, field, style };
  const start = scope.out.length;
  if (node.kind === 'checkbox') addButton(inner, look, 'on', node.label, node.value === 'on');
  else {
    addLabel(inner, node, style);
    if (node.kind === 'radio') for (const { value, label } of node.options) addButton(inner, look, value, label, value === node.value);
    else addBox(inner, look);
  }
  const slabs = scope.out.slice(start);
  if (slabs[0] !== undefined) slabs[0].before = Math.max(slabs[0].before, FIELD_SPACE);
  for (const slab of slabs.slice(0, -1)) slab.breakAfter = 'avoid';
}

/** A box as wide as asked for, never wider than the region. */
function addBox(scope: Scope, look: FieldLook): void {
  const { node } = look;
  const width = Math.min(node.width === undefined ? scope.width : mm(node.width), scope.width);
  const height = Math.min(mm(node.height ?? HEIGHTS[node.kind]), scope.pageHeight);
  const items = fieldContent(scope, look, width, height);
  const owner = addNode(scope.parent, 'Form');
  const slab = new FieldSlab(scope, look.field, owner, { width, height });
  slab.items = items;
  slab.after = FIELD_SPACE;
  scope.out.push(slab);
}

/** A checkbox or radio button with its label behind it. */
function addButton(scope: Scope, look: FieldLook, value: string, label: string, on: boolean): void {
  const size = mm(look.node.height ?? HEIGHTS.checkbox);
  const owner = addNode(scope.parent, 'Form');
  const slab = new FieldSlab(scope, look.field, owner, { width: size, height: size });
  slab.items = [mark(look.field.kind, size, look.field.color)];
  slab.button = { value, label, on };
  labelled(scope, look, slab, size, label);
}

/** What a button shows when it is on: a tick or a dot, in a square of 10 units. */
const TICK = 'M 1.9 5.3 L 3.1 4.1 L 4.5 5.6 L 7.3 2.1 L 8.5 3.1 L 4.6 8 Z';
const DOT = 'M 5 2.5 C 6.38 2.5 7.5 3.62 7.5 5 C 7.5 6.38 6.38 7.5 5 7.5 C 3.62 7.5 2.5 6.38 2.5 5 C 2.5 3.62 3.62 2.5 5 2.5 Z';

function mark(kind: FormField['kind'], size: number, fill: string) {
  return { kind: 'path', owner: null, x: 0, y: 0, fill, d: kind === 'radio' ? DOT : TICK, scale: size / 10 } as const;
}

/** A box to fill in, with what stands in it. Not broken over pages. */
export class FieldSlab implements Slab {
  readonly height: number;
  before = 2;
  after = 2;
  breakAfter: Slab['breakAfter'] = 'allowed';
  readonly group: Group | undefined;
  items: ReturnType<typeof fieldContent> = [];
  button: { readonly value: string; readonly label: string; readonly on: boolean } | undefined;
  readonly #x: number;
  readonly #size: { readonly width: number; readonly height: number };
  readonly #field: FormField;
  readonly #owner: StructureNode | null;

  constructor(scope: Scope, field: FormField, owner: StructureNode | null, size: { width: number; height: number }) {
    this.height = size.height;
    this.group = scope.group;
    this.#x = isRightToLeftLanguage(scope.language) ? scope.x + scope.width - size.width : scope.x;
    this.#size = size;
    this.#field = field;
    this.#owner = owner;
  }

  paint(painter: Painter, x: number, y: number): void {
    const { width, height } = this.#size;
    const left = x + this.#x;
    const radius = this.#field.kind === 'radio' ? width / 2 : RADIUS;
    const edge = { stroke: EDGE, strokeWidth: EDGE_WIDTH, radius };
    painter.items.push({ kind: 'rect', owner: null, x: left, y, width, height, fill: FILL, ...edge });
    this.#paintCells(painter, left, y);
    const { button } = this;
    const shown = button === undefined || button.on;
    if (this.#owner === null) {
      // Page furniture cannot be filled in: it shows what it holds.
      if (shown) for (const item of this.items) painter.items.push(movedItem(item, left, y));
      return;
    }
    const state = button === undefined ? undefined : { button: { value: button.value, label: button.label } };
    painter.fields ??= [];
    painter.fields.push({ owner: this.#owner, field: this.#field, x: left, y, width, height, items: this.items, ...state });
  }

  /** The lines between the cells of a comb. */
  #paintCells(painter: Painter, left: number, y: number): void {
    const { comb, maxLength = 0 } = this.#field;
    if (!comb) return;
    const { width, height } = this.#size;
    for (let i = 1; i < maxLength; i++) {
      const x = left + (width * i) / maxLength - EDGE_WIDTH / 2;
      painter.items.push({ kind: 'rect', owner: null, x, y: y + height * 0.45, width: EDGE_WIDTH, height: height * 0.55, fill: EDGE });
    }
  }
}
