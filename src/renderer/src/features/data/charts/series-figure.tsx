import { useCallback, useMemo } from 'react'
import type { DatasetBucket, DatasetGroups } from '../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../shared/documents.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import type { ChartColors } from './chart-colors.ts'
import { ChartFigure } from './chart-figure.tsx'
import { chartOption } from './chart-option.ts'
import { seriesOf } from './chart-series.ts'
import type { ChartSpec } from './chart-spec.ts'
import { seriesSummary } from './chart-summary.ts'
import { ChartTable } from './chart-table.tsx'
import css from './charts-view.module.css'

interface SeriesFigureProps {
  readonly spec: ChartSpec
  readonly groups: DatasetGroups
  readonly title: string
  readonly isOld: boolean
  /** What the values on the x axis were put together by; null where each stands for itself. */
  readonly bucket: DatasetBucket | null
  readonly format: CellFormat
  onPick(cell: Cell | null): void
  /** `isScale`: the places stand in the order of their values. */
  onStretch(cells: readonly (Cell | null)[], isScale: boolean): void
}

/** Bars, lines or areas, with their numbers beside them. */
export function SeriesFigure(props: SeriesFigureProps) {
  const { spec, groups, title, bucket, format } = props
  const { kind, aggregate, y, x } = spec
  const isScale = bucket !== null || groups.groups.every(({ cell }) => cell?.type === 'number')
  const series = useMemo(
    () => seriesOf({ groups, aggregate: y === null ? null : aggregate, isScale, bucket, format }),
    [groups, aggregate, y, isScale, bucket, format],
  )
  const option = useCallback(
    (colors: ChartColors) => chartOption({ series, kind: kind === 'points' ? 'bars' : kind, colors }),
    [series, kind],
  )
  const pick = (index: number): void => {
    const place = series.places[index]
    if (place !== undefined) props.onPick(place.cell)
  }
  return (
    <div className={css.split}>
      <ChartFigure
        title={title}
        note={leftOutText(series.leftOut, groups)}
        summary={seriesSummary(series)}
        isOld={props.isOld}
        area="x"
        option={option}
        onPick={pick}
        onArea={area => {
          const places = series.places.slice(Math.max(0, Math.round(area.x[0])), Math.round(area.x[1]) + 1)
          props.onStretch(
            places.map(({ cell }) => cell),
            isScale,
          )
        }}
      >
        {series.parts.length > 1 && (
          <ul className={css.key} aria-label="Colours">
            {series.parts.map(({ name, isRest }, at) => (
              <li key={name}>
                <i data-part={isRest ? 'rest' : at} />
                {name}
              </li>
            ))}
          </ul>
        )}
      </ChartFigure>
      <ChartTable series={series} caption={title} xName={x} onPick={pick} />
    </div>
  )
}

function leftOutText(leftOut: number, { groups, total }: DatasetGroups): string {
  const number = (value: number): string => value.toLocaleString('en-GB')
  return [
    ...(leftOut > 0 ? [`${number(leftOut)} smaller ones are left out`] : []),
    ...(total > groups.length ? [`the ${number(groups.length)} largest of ${number(total)} groups`] : []),
  ].join('; ')
}
