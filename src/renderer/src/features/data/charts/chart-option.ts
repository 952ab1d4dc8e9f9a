import type { EChartsCoreOption } from 'echarts/core'
import type { Zone } from '../../../ui/time/date-text.ts'
import { measureText } from '../schema/field-words.ts'
import type { ChartColors } from './chart-colors.ts'
import type { ChartPart, ChartSeries } from './chart-series.ts'
import type { ChartKind } from './chart-spec.ts'

/** Points above which nothing moves (visual language, "Pictures"). */
const maxAnimated = 2000
/** Pixels: a few places make columns, not walls. */
const barMaxWidth = 72

interface OptionInput {
  readonly series: ChartSeries
  readonly kind: Exclude<ChartKind, 'points'>
  readonly colors: ChartColors
}

/** A chart of places along the x axis. Parts of bars and areas stand on each other. */
export function chartOption({ series, kind, colors }: OptionInput): EChartsCoreOption {
  const { places, parts } = series
  const points = places.length * parts.length
  const stacks = parts.length > 1 && kind !== 'line'
  return {
    ...commonOption(colors, points),
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      axisPointer: {
        type: kind === 'bars' ? 'shadow' : 'line',
        lineStyle: { color: colors.line },
        shadowStyle: { color: colors.grid, opacity: 0.5 },
      },
      valueFormatter: amountText,
    },
    xAxis: {
      ...axis(colors),
      type: 'category',
      data: places.map(({ text }) => text),
      boundaryGap: kind === 'bars',
      splitLine: { show: false },
    },
    yAxis: { ...axis(colors), type: 'value', axisLine: { show: false } },
    series: parts.map((part, at) => ({
      type: kind === 'bars' ? 'bar' : 'line',
      name: part.name,
      data: part.values,
      itemStyle: { color: colorOf(part, at, colors) },
      cursor: 'pointer',
      ...(stacks ? { stack: 'all' } : {}),
      ...(kind === 'bars'
        ? { barCategoryGap: places.length > 120 ? '0%' : '18%', barMaxWidth }
        : { showSymbol: false, connectNulls: false, lineStyle: { width: 1.5 }, triggerLineEvent: true }),
      ...(kind === 'area' ? { areaStyle: { opacity: 0.3 } } : {}),
    })),
  }
}

interface PointsInput {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly names: readonly [x: string, y: string]
  /** The zone of the dates along the x axis; null where they are numbers. */
  readonly time: Zone | null
  readonly xText: (value: number) => string
  readonly colors: ChartColors
}

/** Two numbers of each document against each other, or a number over time. */
export function pointsOption({ points, names, time, xText, colors }: PointsInput): EChartsCoreOption {
  const [x, y] = names
  const zoom = { type: 'inside', filterMode: 'none', moveOnMouseMove: 'shift' }
  return {
    ...commonOption(colors, points.length),
    useUTC: time === 'utc',
    dataZoom: [
      { ...zoom, xAxisIndex: 0 },
      { ...zoom, yAxisIndex: 0 },
    ],
    tooltip: {
      ...tooltip(colors),
      trigger: 'item',
      formatter: ({ value: [atX = 0, atY = 0] }: { readonly value: readonly number[] }) =>
        `${x} ${xText(atX)}\n${y} ${measureText(atY)}`,
    },
    xAxis: {
      ...(time === null ? { ...axis(colors), type: 'value', scale: true } : timeAxis(colors)),
      splitLine: { show: false },
      ...{ name: x, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colors.text } },
    },
    yAxis: {
      ...axis(colors),
      ...{ type: 'value', scale: true, axisLine: { show: false } },
      ...{ name: y, nameLocation: 'end', nameTextStyle: { color: colors.text, align: 'left' } },
    },
    grid: { top: 32, right: 16, bottom: 26, left: 12, containLabel: true },
    series: [
      {
        type: 'scatter',
        data: points,
        cursor: 'pointer',
        symbolSize: points.length > 500 ? 4 : 6,
        itemStyle: { color: colors.parts[0] ?? colors.text, opacity: points.length > 500 ? 0.45 : 0.8 },
      },
    ],
  }
}

/** The same chart for a file: still, with its title and the names of its colours, as nothing stands around it. */
export function fileOption(option: EChartsCoreOption, title: string, colors: ChartColors): EChartsCoreOption {
  const parts = Array.isArray(option['series']) ? option['series'].length : 1
  return {
    ...option,
    ...{ animation: false, backgroundColor: colors.surface, dataZoom: [] },
    title: {
      ...{ text: title, left: 16, top: 12 },
      textStyle: { color: colors.content, fontFamily: colors.font, fontSize: 14, fontWeight: 600 },
    },
    ...(parts > 1
      ? { legend: { bottom: 8, itemWidth: 10, itemHeight: 10, textStyle: { color: colors.text } } }
      : {}),
    grid: { top: 64, right: 24, bottom: parts > 1 ? 40 : 32, left: 16, containLabel: true },
  }
}

/** The colour of a part. */
function colorOf(part: ChartPart, at: number, colors: ChartColors): string {
  return part.isRest ? colors.rest : (colors.parts[at % colors.parts.length] ?? colors.rest)
}

function commonOption(colors: ChartColors, points: number): EChartsCoreOption {
  return {
    animation: points <= maxAnimated && !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 220,
    textStyle: { fontFamily: colors.font, fontSize: 11 },
    grid: { top: 16, right: 16, bottom: 4, left: 12, containLabel: true },
    // Dragging chooses a stretch; what is zoomed into is moved with Shift held down.
    dataZoom: [{ type: 'inside', filterMode: 'none', moveOnMouseMove: 'shift' }],
  }
}

/** Drawn on the canvas as text: the page's policy allows no markup with styles. */
function tooltip(colors: ChartColors): object {
  return {
    renderMode: 'richText',
    backgroundColor: colors.overlay,
    borderColor: colors.line,
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: colors.content, fontFamily: colors.font, fontSize: 12 },
  }
}

function axis(colors: ChartColors) {
  return {
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
    axisLabel: { color: colors.hint, fontFamily: colors.font, hideOverlap: true, formatter: labelText },
    splitLine: { lineStyle: { color: colors.grid } },
  }
}

/** Labels of dates are the library's own: as coarse as what is in view. */
function timeAxis(colors: ChartColors): object {
  const { formatter: _ofNumbers, ...axisLabel } = axis(colors).axisLabel
  return { ...axis(colors), type: 'time', axisLabel }
}

function labelText(value: string | number): string {
  if (typeof value === 'string') return value.length > 22 ? `${value.slice(0, 21)}…` : value
  return Math.abs(value) >= 10_000
    ? value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 })
    : measureText(value)
}

function amountText(value: unknown): string {
  return typeof value === 'number' ? measureText(value) : 'nothing'
}
