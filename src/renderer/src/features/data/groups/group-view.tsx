import { Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DatasetFilter, DatasetSchema } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { AggregateSelect } from '../charts/aggregate-select.tsx'
import { filterOf } from '../charts/chart-filter.ts'
import { questionOf } from '../charts/chart-spec.ts'
import charts from '../charts/charts-view.module.css'
import { isAmount } from '../charts/suggestions.ts'
import { factsOfAll } from '../schema/field-facts.ts'
import { WithSchema } from '../schema/with-schema.tsx'
import type { SelectedDocuments } from '../table/dataset-selection.ts'
import { firstChoice, type GroupChoice, groupFields } from './group-rows.ts'
import { GroupTable } from './group-table.tsx'
import css from './group-view.module.css'

interface GroupViewProps {
  readonly selected: SelectedDocuments
  /** How many those are. */
  readonly documents: number
  /** Null: by the field that tells most. */
  readonly choice: GroupChoice | null
  readonly format: CellFormat
  onChoose(choice: GroupChoice): void
  /** Shows the documents of one group. */
  onPick(filter: DatasetFilter): void
  onClose(): void
}

/** The documents that meet the conditions, counted by the values of a field. */
export function GroupView(props: GroupViewProps) {
  return (
    <WithSchema datasetId={props.selected.datasetId}>
      {schema => <Groups {...props} schema={schema} />}
    </WithSchema>
  )
}

const countAlone = 'count'

function Groups({ schema, ...props }: GroupViewProps & { readonly schema: DatasetSchema }) {
  const all = useMemo(() => factsOfAll(schema), [schema])
  const choice = props.choice ?? firstChoice(all)
  if (choice === null) return <EmptyState>No field of these documents can be grouped by.</EmptyState>
  const amounts = all
    .filter(facts => facts.kind !== 'masked' && isAmount(facts))
    .map(({ field }) => field.path)
  const change = (part: Partial<GroupChoice>): void => props.onChoose({ ...choice, ...part })
  return (
    <section className={css.groups} aria-label="Groups">
      <div className={charts.controls}>
        <Select
          aria-label="Group by"
          className={charts.choice ?? ''}
          leftSection="by"
          searchable
          data={groupFields(all).map(({ field }) => field.path)}
          value={choice.x}
          onChange={x => x !== null && change({ x })}
          data-autofocus
        />
        {amounts.length > 0 && (
          <Select
            aria-label="Measure"
            className={charts.choice ?? ''}
            searchable
            data={[{ value: countAlone, label: 'Number of documents' }, ...amounts]}
            value={choice.y ?? countAlone}
            onChange={y => y !== null && change({ y: y === countAlone ? null : y })}
          />
        )}
        {choice.y !== null && (
          <AggregateSelect
            className={charts.short ?? ''}
            value={choice.aggregate}
            onChange={aggregate => change({ aggregate })}
          />
        )}
        <span className={css.space} />
        <Button variant="subtle" leftSection={<IconX size={14} aria-hidden />} onClick={props.onClose}>
          Show rows
        </Button>
      </div>
      <Counted {...props} choice={choice} all={all} />
    </section>
  )
}

interface CountedProps extends GroupViewProps {
  readonly choice: GroupChoice
  readonly all: ReturnType<typeof factsOfAll>
}

function Counted({ selected, documents, choice, all, format, onPick }: CountedProps) {
  const { datasetId, filters } = selected
  const fields = useMemo(() => new Map(all.map(facts => [facts.field.path, facts])), [all])
  const question = useMemo(
    () => questionOf({ ...choice, kind: 'bars', split: null }, fields, filters) ?? { by: [choice.x] },
    [choice, fields, filters],
  )
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'groups', question, filters],
    queryFn: async ({ signal }) => {
      const asked = { datasetId, filters: [...filters], ...question }
      return { choice, question, groups: await invoke('datasets.group', asked, signal) }
    },
    placeholderData: keepPreviousData,
  })
  if (error !== null) return <ErrorState error={errorData(error)} />
  if (data === undefined) return <SkeletonRows rows={12} label="Counting the groups" />
  const { by, bucket } = data.question
  return (
    <GroupTable
      // Another question begins at the top, in the order that the engine gives.
      key={JSON.stringify(data.question)}
      groups={data.groups}
      documents={documents}
      choice={data.choice}
      bucket={bucket}
      isOld={isPlaceholderData}
      format={format}
      filterOf={cell => filterOf(by, cell, bucket)}
      onPick={onPick}
    />
  )
}
