import type { ColumnWidth, Node, TemplateBundle } from '../../template/model.ts';

/** Percentages of the columns of every `columns` node in the bundle; each distinct division once. */
export function columnDivisions({ template, blocks }: TemplateBundle): number[][] {
  const found = new Map<string, number[]>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const node = value as Partial<Extract<Node, { type: 'columns' }>>;
    if (node.type === 'columns' && Array.isArray(node.columns)) {
      const division = divide(node.columns.map((c) => c.width));
      found.set(division.join(' '), division);
    }
    for (const field of Object.values(value)) visit(field);
  };
  visit([template.body, template.email?.body, Object.values(blocks)]);
  return [...found.values()];
}

/** Width of a letter's text, millimetres, against which fixed widths are taken. */
const TEXT_WIDTH = 165;

/** Whole percentages for widths; they add up to a hundred. */
export function divide(widths: readonly ColumnWidth[]): number[] {
  const fixed = widths.map((w) => (typeof w === 'object' && 'fixed' in w ? Math.min(90, (w.fixed / TEXT_WIDTH) * 100) : 0));
  const shares = widths.map((w) => (w === 'auto' ? 1 : 'share' in w ? w.share : 0));
  const total = shares.reduce((sum, s) => sum + s, 0);
  const left = Math.max(10, 100 - fixed.reduce((sum, f) => sum + f, 0));
  const raw = widths.map((_, i) => (shares[i]! > 0 ? (shares[i]! / total) * left : fixed[i]!));
  const scale = 100 / raw.reduce((sum, r) => sum + r, 0);
  const whole = raw.map((r) => Math.max(5, Math.floor(r * scale)));
  whole[whole.length - 1]! += 100 - whole.reduce((sum, w) => sum + w, 0);
  return whole;
}
