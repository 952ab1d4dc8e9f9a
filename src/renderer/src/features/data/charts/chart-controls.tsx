import { SegmentedControl, Select } from '@mantine/core'
import type { FieldFacts } from '../schema/field-facts.ts'
import { AggregateSelect } from './aggregate-select.tsx'
import { type ChartKind, type ChartSpec, chartKinds } from './chart-spec.ts'
import css from './charts-view.module.css'
import { canSplit, isAmount, isMoment, repeats } from './suggestions.ts'

interface ChartControlsProps {
  readonly fields: readonly FieldFacts[]
  readonly spec: ChartSpec
  onChange(spec: ChartSpec): void
}

const kindTitles: Readonly<Record<ChartKind, string>> = {
  bars: 'Bars',
  line: 'Line',
  area: 'Area',
  points: 'Points',
}
const documentsCounted = 'count'

/** What a chart is made of: kind, x, y and how y is put together, and what it is split by. */
export function ChartControls({ fields, spec, onChange }: ChartControlsProps) {
  const shown = fields.filter(({ kind }) => kind !== 'masked')
  const amounts = shown.filter(isAmount).map(pathOf)
  const scales = shown.filter(facts => isAmount(facts) || isMoment(facts)).map(pathOf)
  const axes = shown.filter(facts => isAmount(facts) || isMoment(facts) || repeats(facts)).map(pathOf)
  const splits = shown.filter(canSplit).map(pathOf)
  const points = spec.kind === 'points'
  const change = (part: Partial<ChartSpec>): void => onChange({ ...spec, ...part })
  const changeKind = (kind: ChartKind): void => {
    if (kind !== 'points') {
      change({ kind })
      return
    }
    const x = scales.includes(spec.x) ? spec.x : scales[0]
    const y = spec.y ?? amounts.find(path => path !== x)
    if (x !== undefined && y !== undefined) change({ kind, x, y, split: null })
  }
  return (
    <div className={css.controls}>
      <SegmentedControl
        aria-label="Kind of chart"
        data={chartKinds.map(kind => ({
          value: kind,
          label: kindTitles[kind],
          disabled: kind === 'points' && (amounts.length === 0 || scales.length < 2),
        }))}
        value={spec.kind}
        onChange={kind => changeKind(kind as ChartKind)}
      />
      <Select
        aria-label="Along the x axis"
        className={css.choice ?? ''}
        leftSection="x"
        searchable
        data={points ? scales : axes}
        value={spec.x}
        onChange={x => x !== null && change({ x })}
      />
      <Select
        aria-label="Along the y axis"
        className={css.choice ?? ''}
        leftSection="y"
        searchable
        data={points ? amounts : [{ value: documentsCounted, label: 'Number of documents' }, ...amounts]}
        value={spec.y ?? documentsCounted}
        onChange={y => y !== null && change({ y: y === documentsCounted ? null : y })}
      />
      {!points && spec.y !== null && (
        <AggregateSelect
          className={css.short ?? ''}
          value={spec.aggregate}
          onChange={aggregate => change({ aggregate })}
        />
      )}
      {!points && splits.length > 0 && (
        <Select
          aria-label="Split by"
          className={css.choice ?? ''}
          placeholder="Split by"
          clearable
          allowDeselect
          data={splits.filter(path => path !== spec.x)}
          value={spec.split}
          onChange={split => change({ split })}
        />
      )}
    </div>
  )
}

function pathOf({ field }: FieldFacts): string {
  return field.path
}
