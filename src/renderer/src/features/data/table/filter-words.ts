import type { DatasetFilter } from '../../../../../shared/datasets.ts'

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
    case 'range': {
      const { from, to } = filter
      if (from !== null && to !== null) return `${field} ${valueText(from)} to ${endText(to)}`
      if (from !== null)
        return `${field} ${typeof from === 'number' ? `${valueText(from)} or more` : `from ${shortMoment(from)}`}`
      return `${field} ${to === null ? 'has a value' : typeof to === 'number' ? `${valueText(to)} or less` : `until ${shortMoment(to)}`}`
    }
  }
}

/** A bucket ends right below the next one, which is how people say it. */
function endText(to: string | number): string {
  const next = typeof to === 'number' ? Math.ceil(to) : 0
  return typeof to === 'number' && to < next && next - to < 1.5e-6
    ? `under ${valueText(next)}`
    : valueText(to)
}

function valueText(value: string | number | boolean | undefined): string {
  if (value === '') return 'empty text'
  if (typeof value === 'number') return value.toLocaleString('en-GB', { maximumFractionDigits: 20 })
  return shortMoment(String(value))
}

/** The first or the last moment of a day reads as the day. */
function shortMoment(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(00:00:00(\.000)?|23:59:59\.999)Z$/, '$1')
}
