import { Button, Checkbox, Modal, Radio, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type DatasetField, type ExportFormat, exportFormats } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { ShownDataset } from '../load/use-shown-dataset.ts'
import { chosenCount, type RowChoice } from '../table/row-choice.ts'
import {
  type ExportChoice,
  type ExportScope,
  exportInput,
  formatTitles,
  keyOf,
  scopesOf,
  usualFields,
} from './export-choice.ts'
import css from './export-dialog.module.css'
import type { DatasetExport } from './use-dataset-export.ts'

interface ExportDialogProps {
  readonly name: string
  readonly shown: ShownDataset
  readonly chosen: RowChoice
  /** Paths of the shown columns. */
  readonly columns: readonly (readonly string[])[]
  readonly running: DatasetExport
}

/** Asks what to write of a dataset, and as what. */
export function ExportDialog(props: ExportDialogProps) {
  const { name, running, shown } = props
  const { datasetId } = shown.selected
  const { data, error } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'fields'],
    queryFn: ({ signal }) => invoke('datasets.fields', { datasetId }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Modal
      opened
      onClose={running.close}
      title={`Export ${name}`}
      size={560}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error !== null && <InlineError error={errorData(error)} />}
      {error === null && data === undefined && <SkeletonRows rows={6} label="Looking up the fields" />}
      {data !== undefined && <ExportForm {...props} fields={data} />}
    </Modal>
  )
}

/** What is special about a format. */
const formatNotes: Readonly<Record<ExportFormat, string>> = {
  csv: 'UTF-8, one column a field. Text that a spreadsheet could take for a formula gets an apostrophe.',
  json: 'One array of documents, nested as they came, every digit kept.',
  ndjson: 'One document a line, nested as they came, every digit kept.',
  parquet: 'Typed columns, packed: for DuckDB, Python, Power BI and the like.',
  xlsx: 'For Excel: dates are dates, text is never a formula, numbers of more than 15 digits stay text.',
}

function ExportForm(props: ExportDialogProps & { readonly fields: readonly DatasetField[] }) {
  const { shown, chosen, columns, running, fields } = props
  const scopes = scopesOf(shown.selected, chosen)
  const [choice, setChoice] = useState<ExportChoice>(() => ({
    ...{ scope: scopes[0] ?? 'all', format: 'xlsx' },
    fields: usualFields(fields),
  }))
  const change = (part: Partial<ExportChoice>): void => setChoice(now => ({ ...now, ...part }))
  const titles: Readonly<Record<ExportScope, string>> = {
    all: `All ${shown.dataset.documents.toLocaleString('en-GB')} documents`,
    filtered: shown.list.length.exact
      ? `The ${shown.list.length.rows.toLocaleString('en-GB')} that meet the conditions`
      : 'Those that meet the conditions',
    selected: `The ${chosenCount(chosen).toLocaleString('en-GB')} selected`,
  }
  const start = (): void => {
    running.start(exportInput(choice, fields, shown.selected, chosen))
    running.close()
  }
  return (
    <form
      className={css.form}
      onSubmit={event => {
        event.preventDefault()
        start()
      }}
    >
      <div>
        <p className={css.label}>Format</p>
        <SegmentedControl
          aria-label="Format"
          fullWidth
          data={exportFormats.map(format => ({ value: format, label: formatTitles[format] }))}
          value={choice.format}
          onChange={format => change({ format: format as ExportFormat })}
        />
        <p className={css.note}>{formatNotes[choice.format]}</p>
      </div>
      {scopes.length > 1 && (
        <Radio.Group
          label="Documents"
          value={choice.scope}
          onChange={scope => change({ scope: scope as ExportScope })}
        >
          <div className={css.scopes}>
            {scopes.map(scope => (
              <Radio key={scope} size="xs" value={scope} label={titles[scope]} />
            ))}
          </div>
        </Radio.Group>
      )}
      <FieldChoice
        fields={fields}
        chosen={choice.fields}
        columns={columns}
        onChange={chosenFields => change({ fields: chosenFields })}
      />
      <div className={css.buttons}>
        <Button onClick={running.close}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          disabled={choice.fields.size === 0 || running.progress !== null}
        >
          Export
        </Button>
      </div>
    </form>
  )
}

interface FieldChoiceProps {
  readonly fields: readonly DatasetField[]
  readonly chosen: ReadonlySet<string>
  readonly columns: readonly (readonly string[])[]
  onChange(chosen: ReadonlySet<string>): void
}

/** Which fields are written. Those that look like secrets only when somebody ticks them. */
function FieldChoice({ fields, chosen, columns, onChange }: FieldChoiceProps) {
  const secrets = fields.filter(({ masked }) => masked).length
  const shownFields = (): ReadonlySet<string> => {
    const usual = usualFields(fields)
    return new Set(columns.map(keys => keyOf({ keys })).filter(key => usual.has(key)))
  }
  const toggle = (key: string): void => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    onChange(next)
  }
  return (
    <section aria-label="Fields">
      <div className={css.fieldsHead}>
        <h3>{`Fields, ${chosen.size} of ${fields.length}`}</h3>
        <Button size="compact-xs" variant="subtle" onClick={() => onChange(usualFields(fields))}>
          All
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => onChange(shownFields())}>
          Shown columns
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => onChange(new Set())}>
          None
        </Button>
      </div>
      <div className={css.fields}>
        {fields.map(field => {
          const key = keyOf(field)
          return (
            <Checkbox
              key={key}
              size="xs"
              checked={chosen.has(key)}
              label={
                <>
                  {field.path}
                  {field.masked && <span className={css.secret}> looks like a secret</span>}
                </>
              }
              onChange={() => toggle(key)}
            />
          )
        })}
      </div>
      {secrets > 0 && (
        <p className={css.note}>
          What looks like a secret is left out, or masked inside whole documents. Tick a field to have it
          written in clear.
        </p>
      )}
    </section>
  )
}
