import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import type { CellType } from '../../../../../shared/documents.ts'

/** A condition in a few words, for a chip: `netKg 20,000 or more`. */
export function filterText(filter: DatasetFilter): string {
  const field = filter.keys.join('.')
  switch (filter.kind) {
    case 'contains':
      return `${field} contains ${filter.text}`
    case 'missing':
      return `${field} is missing`
    case 'null':
      return `${field} is null`
    case 'present':
      return `${field} has a value`
    case 'values': {
      const [first, ...rest] = filter.values
      const more =
        rest.length === 0 ? '' : ` or ${rest.length === 1 ? valueText(rest[0]) : `${rest.length} others`}`
      return `${field} is ${valueText(first)}${more}`
    }
    case 'types':
      return `${field} is ${filter.types.map(type => typeWords[type]).join(' or ')}`
    case 'range':
      return `${field} ${rangeText(filter)}`
  }
}

const typeWords: Readonly<Record<CellType, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  id: 'an ID',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

function rangeText({ from, to, excludesTo }: Extract<DatasetFilter, { kind: 'range' }>): string {
  if (from === null && to === null) return 'has a value'
  if (to === null) return typeof from === 'number' ? `${valueText(from)} or more` : `from ${valueText(from)}`
  const isNumber = typeof to === 'number'
  const end = excludesTo === true ? `${isNumber ? 'under' : 'before'} ${valueText(to)}` : valueText(to)
  if (from !== null) return `${valueText(from)} to ${end}`
  if (excludesTo === true) return end
  return isNumber ? `${end} or less` : `until ${end}`
}

function valueText(value: string | number | boolean | null | undefined): string {
  if (value === '') return 'empty text'
  if (typeof value === 'number') return value.toLocaleString('en-GB', { maximumFractionDigits: 20 })
  return shortMoment(String(value))
}

/** The first or the last moment of a day reads as the day. */
function shortMoment(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(00:00:00(\.000)?|23:59:59\.999)Z$/, '$1')
}
