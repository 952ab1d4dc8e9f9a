import { useCallback, useMemo } from 'react'
import type { DatasetPoints } from '../../../../../shared/datasets.ts'
import { dateTimeText, type Zone } from '../../../ui/time/date-text.ts'
import { measureText } from '../schema/field-words.ts'
import type { ChartColors } from './chart-colors.ts'
import { ChartFigure } from './chart-figure.tsx'
import { pointsOption } from './chart-option.ts'
import type { ChartArea } from './chart-picture.tsx'
import type { ChartSeries } from './chart-series.ts'
import { pointsSummary } from './chart-summary.ts'
import { ChartTable } from './chart-table.tsx'
import css from './charts-view.module.css'

type Point = readonly [x: number, y: number]

interface PointsFigureProps {
  readonly found: DatasetPoints
  readonly names: readonly [x: string, y: string]
  /** The zone in which the dates along the x axis are read; null where they are numbers. */
  readonly time: Zone | null
  readonly title: string
  readonly isOld: boolean
  onPick(point: Point): void
  onArea(area: ChartArea): void
}

/** Two numbers, or a number and a date, against each other, with the numbers beside them. */
export function PointsFigure({ found, names, time, title, isOld, onPick, onArea }: PointsFigureProps) {
  const [x, y] = names
  const points = useMemo(() => found.points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]), [found])
  const xText = useCallback(
    (value: number) =>
      time === null ? measureText(value) : dateTimeText(new Date(value).toISOString(), time),
    [time],
  )
  const option = useCallback(
    (colors: ChartColors) => pointsOption({ points, names: [x, y], time, xText, colors }),
    [points, x, y, time, xText],
  )
  const series = useMemo(
    (): ChartSeries => ({
      places: points.map(([value]) => ({
        cell: { type: 'number', value },
        text: xText(value),
        count: 1,
      })),
      parts: [{ name: y, isRest: false, values: points.map(([, value]) => value) }],
      leftOut: 0,
    }),
    [points, y, xText],
  )
  const pick = (index: number): void => {
    const point = points[index]
    if (point !== undefined) onPick(point)
  }
  const [shown, total] = [points.length.toLocaleString('en-GB'), found.total.toLocaleString('en-GB')]
  return (
    <div className={css.split}>
      <ChartFigure
        title={title}
        note={
          found.total > points.length
            ? `a sample: ${shown} of ${total} documents, chosen by chance`
            : `${total} ${found.total === 1 ? 'document' : 'documents'}`
        }
        summary={pointsSummary(points, { x, y, xText })}
        isOld={isOld}
        area="xy"
        option={option}
        onPick={pick}
        onArea={onArea}
      />
      <ChartTable series={series} caption={title} xName={x} valueName={y} onPick={pick} />
    </div>
  )
}
