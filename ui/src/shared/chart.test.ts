import { expect, it } from 'vitest';
import { options, type Ink, type Lines } from './chart';

const ink = { first: '#0e5a5e', other: '#7d5200', size: 12 } as Ink;
interface Drawn {
  series: { name: string; symbol: string; lineStyle: { type: string } }[];
  legend: { show: boolean };
  xAxis: { axisLabel: { interval: 'auto' | ((at: number) => boolean) } };
  tooltip: { valueFormatter: (value: unknown) => string };
}
const drawn = (more: Partial<Lines>): Drawn =>
  options({ labels: ['06:30', '06:40'], lines: [], unit: '人', ...more }, ink) as unknown as Drawn;

it('tells two lines apart without their colours', () => {
  const { series, legend } = drawn({
    lines: [
      { name: '现在', values: [1, 2] },
      { name: '对照', values: [2, null], isOther: true },
    ],
  });
  expect(new Set(series.map((each) => each.symbol)).size).toBe(2);
  expect(new Set(series.map((each) => each.lineStyle.type)).size).toBe(2);
  expect(legend.show).toBe(true);
});
it('writes only the labels that were asked for', () => {
  const { interval } = drawn({ ticks: [1] }).xAxis.axisLabel;
  expect([0, 1].map((at) => typeof interval === 'function' && interval(at))).toEqual([false, true]);
});
it('says a number with its unit, and a gap as one', () => {
  const { valueFormatter } = drawn({}).tooltip;
  expect([valueFormatter(3), valueFormatter(null)]).toEqual(['3人', '—']);
});
