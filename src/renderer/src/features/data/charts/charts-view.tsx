import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { DatasetFilter, DatasetGroups, DatasetSchema } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { factsOfAll } from '../schema/field-facts.ts'
import { useDatasetSchema } from '../schema/use-dataset-schema.ts'
import type { SelectedDocuments } from '../table/dataset-selection.ts'
import type { ChartColors } from './chart-colors.ts'
import { ChartControls } from './chart-controls.tsx'
import { filterOf } from './chart-filter.ts'
import { chartOption, pointsOption } from './chart-option.ts'
import { seriesOf } from './chart-series.ts'
import { type ChartSpec, questionOf, titleOf } from './chart-spec.ts'
import { ChartTable } from './chart-table.tsx'
import css from './charts-view.module.css'
import { suggestionsFor } from './suggestions.ts'

// ECharts is 170 KB gzip: loaded with the first picture, while its words and numbers are there already.
const ChartPicture = lazy(async () => ({ default: (await import('./chart-picture.tsx')).ChartPicture }))

interface ChartsViewProps {
  readonly selected: SelectedDocuments
  readonly format: CellFormat
  onFilter(filter: DatasetFilter): void
}

/** Charts of a dataset, by suggestion or by choice. */
export function ChartsView(props: ChartsViewProps) {
  const { data, error, refetch } = useDatasetSchema(props.selected.datasetId)
  if (data !== undefined) return <Charts {...props} schema={data} />
  if (error !== null) {
    return (
      <ErrorState error={errorData(error)}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ErrorState>
    )
  }
  return <SkeletonRows rows={12} label="Describing the fields" />
}

function Charts({ schema, ...props }: ChartsViewProps & { readonly schema: DatasetSchema }) {
  const all = useMemo(() => factsOfAll(schema), [schema])
  const fields = useMemo(() => new Map(all.map(facts => [facts.field.path, facts])), [all])
  const suggestions = useMemo(() => suggestionsFor(all), [all])
  const [chosen, setChosen] = useState<ChartSpec | null>(null)
  const spec = chosen ?? suggestions[0]
  if (spec === undefined) {
    return (
      <EmptyState>No field of these documents can be drawn: there are no dates, numbers or kinds.</EmptyState>
    )
  }
  return (
    <section className={css.charts} aria-label="Charts">
      <ChartControls fields={all} spec={spec} onChange={setChosen} />
      <ul className={css.suggestions} aria-label="Suggested charts">
        {suggestions.map(suggestion => (
          <li key={JSON.stringify(suggestion)}>
            <button
              type="button"
              className={css.chip}
              aria-pressed={JSON.stringify(suggestion) === JSON.stringify(spec)}
              onClick={() => setChosen(suggestion)}
            >
              {titleOf(suggestion, fields)}
            </button>
          </li>
        ))}
      </ul>
      <Chart {...props} spec={spec} fields={fields} />
    </section>
  )
}

interface ChartProps extends ChartsViewProps {
  readonly spec: ChartSpec
  readonly fields: ReadonlyMap<string, ReturnType<typeof factsOfAll>[number]>
}

function Chart({ selected, format, onFilter, spec, fields }: ChartProps) {
  const { datasetId, filters } = selected
  const question = useMemo(() => questionOf(spec, fields), [spec, fields])
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'chart', question, filters],
    queryFn: async ({ signal }) => {
      const asked = { datasetId, filters: [...filters], ...(question ?? { by: [spec.x] }) }
      return { spec, question, groups: await invoke('datasets.group', asked, signal) }
    },
    placeholderData: keepPreviousData,
  })
  if (error !== null) return <ErrorState error={errorData(error)} />
  if (data === undefined) return <SkeletonRows rows={8} rowHeight={40} label="Drawing the chart" />
  const title = titleOf(data.spec, fields)
  const drawn = { spec: data.spec, groups: data.groups, title, isOld: isPlaceholderData }
  if (data.spec.kind === 'points') return <PointsFigure {...drawn} />
  const pickFilter = (cell: Parameters<typeof filterOf>[1]): void => {
    const filter = filterOf(data.question?.by ?? [], cell, data.question?.bucket)
    if (filter !== null) onFilter(filter)
  }
  return (
    <SeriesFigure
      {...drawn}
      isBucket={data.question?.bucket !== undefined}
      format={format}
      onPick={pickFilter}
    />
  )
}

interface DrawnProps {
  readonly spec: ChartSpec
  readonly groups: DatasetGroups
  readonly title: string
  readonly isOld: boolean
}

interface SeriesFigureProps extends DrawnProps {
  readonly isBucket: boolean
  readonly format: CellFormat
  onPick(cell: Parameters<typeof filterOf>[1]): void
}

function SeriesFigure({ spec, groups, title, isOld, isBucket, format, onPick }: SeriesFigureProps) {
  const { kind, aggregate, y, x } = spec
  const isNumber = groups.groups.every(({ cell }) => cell?.type === 'number')
  const series = useMemo(
    () =>
      seriesOf({ groups, aggregate: y === null ? null : aggregate, isScale: isBucket || isNumber, format }),
    [groups, aggregate, y, isBucket, isNumber, format],
  )
  const option = useCallback(
    (colors: ChartColors) => chartOption({ series, kind: kind === 'points' ? 'bars' : kind, colors }),
    [series, kind],
  )
  const pick = (index: number): void => {
    const place = series.places[index]
    if (place !== undefined) onPick(place.cell)
  }
  const left = [
    ...(series.leftOut > 0 ? [`${series.leftOut.toLocaleString('en-GB')} smaller ones are left out`] : []),
    ...(groups.total > groups.groups.length
      ? [
          `the ${groups.groups.length.toLocaleString('en-GB')} largest of ${groups.total.toLocaleString('en-GB')} groups`,
        ]
      : []),
  ]
  return (
    <div className={css.split}>
      <figure className={css.figure} aria-busy={isOld}>
        <figcaption>
          <b>{title}</b>
          <span>{left.join('; ')}</span>
        </figcaption>
        <Suspense fallback={<div className={css.picture} />}>
          <ChartPicture label={title} option={option} onPick={pick} />
        </Suspense>
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
      </figure>
      <ChartTable series={series} caption={title} xName={x} onPick={pick} />
    </div>
  )
}

function PointsFigure({ spec, groups, title, isOld }: DrawnProps) {
  const points = useMemo(
    () =>
      groups.groups.flatMap(({ cell, split }): (readonly [number, number])[] =>
        typeof cell?.value === 'number' && typeof split?.value === 'number'
          ? [[cell.value, split.value]]
          : [],
      ),
    [groups],
  )
  const option = useCallback(
    (colors: ChartColors) => pointsOption({ points, names: [spec.x, spec.y ?? ''], colors }),
    [points, spec.x, spec.y],
  )
  const part = groups.total > groups.groups.length
  return (
    <figure className={css.figure} aria-busy={isOld}>
      <figcaption>
        <b>{title}</b>
        <span>
          {part
            ? `a sample: ${points.length.toLocaleString('en-GB')} of ${groups.total.toLocaleString('en-GB')} pairs`
            : `${points.length.toLocaleString('en-GB')} pairs`}
        </span>
      </figcaption>
      <Suspense fallback={<div className={css.picture} />}>
        <ChartPicture label={title} option={option} onPick={nothing} />
      </Suspense>
    </figure>
  )
}

function nothing(): void {
  // A point stands for a pair of values, which no single condition can say.
}
