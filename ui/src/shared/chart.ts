// Lines over time, drawn by ECharts: only the parts that are needed, in a chunk of their own that a page with a chart loads. What a
// chart shows is also said in numbers and shapes: nothing depends on a colour. Not here: what is drawn (`LineChart.vue`).
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export interface Line {
  name: string;
  /** By label; null where nothing is known. */
  values: readonly (number | null)[];
  /** Drawn apart from the first: dashed, with another symbol. */
  isOther?: boolean;
}

export interface Lines {
  /** Along the bottom. */
  labels: readonly string[];
  /** Which labels are written; without it as many as there is room for. */
  ticks?: readonly number[];
  lines: readonly Line[];
  /** 人, % */
  unit: string;
  /** The values are written at their points. */
  isWritten?: boolean;
  /** Where the scale begins and ends; without it at 0 and above the highest. */
  from?: number;
  to?: number;
}

/** Colours and sizes as `tokens.css` has them now. */
export interface Ink {
  text: string;
  quiet: string;
  line: string;
  strong: string;
  first: string;
  soft: string;
  other: string;
  surface: string;
  font: string;
  size: number;
}

export function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: token('--ink'),
    quiet: token('--ink-2'),
    line: token('--line'),
    strong: token('--line-strong'),
    first: token('--accent'),
    soft: token('--accent-soft'),
    other: token('--warn'),
    surface: token('--surface'),
    font: token('--font'),
    size: 12 * (Number(token('--scale')) || 1),
  };
}

/** What ECharts is asked to draw. */
export function options(what: Lines, ink: Ink): EChartsCoreOption {
  const { labels, ticks, lines, unit } = what;
  const text = { color: ink.quiet, fontFamily: ink.font, fontSize: ink.size };
  const interval = ticks ? (at: number): boolean => ticks.includes(at) : 'auto';
  return {
    animation: false,
    textStyle: text,
    grid: {
      left: 4,
      right: ink.size * 2,
      top: ink.size * 2.2,
      bottom: 2,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    // Which line is which: by its stroke and its symbol.
    legend: {
      show: lines.length > 1,
      right: ink.size * 2,
      top: 0,
      itemWidth: ink.size * 3,
      itemHeight: 7,
      textStyle: { ...text, color: ink.text },
      selectedMode: false,
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: ink.surface,
      borderColor: ink.strong,
      textStyle: { ...text, color: ink.text },
      valueFormatter: (value: unknown) => (value === null ? '—' : `${String(value)}${unit}`),
    },
    xAxis: {
      type: 'category',
      data: [...labels],
      boundaryGap: what.isWritten === true,
      axisLine: { lineStyle: { color: ink.strong } },
      axisTick: { interval, alignWithLabel: true },
      axisLabel: { ...text, interval, hideOverlap: true },
      splitLine: { show: ticks !== undefined, interval, lineStyle: { color: ink.line } },
    },
    yAxis: {
      type: 'value',
      name: unit,
      nameTextStyle: { ...text, align: 'right' },
      min: what.from ?? 0,
      max: what.to,
      minInterval: 1,
      splitNumber: 3,
      axisLabel: text,
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: lines.map((line) => ({
      type: 'line',
      name: line.name,
      data: [...line.values],
      color: line.isOther ? ink.other : ink.first,
      symbol: line.isOther ? 'diamond' : 'circle',
      symbolSize: 7,
      showSymbol: what.isWritten === true,
      lineStyle: { width: 2, type: line.isOther ? 'dashed' : 'solid' },
      areaStyle: line.isOther || what.isWritten ? undefined : { color: ink.soft, opacity: 1 },
      z: line.isOther ? 3 : 2,
      label: {
        show: what.isWritten === true,
        ...text,
        color: ink.text,
        formatter: ({ value }: { value: unknown }) => `${String(value)}${unit}`,
      },
    })),
  };
}

export type Drawn = EChartsType;

export function draw(element: HTMLElement): Drawn {
  return init(element, null, { renderer: 'svg' });
}
