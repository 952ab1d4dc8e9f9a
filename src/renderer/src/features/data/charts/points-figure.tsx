import { useCallback, useMemo } from 'react'
import type { DatasetPoints } from '../../../../../shared/datasets.ts'
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
  readonly title: string
  readonly isOld: boolean
  onPick(point: Point): void
  onArea(area: ChartArea): void
}

/** Two numbers against each other, with the numbers beside them. */
export function PointsFigure({ found, names, title, isOld, onPick, onArea }: PointsFigureProps) {
  const [x, y] = names
  const points = useMemo(() => found.points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]), [found])
  const option = useCallback(
    (colors: ChartColors) => pointsOption({ points, names: [x, y], colors }),
    [points, x, y],
  )
  const series = useMemo(
    (): ChartSeries => ({
      places: points.map(([value]) => ({
        cell: { type: 'number', value },
        text: measureText(value),
        count: 1,
      })),
      parts: [{ name: y, isRest: false, values: points.map(([, value]) => value) }],
      leftOut: 0,
    }),
    [points, y],
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
        summary={pointsSummary(points, x, y)}
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
