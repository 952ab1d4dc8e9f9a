import type { SqlColumn, SqlTable } from '../../../../shared/sql.ts'
import { functions, keywords } from './sql-words.ts'

/** Something that can be typed next. */
export interface SqlCompletion {
  /** What it is found by, and listed as. */
  readonly label: string
  /** What is put in. */
  readonly apply: string
  readonly detail: string
  readonly kind: 'table' | 'column' | 'function' | 'keyword'
}

export interface SqlCompletions {
  /** Where what is replaced begins. */
  readonly from: number
  readonly options: readonly SqlCompletion[]
}

/**
 * What fits at a place in a statement: after a table or its alias and a dot its columns, after FROM and JOIN the
 * datasets, elsewhere all of it, columns of the datasets named in the statement first. Null where nothing was begun.
 */
export function completionsAt(
  text: string,
  place: number,
  tables: readonly SqlTable[],
  explicit: boolean,
): SqlCompletions | null {
  const before = text.slice(0, place)
  if (isInString(before)) return null
  const word = /(?:"[^"\n]*|[\p{L}_][\p{L}\p{N}_.]*)?$/u.exec(before)?.[0] ?? ''
  const from = place - word.length
  const dot = word.startsWith('"') ? -1 : word.lastIndexOf('.')
  if (dot >= 0) {
    const owner = tableOf(word.slice(0, dot), text, tables)
    if (owner !== undefined) return { from: from + dot + 1, options: owner.columns.map(columnOption) }
  }
  if (word === '' && !explicit) return null
  const named = tables.filter(({ identifier }) => mentions(text, identifier))
  if (/\b(from|join)\s+(?:"[^"\n]*|[\p{L}_][\p{L}\p{N}_.]*)?$/iu.test(before)) {
    return { from, options: tables.map(tableOption) }
  }
  const columns = new Map((named.length > 0 ? named : tables).flatMap(columnEntries))
  return {
    from,
    options: [
      ...[...columns.values()].map(columnOption),
      ...tables.map(tableOption),
      ...Object.entries(functions).map(
        ([name, detail]): SqlCompletion => ({ label: name, apply: `${name}(`, detail, kind: 'function' }),
      ),
      ...keywords.map((label): SqlCompletion => ({ label, apply: label, detail: '', kind: 'keyword' })),
    ],
  }
}

function columnEntries({ columns }: SqlTable): readonly (readonly [string, SqlColumn])[] {
  return columns.map(column => [column.identifier, column] as const)
}

function tableOption({ identifier, documents }: SqlTable): SqlCompletion {
  const detail = `${documents.toLocaleString('en-GB')} documents`
  return { label: identifier, apply: identifier, detail, kind: 'table' }
}

function columnOption({ identifier, type, isMasked }: SqlColumn): SqlCompletion {
  return {
    label: identifier,
    apply: identifier,
    detail: isMasked ? 'masked' : type.toLowerCase(),
    kind: 'column',
  }
}

/** The dataset that a name before a dot means: its own name, or what the statement calls it. */
function tableOf(name: string, text: string, tables: readonly SqlTable[]): SqlTable | undefined {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
  const own = tables.find(({ identifier }) => same(identifier, name))
  if (own !== undefined) return own
  return tables.find(({ identifier }) => {
    const alias = new RegExp(String.raw`(?:from|join|,)\s+${escaped(identifier)}\s+(?:as\s+)?([\w]+)`, 'giu')
    return [...text.matchAll(alias)].some(([, called = '']) => same(called, name))
  })
}

function mentions(text: string, identifier: string): boolean {
  return text.toLowerCase().includes(identifier.toLowerCase())
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** Whether a text ends inside a string or a comment of one line, where nothing is completed. */
function isInString(text: string): boolean {
  const rest = text.replaceAll(/'(?:[^']|'')*'|"[^"\n]*"|\/\*[\s\S]*?\*\//g, '')
  return rest.includes("'") || /--[^\n]*$/.test(rest)
}
