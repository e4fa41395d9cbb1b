import { localeOf } from '../resolve/localized.ts';
import type { DrawItem } from './display-list.ts';
import type { FieldLook } from './field-label.ts';
import { type Painter, paintLine } from './painter.ts';
import { type Scope, setText } from './scope.ts';

/** Distance of text from the edges of its box, points. */
const INSET = 3;
/** Text that is too long for its line is set smaller, to this part of its size at most. */
const SMALLEST = 0.6;

/** Draws what a box holds to begin with, from its own top left corner. */
export function fieldContent(scope: Scope, look: FieldLook, width: number, height: number): readonly DrawItem[] {
  const { node } = look;
  const painter: Painter = { items: [], links: [] };
  if (node.kind === 'choice') drawArrow(painter, look.field.rightToLeft ? 0 : width - height, height);
  const text = shownText(scope, look);
  if (text === '' || node.kind === 'signature') return painter.items;
  if (node.comb && node.maxLength !== undefined) drawComb(scope, look, painter, text, width / node.maxLength, height);
  else if (node.kind === 'multiline') drawLines(scope, look, painter, text, width, height);
  else if (node.kind === 'choice') drawLine(scope, look, painter, text, look.field.rightToLeft ? height : 0, width - height, height);
  else drawLine(scope, look, painter, text, 0, width, height);
  return painter.items;
}

function shownText(scope: Scope, { node }: FieldLook): string {
  if (node.kind === 'choice') return node.options.find(({ value }) => value === node.value)?.label ?? '';
  return node.kind === 'date' ? shownDate(node.value, scope.language) : node.value;
}

/** A date of the form yyyy-mm-dd in the way of the language; anything else as it is. */
export function shownDate(value: string, language: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const date = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

function drawArrow(painter: Painter, x: number, height: number): void {
  const d = 'M 3 4 L 7 4 L 5 6.6 Z';
  painter.items.push({ kind: 'path', owner: null, x, y: 0, fill: '#5b6672', d, scale: height / 10 });
}

/** The baseline that puts capitals into the middle of a height. */
function middleBaseline(scope: Scope, { style }: FieldLook, size: number, height: number): number {
  const { capHeight, unitsPerEm } = scope.typesetter.look(style, { text: '' }, scope.language).typeface.face;
  return (height + (capHeight * size) / unitsPerEm) / 2;
}

function drawLine(scope: Scope, look: FieldLook, painter: Painter, text: string, left: number, width: number, height: number): void {
  const runs = [{ text: text.replace(/\s+/g, ' ') }];
  const room = width - 2 * INSET;
  const { natural } = scope.typesetter.measure(runs, look.style, scope.language);
  const factor = Math.max(SMALLEST, Math.min(1, room / natural));
  if (natural * factor > room + 0.5) overflow(scope, look);
  const style = { ...look.style, size: look.style.size * factor, align: 'left' as const, firstIndent: 0 };
  const line = setText(scope, runs, style, natural + 1, look.node.source).lines[0];
  if (line === undefined) return;
  const x = look.field.rightToLeft ? left + width - INSET - line.right : left + INSET;
  paintLine(painter, line, null, x, middleBaseline(scope, look, style.size, height));
}

function drawLines(scope: Scope, look: FieldLook, painter: Painter, text: string, width: number, height: number): void {
  const align = look.field.rightToLeft ? 'right' : 'left';
  const style = { ...look.style, align: align as 'left' | 'right', firstIndent: 0, hyphenate: false };
  const { lines } = setText(scope, [{ text }], style, width - 2 * INSET, look.node.source);
  if (lines.length * style.leading > height - INSET) overflow(scope, look);
  lines.forEach((line, i) => {
    if ((i + 1) * style.leading <= height) paintLine(painter, line, null, INSET, INSET / 2 + i * style.leading + style.baseline);
  });
}

/** A character in the middle of each cell. */
function drawComb(scope: Scope, look: FieldLook, painter: Painter, text: string, cell: number, height: number): void {
  const characters = [...new Intl.Segmenter(scope.language).segment(text)].map(({ segment }) => segment);
  const most = look.node.maxLength ?? 0;
  if (characters.length > most) overflow(scope, look);
  const style = { ...look.style, align: 'center' as const, firstIndent: 0 };
  characters.slice(0, most).forEach((character, i) => {
    const line = setText(scope, [{ text: character }], style, cell, look.node.source).lines[0];
    if (line !== undefined) paintLine(painter, line, null, i * cell, middleBaseline(scope, look, style.size, height));
  });
}

function overflow(scope: Scope, { node }: FieldLook): void {
  scope.findings.warn('field.overflow', `The value of the field “${node.label}” does not fit into its box.`, node.source, {
    hint: 'Make the field larger, or its style smaller; the whole value is in the form’s data.',
  });
}
