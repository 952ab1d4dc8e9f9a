import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { Column, DocumentRow } from '../../../../shared/documents.ts'
import { maxSqlRows, type SqlResult } from '../../../../shared/sql.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { useSettings } from '../../app/queries.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import type { ChartColors } from '../data/charts/chart-colors.ts'
import { ChartFigure } from '../data/charts/chart-figure.tsx'
import { chartOption } from '../data/charts/chart-option.ts'
import { seriesOf } from '../data/charts/chart-series.ts'
import { seriesSummary } from '../data/charts/chart-summary.ts'
import chartCss from '../data/charts/charts-view.module.css'
import { drawnText } from './answer-words.ts'
import { chartFor, groupsOf, isNumeric, isScale, type ResultChartSpec } from './chart-of-result.ts'
import css from './result-pane.module.css'

/** Rows that are drawn; as many as a line still shows apart. */
const maxDrawn = 2000

/** An answer as bars, lines or areas. Its numbers are in the table beside. */
export function ResultChart({ result }: { readonly result: SqlResult }) {
  const [chosen, setChosen] = useState<ResultChartSpec | null>(() => chartFor(result.columns))
  const { data, error } = useQuery({
    queryKey: [...queryKeys.sqlResult(result.resultId), 'chart'],
    queryFn: ({ signal }) => firstRows(result, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (chosen === null) {
    return (
      <EmptyState hint="One column says where along the axis, another how much.">
        A chart needs two columns, one of them with numbers.
      </EmptyState>
    )
  }
  if (error !== null) return <ErrorState error={errorData(error)} />
  return (
    <>
      <Choices columns={result.columns} spec={chosen} onChange={setChosen} />
      {data === undefined ? (
        <SkeletonRows rows={8} rowHeight={40} label="Drawing the chart" />
      ) : (
        <Figure result={result} rows={data} spec={chosen} />
      )}
    </>
  )
}

async function firstRows(
  { resultId, rows }: SqlResult,
  signal: AbortSignal,
): Promise<readonly DocumentRow[]> {
  const all: DocumentRow[] = []
  for (let from = 0; from < Math.min(rows, maxDrawn); from += maxSqlRows) {
    all.push(...(await invoke('sql.rows', { resultId, from, to: from + maxSqlRows }, signal)).rows)
  }
  return all
}

interface FigureProps {
  readonly result: SqlResult
  readonly rows: readonly DocumentRow[]
  readonly spec: ResultChartSpec
}

function Figure({ result, rows, spec }: FigureProps) {
  const format = useSettings()
  const series = useMemo(() => {
    const groups = groupsOf(rows, spec)
    return seriesOf({ groups, aggregate: 'sum', isScale: isScale(groups), bucket: null, format })
  }, [rows, spec, format])
  const option = useCallback(
    (colors: ChartColors) => chartOption({ series, kind: spec.kind, colors }),
    [series, spec.kind],
  )
  const nameOf = (at: number): string => result.columns[at]?.path ?? ''
  const split = spec.split === null ? '' : `, split by ${nameOf(spec.split)}`
  const notes = [
    ...(series.leftOut > 0 ? [`${series.leftOut.toLocaleString('en-GB')} are left out`] : []),
    drawnText(rows.length, result),
  ]
  return (
    <ChartFigure
      title={`${nameOf(spec.y)} by ${nameOf(spec.x)}${split}`}
      note={notes.filter(Boolean).join('; ')}
      summary={seriesSummary(series)}
      isOld={false}
      area="x"
      option={option}
    >
      {series.parts.length > 1 && (
        <ul className={chartCss.key} aria-label="Colours">
          {series.parts.map(({ name, isRest }, at) => (
            <li key={name}>
              <i data-part={isRest ? 'rest' : at} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </ChartFigure>
  )
}

interface ChoicesProps {
  readonly columns: readonly Column[]
  readonly spec: ResultChartSpec
  onChange(spec: ResultChartSpec): void
}

function Choices({ columns, spec, onChange }: ChoicesProps) {
  const options = (isShown: (column: Column, at: number) => boolean) =>
    columns.flatMap((column, at) => (isShown(column, at) ? [{ value: String(at), label: column.path }] : []))
  const change = (part: Partial<ResultChartSpec>): void => onChange({ ...spec, ...part })
  return (
    <div className={css.choices}>
      <SegmentedControl
        aria-label="Kind of chart"
        data={[
          { value: 'bars', label: 'Bars' },
          { value: 'line', label: 'Line' },
          { value: 'area', label: 'Area' },
        ]}
        value={spec.kind}
        onChange={kind => change({ kind: kind as ResultChartSpec['kind'] })}
      />
      <Select
        aria-label="Along the x axis"
        className={css.choice ?? ''}
        leftSection="x"
        allowDeselect={false}
        data={options(() => true)}
        value={String(spec.x)}
        onChange={x => x !== null && change({ x: Number(x) })}
      />
      <Select
        aria-label="Along the y axis"
        className={css.choice ?? ''}
        leftSection="y"
        allowDeselect={false}
        data={options(isNumeric)}
        value={String(spec.y)}
        onChange={y => y !== null && change({ y: Number(y) })}
      />
      {columns.length > 2 && (
        <Select
          aria-label="Split by"
          className={css.choice ?? ''}
          placeholder="Split by"
          clearable
          data={options((_, at) => at !== spec.x && at !== spec.y)}
          value={spec.split === null ? null : String(spec.split)}
          onChange={split => change({ split: split === null ? null : Number(split) })}
        />
      )}
    </div>
  )
}
