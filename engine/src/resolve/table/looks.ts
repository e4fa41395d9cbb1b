import { nearestName } from '../../expression/nearest-name.ts';
import type { Expression } from '../../template/model.ts';
import type { Context, State } from '../context.ts';

/** What a rule says of a row or cell: a colour or the name of a style; undefined for nothing. */
export type LookEvaluator = (state: State) => string | undefined;

/** Compiles a rule that gives a colour of the brand by name, or `#rrggbb`. */
export function compileColor(ctx: Context, rule: Expression | undefined): LookEvaluator | undefined {
  const { colors } = ctx.shared.bundle.brand;
  const find = (name: string): string | undefined => {
    if (Object.hasOwn(colors, name)) return colors[name];
    return /^#[0-9a-fA-F]{6}$/.test(name) ? name : undefined;
  };
  return compileRule(ctx, rule, 'colour', Object.keys(colors), find);
}

/** Compiles a rule that gives the name of a paragraph style. */
export function compileStyle(ctx: Context, rule: Expression | undefined): LookEvaluator | undefined {
  const { styles } = ctx.shared.bundle.brand;
  return compileRule(ctx, rule, 'paragraph style', Object.keys(styles), (name) => (Object.hasOwn(styles, name) ? name : undefined));
}

function compileRule(
  ctx: Context,
  rule: Expression | undefined,
  what: string,
  known: readonly string[],
  find: (name: string) => string | undefined,
): LookEvaluator | undefined {
  if (rule === undefined) return undefined;
  const compiled = ctx.expression(rule, 'text');
  if (compiled === undefined) return undefined;
  let told: State['diagnostics'] | undefined;
  return (state) => {
    const value = compiled.evaluate(state);
    if (value === undefined || value === '') return undefined;
    const name = String(value);
    const found = find(name);
    // Once a document: the rule is asked for every row.
    if (found === undefined && told !== state.diagnostics) {
      told = state.diagnostics;
      const near = nearestName(name, known);
      const message = `There is no ${what} "${name.slice(0, 80)}".`;
      const hint = near === undefined ? {} : { hint: `Did you mean "${near}"?` };
      state.diagnostics.push({ severity: 'warning', code: 'table.unknown-look', message, place: ctx.place(), ...hint });
    }
    return found;
  };
}
