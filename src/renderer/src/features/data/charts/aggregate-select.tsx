import { Select } from '@mantine/core'
import { type DatasetAggregate, datasetAggregates } from '../../../../../shared/datasets.ts'
import { aggregateWords } from './chart-spec.ts'

interface AggregateSelectProps {
  readonly value: DatasetAggregate
  readonly className: string
  onChange(aggregate: DatasetAggregate): void
}

/** How the numbers of the documents of one place or group become one. */
export function AggregateSelect({ value, className, onChange }: AggregateSelectProps) {
  return (
    <Select
      aria-label="Put together by"
      className={className}
      allowDeselect={false}
      data={datasetAggregates.map(aggregate => ({ value: aggregate, label: aggregateWords[aggregate] }))}
      value={value}
      onChange={chosen => {
        const aggregate = datasetAggregates.find(candidate => candidate === chosen)
        if (aggregate !== undefined) onChange(aggregate)
      }}
    />
  )
}
