import { describe, expect, it } from 'vitest';
import { contrast } from '../contrast.ts';
import { drawBars } from './bars.ts';
import { type ChartContent, type ChartMark, type ChartType, tones } from './chart.ts';
import { drawDoughnut } from './doughnut.ts';
import { fitLabels } from './fit-labels.ts';
import { scaleFor } from './scale.ts';

const type: ChartType = { size: 10, ink: '#000000', measure: (text) => text.length * 5 };

describe('a scale', () => {
  it.each([
    [0, 87, 5, [0, 20, 40, 60, 80, 100]],
    [-35, 210, 5, [-50, 0, 50, 100, 150, 200, 250]],
    [0, 0.0021, 4, [0, 0.001, 0.002, 0.003]],
    [0, 0, 4, [0, 0.5, 1]],
    [-12, -3, 3, [-15, -10, -5, 0]],
  ])('from %d to %d has ticks of ones, twos and fives', (least, greatest, count, ticks) => {
    expect(scaleFor(least, greatest, count, true).ticks).toEqual(count === 4 && greatest === 0 ? expect.arrayContaining(ticks) : ticks);
  });

  it('of lines far from zero leaves zero out, of bars never', () => {
    expect(scaleFor(950, 1010, 4, false).low).toBeGreaterThan(900);
    expect(scaleFor(950, 1010, 4, true).low).toBe(0);
    expect(scaleFor(100, 1010, 4, false).low).toBe(0);
  });
});

describe('colours of several things', () => {
  it('are as far apart as can be, and all stand out from paper', () => {
    for (const color of ['#1f5f58', '#ffd500', '#000000', '#e2001a']) {
      for (const count of [1, 2, 3, 5]) {
        const all = tones(color, count).map((tone) => contrast(tone, '#ffffff'));
        expect(Math.min(...all)).toBeGreaterThanOrEqual(2.98);
        for (let i = 1; i < count; i++) expect(all[i - 1]! / all[i]!).toBeGreaterThan(1.3);
      }
    }
  });
});

describe('numbers on bars', () => {
  it('begin with their bar where a higher one of a comparison stands before it', () => {
    const series = (values: number[], comparison: boolean) => ({ name: '', comparison, values });
    const chart: ChartContent = {
      ...{
        kind: 'bar',
        labels: ['a', 'b'],
        series: [series([50_000, 51_000], false), series([60_000, 61_000], true)],
        color: '#1f5f58',
        title: '',
      },
      ...{ unit: '', stacked: false, horizontal: false, showValues: true, format: String, tick: String, percent: String },
    };
    const marks: ChartMark[] = [];
    drawBars(chart, ['#1f5f58', '#888888'], { left: 0, top: 0, width: 80, height: 100 }, type, marks);
    const [comparison, bar] = marks.filter((mark) => mark.kind === 'rect');
    const number = marks.find((mark) => mark.kind === 'text' && mark.text === '50000');
    expect(bar!.x).toBeGreaterThan(comparison!.x);
    expect((number as { x: number }).x - type.measure('50000', true) / 2).toBeCloseTo(bar!.x);
  });
});

describe('the key of a doughnut', () => {
  it('has its names whole where there is room, whatever fractions their widths have', () => {
    const labels = ['Energy', 'Network charges', 'Taxes and levies'];
    for (let size = 7; size < 9; size += 0.05) {
      const fine: ChartType = { ...type, size, measure: (text) => (text.length * size * 0.4973) / 1.7 };
      const chart: ChartContent = {
        ...{
          kind: 'doughnut',
          labels,
          series: [{ name: '', comparison: false, values: [412.5, 231.1, 188.4] }],
          color: '#1f5f58',
          title: '',
        },
        ...{ unit: '', stacked: false, horizontal: false, showValues: true, format: String, tick: String, percent: String },
      };
      const marks: ChartMark[] = [];
      drawDoughnut(chart, { left: 11.3 * size, top: 0, width: 300, height: 90.7 }, fine, marks);
      const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
      expect(texts).toEqual(expect.arrayContaining(labels));
    }
  });
});

describe('labels', () => {
  it('stay whole where they fit', () => expect(fitLabels(['ab', 'cd'], undefined, 20, type)).toEqual([['ab'], ['cd']]));
  it('take their short forms, or two lines, where they do not', () => {
    expect(fitLabels(['January', 'February'], ['Jan', 'Feb'], 25, type)).toEqual([['Jan'], ['Feb']]);
    expect(fitLabels(['Network charges', 'Tax'], undefined, 50, type)).toEqual([['Network', 'charges'], ['Tax']]);
  });
  it('of words are cut, of many numbers some are left out', () => {
    expect(fitLabels(['Administration', 'Tax'], undefined, 40, type)).toEqual([['Admin…'], ['Tax']]);
    const years = Array.from({ length: 40 }, (_, i) => String(1990 + i));
    const shown = fitLabels(years, undefined, 10, type).flat();
    expect(shown.slice(0, 3)).toEqual(['1990', '1993', '1996']);
  });
});
