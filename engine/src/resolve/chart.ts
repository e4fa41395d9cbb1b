import { Decimal } from '../expression/decimal.ts';
import { toDecimal } from '../expression/functions/number-functions.ts';
import { makeNumberFormatter } from '../expression/number-format.ts';
import type { ChartSeriesContent } from '../graphics/chart/chart.ts';
import { LEAST_CONTRAST } from '../graphics/chart/chart.ts';
import { contrast } from '../graphics/contrast.ts';
import type { Chart } from '../template/nodes/chart.ts';
import { compileFormats, shortLabels } from './chart-texts.ts';
import type { Context, Evaluator, State } from './context.ts';
import { compileText } from './inline.ts';
import { localeOf } from './localized.ts';
import { bindItem, checkName, type Emit, forEachItem, NOTHING } from './nodes.ts';
import { chartAlternative } from './resolved-chart.ts';
import { startSide } from './start-side.ts';

/** More bars, points or shares than these are no picture any more. */
const MOST_ITEMS = { bar: 400, line: 4000, area: 4000, doughnut: 24 };

/** Compiles a chart: on a record its numbers are read, and its texts written. */
export function compileChart(ctx: Context, node: Chart): Emit {
  checkChart(ctx, node);
  const each = ctx.at('each').expression(node.each, 'list');
  if (each === undefined) return NOTHING;
  const name = node.as ?? 'row';
  const inner = bindItem(ctx.at('as'), each.type, name)?.language;
  if (inner === undefined) return NOTHING;
  const inItem: Inside = (...keys) => ctx.at(...keys).with({ language: inner });
  const label = compileText(inItem('label'), node.label);
  const series = compileSeries(ctx, inItem, node);
  const highlight = node.highlight === undefined ? undefined : inItem('highlight').expression(node.highlight, 'condition');
  const text = (key: 'title' | 'unit' | 'alt') => (node[key] === undefined ? () => '' : compileText(ctx.at(key), node[key]!));
  const texts = { title: text('title'), unit: text('unit'), alt: text('alt') };
  const formatter = compileFormats(ctx, node);
  const fixed = fixedOf(ctx, node);
  const locale = localeOf(ctx.shared.language);
  return (state, out) => {
    const labels: string[] = [];
    const highlights: boolean[] = [];
    const values = series.map((): (number | undefined)[] => []);
    forEachItem(state, ctx.at('each'), name, each.evaluate(state), () => {
      if (labels.length > MOST_ITEMS[node.kind]) return;
      labels.push(label(state));
      highlights.push(highlight?.evaluate(state) === true);
      series.forEach((one, i) => {
        values[i]!.push(one.value === undefined ? undefined : readNumber(one.value, state));
      });
    });
    if (labels.length === 0 || !isDrawable(ctx, node, labels, values, state)) return;
    const content: ChartSeriesContent[] = series.map((one, i) => ({ name: one.name(state), values: values[i]!, ...one.fixed }));
    const chart = {
      ...fixed,
      ...{
        labels,
        ...shortLabels(locale, labels),
        series: content,
        title: texts.title(state),
        unit: texts.unit(state),
        ...formatter(state, values),
      },
      ...(highlight === undefined ? {} : { highlights }),
    };
    out.push({ ...chart, alt: texts.alt(state) || chartAlternative(chart) });
  };
}

type Inside = (...keys: (string | number)[]) => Context;

function compileSeries(ctx: Context, inItem: Inside, node: Chart) {
  return node.series.map((one, i) => ({
    name: compileText(ctx.at('series', i, 'name'), one.name),
    value: inItem('series', i, 'value').expression(one.value, 'number')?.evaluate,
    fixed: { comparison: one.role === 'comparison', ...(one.color === undefined ? {} : { color: one.color }) },
  }));
}

function checkChart(ctx: Context, node: Chart): void {
  checkName(ctx.at('style'), 'style.unknown', 'paragraph style', node.style, ctx.shared.bundle.brand.styles);
  if (node.kind === 'doughnut' && node.series.length > 1) {
    ctx.at('series').error('chart.series', 'A doughnut shows one series.', { hint: 'Use stacked bars for several.' });
  }
  node.series.forEach(({ color }, i) => {
    if (color === undefined || contrast(color, '#ffffff') >= LEAST_CONTRAST) return;
    const message = `The colour ${color} hardly stands out from paper (${contrast(color, '#ffffff').toFixed(1)} : 1).`;
    ctx.at('series', i, 'color').warning('chart.contrast', message, { hint: `Choose one of ${LEAST_CONTRAST} : 1 or more.` });
  });
}

function fixedOf(ctx: Context, node: Chart) {
  const { colors } = ctx.shared.bundle.brand;
  const percent = makeNumberFormatter(localeOf(ctx.shared.language), { style: 'percent', digits: 0 });
  const { kind, width, height, align = startSide(ctx), stacked = false, horizontal = false, values = 'auto', style = 'chart' } = node;
  return {
    ...({ type: 'chart', source: ctx.source, kind, align, stacked, horizontal, style } as const),
    ...{ color: colors.brand ?? colors.primary ?? colors.accent ?? '#2b5876', showValues: values === 'auto' },
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    percent: (share: number): string => percent(Decimal.fromNumber(share) ?? Decimal.zero),
  };
}

/** A number of the record; undefined, a gap, where there is none. Other failures are reported as ever. */
function readNumber(evaluate: Evaluator, state: State): number | undefined {
  const found: State = { ...state, diagnostics: [] };
  const value = evaluate(found);
  for (const diagnostic of found.diagnostics) if (diagnostic.code !== 'expression.missing-value') state.diagnostics.push(diagnostic);
  if (!(value instanceof Decimal) && typeof value !== 'bigint') return undefined;
  const number = Number(toDecimal(value).toString());
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? number : undefined;
}

function isDrawable(
  ctx: Context,
  node: Chart,
  labels: readonly string[],
  values: readonly (readonly (number | undefined)[])[],
  state: State,
): boolean {
  const fail = (code: string, message: string, hint: string): false => {
    state.diagnostics.push({ severity: 'error', code, message, place: ctx.at('each').place(), hint });
    return false;
  };
  const most = MOST_ITEMS[node.kind];
  if (labels.length > most) {
    return fail('chart.too-many-items', `A ${node.kind} chart shows ${most} items at most.`, 'Group the data, or use a table.');
  }
  if (node.kind === 'doughnut' && values[0]!.some((value) => value !== undefined && value < 0)) {
    return fail('chart.negative-share', 'A doughnut cannot show a negative share.', 'Use bars.');
  }
  return true;
}
