import type { Field } from '../template/nodes/field.ts';
import type { Context, State } from './context.ts';
import { compileText } from './inline.ts';
import { checkName, type Emit } from './nodes.ts';

/** A field to fill in, its label and value chosen. */
export interface ResolvedField {
  readonly type: 'field';
  readonly source: string;
  readonly kind: Field['kind'];
  readonly name: string;
  readonly label: string;
  /** The text, the value of the chosen option, or yyyy-mm-dd; of a checkbox `on` or ''. */
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly required: boolean;
  /** Millimetres. */
  readonly width?: number;
  readonly height?: number;
  readonly maxLength?: number;
  readonly comb: boolean;
  readonly style: string;
}

export function compileField(ctx: Context, node: Field): Emit {
  const { source } = ctx;
  checkField(ctx, node);
  const label = compileText(ctx.at('label'), node.label);
  const value = compileValue(ctx, node);
  const options = (node.options ?? []).map((option, i) => ({
    value: option.value,
    label: compileText(ctx.at('options', i, 'label'), option.label),
  }));
  const { kind, name, required = false, comb = false, style = 'field' } = node;
  const { width, height, maxLength } = node;
  const fixed = {
    ...(width === undefined ? undefined : { width }),
    ...(height === undefined ? undefined : { height }),
    ...(maxLength === undefined ? undefined : { maxLength }),
  };
  return (state, out) => {
    const texts = options.map((option) => ({ value: option.value, label: option.label(state) }));
    const shown = { label: label(state), value: value(state), options: texts };
    out.push({ type: 'field', source, kind, name, ...shown, required, comb, style, ...fixed });
  };
}

function checkField(ctx: Context, node: Field): void {
  const choices = node.kind === 'radio' || node.kind === 'choice';
  if (choices !== (node.options !== undefined)) {
    const message = choices ? `A field of kind "${node.kind}" needs options.` : `A field of kind "${node.kind}" has no options.`;
    ctx.error('field.options', message, { hint: 'Options belong to the kinds "radio" and "choice".' });
  }
  const values = (node.options ?? []).map(({ value }) => value);
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) ctx.at('options').error('field.options', `The option "${twice}" stands here twice.`);
  if (node.comb && (node.maxLength === undefined || node.kind !== 'text')) {
    ctx.at('comb').error('field.comb', 'A field with a cell per character is a text with "maxLength".');
  }
  if (node.style !== undefined) checkName(ctx.at('style'), 'style.unknown', 'paragraph style', node.style, ctx.shared.bundle.brand.styles);
}

function compileValue(ctx: Context, node: Field): (state: State) => string {
  if (node.value === undefined) return () => '';
  const expression = ctx.at('value').expression(node.value, node.kind === 'checkbox' ? 'condition' : 'text');
  return (state) => {
    const value = expression?.evaluate(state);
    if (node.kind === 'checkbox') return value === true ? 'on' : '';
    return value === undefined || value === null ? '' : String(value);
  };
}

/** What an e-mail or a plain text shows of a field: its label with the value, or a line to write on. */
export function fieldLine({ kind, label, value, options }: ResolvedField): string {
  if (kind === 'checkbox') return `[${value === 'on' ? 'x' : ' '}] ${label}`;
  if (kind === 'radio') return `${label}: ${options.map((option) => `(${option.value === value ? 'x' : ' '}) ${option.label}`).join('  ')}`;
  const chosen = kind === 'choice' ? (options.find((option) => option.value === value)?.label ?? '') : value;
  return `${label}: ${chosen === '' ? '_'.repeat(24) : chosen}`;
}
