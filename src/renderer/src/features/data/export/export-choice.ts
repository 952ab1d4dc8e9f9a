import type { CallInput } from '../../../../../shared/contract.ts'
import type { DatasetField, ExportFormat } from '../../../../../shared/datasets.ts'
import { type SelectedDocuments, selectionInput } from '../table/dataset-selection.ts'
import { chosenCount, type RowChoice } from '../table/row-choice.ts'

export const formatTitles: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV',
  json: 'JSON',
  ndjson: 'NDJSON',
  parquet: 'Parquet',
  xlsx: 'XLSX',
}

/** Which documents are written. */
export type ExportScope = 'all' | 'filtered' | 'selected'

export interface ExportChoice {
  readonly scope: ExportScope
  readonly format: ExportFormat
  /** Paths of the fields that are written. */
  readonly fields: ReadonlySet<string>
}

/** The smallest choice that somebody may mean: what is selected, else what meets the conditions, else all. */
export function scopesOf({ filters }: SelectedDocuments, chosen: RowChoice): readonly ExportScope[] {
  return [
    ...(chosenCount(chosen) > 0 ? (['selected'] as const) : []),
    ...(filters.length > 0 ? (['filtered'] as const) : []),
    'all',
  ]
}

/** All fields but those that look like secrets: these are written only when somebody asks for them by name. */
export function usualFields(fields: readonly DatasetField[]): ReadonlySet<string> {
  return new Set(fields.filter(({ masked }) => !masked).map(keyOf))
}

export function keyOf({ keys }: Pick<DatasetField, 'keys'>): string {
  return JSON.stringify(keys)
}

/**
 * The question to main. With all usual fields, JSON is the documents as they came, secrets masked; a table has columns
 * for the chosen fields alone.
 */
export function exportInput(
  { scope, format, fields }: ExportChoice,
  all: readonly DatasetField[],
  selected: SelectedDocuments,
  chosen: RowChoice,
): CallInput<'datasets.export'> {
  const { filters, ...whole } = selectionInput(selected)
  const written = all.filter(field => fields.has(keyOf(field)))
  const unmasked = written.filter(({ masked }) => masked)
  const isUsual = unmasked.length === 0 && written.length === usualFields(all).size
  const isDocuments = isUsual && (format === 'json' || format === 'ndjson')
  return {
    ...whole,
    format,
    ...(scope === 'all' ? {} : { filters }),
    ...(scope === 'selected' ? { places: [...chosen.places] } : {}),
    ...(isDocuments ? {} : { columns: written.map(({ keys }) => [...keys]) }),
    ...(unmasked.length === 0 ? {} : { unmasked: unmasked.map(({ keys }) => [...keys]) }),
  }
}
