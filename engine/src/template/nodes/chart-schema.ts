import { between, flag, list, node, object, oneOf, ref, type Schema, text } from '../schema-terms.ts';

const series = object(
  { name: ref('localizedInline'), value: ref('expression') },
  { color: ref('color'), role: oneOf('main', 'comparison') },
);

/** See `chart.ts`. */
export const chartNode: Schema = node(
  'chart',
  {
    kind: oneOf('bar', 'line', 'area', 'doughnut'),
    each: ref('expression'),
    label: ref('localizedInline'),
    series: list(series, { minItems: 1, maxItems: 8 }),
  },
  {
    ...{ as: text, title: ref('localizedInline'), unit: ref('localizedInline'), format: ref('expression') },
    digits: { type: 'integer', minimum: 0, maximum: 6 },
    ...{ width: between(30, 1000), height: between(20, 1000), align: oneOf('left', 'right', 'center') },
    ...{ stacked: flag, horizontal: flag, highlight: ref('expression'), values: oneOf('auto', 'none') },
    ...{ alt: ref('localizedInline'), style: text },
  },
);
