import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { DatasetFilter, DatasetSchema } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { factsOfAll } from '../schema/field-facts.ts'
import { WithSchema } from '../schema/with-schema.tsx'
import type { SelectedDocuments } from '../table/dataset-selection.ts'
import { ChartControls } from './chart-controls.tsx'
import { filterOf, filterOfStretch, within } from './chart-filter.ts'
import { type ChartSpec, questionOf, titleOf } from './chart-spec.ts'
import css from './charts-view.module.css'
import { PointsFigure } from './points-figure.tsx'
import { SeriesFigure } from './series-figure.tsx'
import { isMoment, suggestionsFor } from './suggestions.ts'

interface ChartsViewProps {
  readonly selected: SelectedDocuments
  readonly format: CellFormat
  /** Shows the documents that meet the conditions. */
  onFilter(filters: readonly DatasetFilter[]): void
  /** Takes the conditions on and goes on showing charts. */
  onNarrow(filters: readonly DatasetFilter[]): void
}

/** Charts of a dataset, by suggestion or by choice. */
export function ChartsView(props: ChartsViewProps) {
  return (
    <WithSchema datasetId={props.selected.datasetId}>
      {schema => <Charts {...props} schema={schema} />}
    </WithSchema>
  )
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
              {titleOf(suggestion, fields, props.selected.filters)}
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

function Chart(props: ChartProps) {
  return props.spec.kind === 'points' ? <Points {...props} /> : <Series {...props} />
}

function Series({ selected, format, onFilter, onNarrow, spec, fields }: ChartProps) {
  const { datasetId, filters } = selected
  const question = useMemo(() => questionOf(spec, fields, filters), [spec, fields, filters])
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'chart', question, filters],
    queryFn: async ({ signal }) => {
      const asked = { datasetId, filters: [...filters], ...(question ?? { by: [spec.x] }) }
      const title = titleOf(spec, fields, filters)
      return { spec, title, question, groups: await invoke('datasets.group', asked, signal) }
    },
    placeholderData: keepPreviousData,
  })
  if (error !== null) return <ErrorState error={errorData(error)} />
  if (data === undefined) return <SkeletonRows rows={8} rowHeight={40} label="Drawing the chart" />
  const { by = [], bucket } = data.question ?? {}
  return (
    <SeriesFigure
      spec={data.spec}
      groups={data.groups}
      title={data.title}
      isOld={isPlaceholderData}
      bucket={bucket ?? null}
      format={format}
      onPick={cell => {
        const filter = filterOf(by, cell, bucket)
        if (filter !== null) onFilter([filter])
      }}
      onStretch={(cells, isScale) => {
        const filter = filterOfStretch(by, { cells, bucket, isScale })
        if (filter !== null) onNarrow([filter])
      }}
    />
  )
}

function Points({ selected, format, onFilter, onNarrow, spec, fields }: ChartProps) {
  const { datasetId, filters } = selected
  const along = fields.get(spec.x)
  const x = along?.field.keys ?? [spec.x]
  const isTime = along !== undefined && isMoment(along)
  const y = fields.get(spec.y ?? '')?.field.keys ?? [spec.y ?? '']
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'points', x, y, filters],
    queryFn: async ({ signal }) => {
      const asked = { datasetId, filters: [...filters], x: [...x], y: [...y] }
      const found = await invoke('datasets.points', asked, signal)
      return { ...found, x, y, isTime, title: titleOf(spec, fields) }
    },
    placeholderData: keepPreviousData,
  })
  if (error !== null) return <ErrorState error={errorData(error)} />
  if (data === undefined) return <SkeletonRows rows={8} rowHeight={40} label="Drawing the chart" />
  return (
    <PointsFigure
      found={data}
      names={[data.x.join('.'), data.y.join('.')]}
      time={data.isTime ? format.timeZone : null}
      title={data.title}
      isOld={isPlaceholderData}
      onPick={([atX, atY]) => onFilter([within(data.x, [atX, atX], data.isTime), within(data.y, [atY, atY])])}
      onArea={area => onNarrow([within(data.x, area.x, data.isTime), within(data.y, area.y)])}
    />
  )
}
