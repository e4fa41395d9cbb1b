import { Decimal } from '../expression/decimal.ts';
import { makeNumberFormatter, type NumberFormatter } from '../expression/number-format.ts';
import type { Chart } from '../template/nodes/chart.ts';
import type { Context, State } from './context.ts';
import { localeOf } from './localized.ts';
import { bindName } from './nodes.ts';

type Format = (value: number) => string;
type Formats = { readonly format: Format; readonly tick: Format };

/** How the chart's numbers are written: by the author's expression, or as the language does. */
export function compileFormats(ctx: Context, node: Chart): (state: State, values: readonly (readonly (number | undefined)[])[]) => Formats {
  const decimal = (value: number): Decimal => Decimal.fromNumber(Number(value.toPrecision(12))) ?? Decimal.zero;
  const locale = localeOf(ctx.shared.language);
  const inFormat = node.format === undefined ? undefined : bindName(ctx.at('format'), 'value', 'decimal');
  const format = inFormat?.expression(node.format!, 'text');
  if (format !== undefined) {
    return (state) => {
      // Layout asks later, when the scope has moved on to the next record.
      const late: State = { ...state, scope: { ...state.scope } };
      const write: Format = (value) => {
        late.scope.value = decimal(value);
        return String(format.evaluate(late) ?? '');
      };
      return { format: write, tick: write };
    };
  }
  const short = makeNumberFormatter(locale, {});
  const formatters: NumberFormatter[] = [];
  return (_, values) => {
    const places =
      node.digits ?? Math.min(2, Math.max(0, ...values.flat().map((value) => (value === undefined ? 0 : decimal(value).scale))));
    formatters[places] ??= makeNumberFormatter(locale, { digits: places });
    const exact = formatters[places];
    return { format: (value) => exact(decimal(value)), tick: (value) => short(decimal(value)) };
  };
}

const shortForms = new Map<string, ReadonlyMap<string, string>>();

/** Short forms of labels that are all months or all weekdays in a locale. */
export function shortLabels(locale: string, labels: readonly string[]): { shortLabels?: string[] } {
  let names = shortForms.get(locale);
  if (names === undefined) {
    names = shortNames(locale);
    shortForms.set(locale, names);
  }
  const short = labels.map((label) => names.get(label.toLowerCase()));
  return short.every((text) => text !== undefined) ? { shortLabels: short } : {};
}

function shortNames(locale: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const unit of ['month', 'weekday'] as const) {
    const [long, short] = (['long', 'short'] as const).map((form) => new Intl.DateTimeFormat(locale, { [unit]: form, timeZone: 'UTC' }));
    for (let i = 0; i < 12; i++) {
      const date = unit === 'month' ? new Date(Date.UTC(2024, i, 1)) : new Date(Date.UTC(2024, 0, i + 1));
      names.set(long!.format(date).toLowerCase(), short!.format(date).replace(/\.$/, ''));
    }
  }
  return names;
}
