import { toneOf, type Verdict, type VerdictTone } from '../../../../shared/check.ts'
import type { Connection } from '../../../../shared/connection.ts'
import type { DeskResult } from '../../../../shared/desk.ts'
import { changeBetween, type VerdictChange } from '../../../../shared/verdict-change.ts'
import { verdictWords } from '../../../../shared/verdict-words.ts'
import { environmentName } from '../../app/environment-name.ts'
import { compareGroups, type Facet, type FacetFilter, groupOf, hasFacets } from './row-facets.ts'

/** A connection with the last that is known of it. */
export interface DeskRow {
  readonly connection: Connection
  readonly result: DeskResult | undefined
  readonly tone: VerdictTone
  /** Place in the order by customer and name. */
  readonly rank: number
}

export const sortColumns = [
  'verdict',
  'connection',
  'environment',
  'step',
  'meaning',
  'tags',
  'applications',
  'expiry',
  'checked',
] as const
export type SortColumn = (typeof sortColumns)[number]

export interface Sort {
  readonly column: SortColumn
  readonly descending: boolean
}

/** What is chosen to be seen. */
export interface RowFilter {
  readonly tone: VerdictTone | 'all'
  readonly change: VerdictChange | null
  readonly facets: FacetFilter
  readonly search: string
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Connections in the order of customer and name: the order of the squares, and of rows that are else equal. */
export function inOrder(connections: readonly Connection[]): readonly Connection[] {
  return connections.toSorted(
    (a, b) => collator.compare(a.customer, b.customer) || collator.compare(a.name, b.name),
  )
}

/** Joins connections, in order, with their results; those in hand are being checked. */
export function joinRows(
  ordered: readonly Connection[],
  results: ReadonlyMap<string, DeskResult>,
  checking: ReadonlySet<string>,
): readonly DeskRow[] {
  return ordered.map((connection, rank) => {
    const result = results.get(connection.id)
    const tone = checking.has(connection.id) ? 'checking' : toneOfResult(result)
    return { connection, result, tone, rank }
  })
}

function toneOfResult(result: DeskResult | undefined): VerdictTone {
  return result === undefined ? 'unknown' : toneOf(result.verdict)
}

/** Findings whose headline says more than their verdict: what it is about stands in it. */
const withHeadline: readonly Verdict[] = ['expiring', 'expired', 'no_applications', 'application_refused']

/** What a result means in a few words; empty where all is well. */
export function meaningOf({ verdict, headline }: DeskResult): string {
  if (verdict === 'works') return ''
  return withHeadline.includes(verdict) ? headline : verdictWords[verdict]
}

/** Whether the last check came to another verdict than the run before. */
export function isNew({ result }: Pick<DeskRow, 'result'>): boolean {
  return result?.base != null && result.base.verdict !== result.verdict
}

/** What changed since the run before; null where the matter stands as before. */
export function changeOf({ result }: Pick<DeskRow, 'result'>): VerdictChange | null {
  return result?.base == null ? null : changeBetween(result.base.verdict, result.verdict)
}

export function filterRows(
  rows: readonly DeskRow[],
  { tone, change, facets, search }: RowFilter,
  now: number,
): readonly DeskRow[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  return rows.filter(
    row =>
      (tone === 'all' || row.tone === tone) &&
      (change === null || changeOf(row) === change) &&
      hasFacets(row, facets, now) &&
      (words.length === 0 || words.every(word => textOf(row).includes(word))),
  )
}

function textOf({ connection: { name, customer, clientId, tags }, result }: DeskRow): string {
  return [name, customer, clientId, ...tags, result?.headline ?? ''].join('\n').toLowerCase()
}

/** What needs somebody first. */
const urgency: readonly VerdictTone[] = ['broken', 'expiring', 'checking', 'unknown', 'works']

/** A value for each row by which a column is sorted; rows without one come last either way. */
function keyOf(row: DeskRow, column: SortColumn): number | string | null {
  const { result, rank } = row
  switch (column) {
    case 'verdict':
      return urgency.indexOf(toneOfResult(result))
    case 'connection':
      return rank
    case 'environment':
      return environmentName(row.connection).toLowerCase()
    case 'step':
      return result?.failingStep ?? null
    case 'meaning':
      return result === undefined ? null : meaningOf(result) || null
    case 'tags':
      return row.connection.tags.join(', ') || null
    case 'applications':
      return result?.applications ?? null
    case 'expiry':
      return result?.nearestExpiry == null ? null : Date.parse(result.nearestExpiry)
    case 'checked':
      return result === undefined ? null : Date.parse(result.at)
  }
}

/** The ids in the order asked for. A run does not change it: rows that move under the pointer cannot be read. */
export function sortedIds(rows: readonly DeskRow[], { column, descending }: Sort): readonly string[] {
  const keyed = rows.map(row => ({ row, key: keyOf(row, column) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.key === b.key) return a.row.rank - b.row.rank
    if (a.key === null) return 1
    if (b.key === null) return -1
    return (a.key < b.key ? -1 : 1) * sign
  })
  return keyed.map(({ row }) => row.connection.id)
}

/** A line of the table: a row, or what the rows that follow have in common. */
export type TableLine =
  | { readonly kind: 'row'; readonly row: DeskRow }
  | { readonly kind: 'group'; readonly title: string; readonly count: number; readonly failing: number }

/** Rows with a line over each group, groups in order; without grouping just the rows. */
export function linesOf(rows: readonly DeskRow[], grouping: Facet | null, now: number): readonly TableLine[] {
  if (grouping === null) return rows.map(row => ({ kind: 'row', row }))
  const groups = Map.groupBy(rows, row => groupOf(row, grouping, now))
  const compare = compareGroups(grouping)
  const ordered = [...groups].toSorted(([a], [b]) => compare(a, b))
  return ordered.flatMap(([title, own]) => [
    {
      kind: 'group' as const,
      title,
      count: own.length,
      failing: own.filter(({ tone }) => tone === 'broken').length,
    },
    ...own.map(row => ({ kind: 'row' as const, row })),
  ])
}

export function countTones(rows: readonly DeskRow[]): Readonly<Record<VerdictTone, number>> {
  const counts: Record<VerdictTone, number> = { works: 0, expiring: 0, broken: 0, unknown: 0, checking: 0 }
  for (const { tone } of rows) counts[tone]++
  return counts
}

/** The finding of the desk as a headline: "12 of 212 do not work". Counts what was found last, also in a run. */
export function headlineOf(rows: readonly DeskRow[]): string {
  const checked = rows.filter(({ result }) => result !== undefined)
  if (checked.length === 0) return 'Nothing was checked yet'
  const failing = checked.filter(({ result }) => {
    const tone = toneOfResult(result)
    return tone === 'broken' || tone === 'unknown'
  }).length
  const all = rows.length === checked.length
  if (failing === 0) {
    if (!all) return `All ${checked.length} that were checked work`
    return rows.length === 1 ? 'The connection works' : `All ${rows.length} work`
  }
  return `${failing} of ${rows.length} ${failing === 1 ? 'does' : 'do'} not work`
}
