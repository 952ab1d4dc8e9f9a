import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import { invoke } from '../../app/client.ts'
import { useCommand } from '../../app/commands/command-bus.ts'
import { useDeskRun } from '../../app/desk-run.ts'
import { useNow } from '../../ui/time/use-now.ts'
import { CompareStrip } from './compare-strip.tsx'
import styles from './credential-desk.module.css'
import { DeskFilters } from './desk-filters.tsx'
import { DeskHeader } from './desk-header.tsx'
import {
  countTones,
  filterRows,
  inOrder,
  joinRows,
  linesOf,
  type RowFilter,
  type Sort,
  sortedIds,
} from './desk-rows.ts'
import { atDesk, useDesk } from './desk-state.ts'
import { DeskSummary } from './desk-summary.tsx'
import { UnfinishedStrips } from './import/unfinished-strips.tsx'
import { openLastCheck } from './open-check.ts'
import type { Facet } from './row-facets.ts'
import { RowMenu, type RowMenuPlace } from './row-menu.tsx'
import { RunStrip } from './run-strip.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { DeskTable } from './table/desk-table.tsx'

const everything: RowFilter = { tone: 'all', change: null, facets: {}, search: '' }

/** The desk over at least one connection. */
export function DeskBoard({ connections }: { readonly connections: readonly Connection[] }) {
  const results = useDesk(state => state.results)
  const run = useDeskRun(state => state.run)
  const [filter, setFilter] = useState<RowFilter>(everything)
  const [sort, setSort] = useState<Sort>({ column: 'verdict', descending: false })
  const [grouping, setGrouping] = useState<Facet | null>(null)
  const [comparing, setComparing] = useState(false)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [menu, setMenu] = useState<RowMenuPlace | null>(null)
  // A minute is enough for days: rows are not filtered anew each second.
  const seconds = useNow()
  const now = Math.floor(seconds / 60_000) * 60_000
  const cache = useQueryClient()
  // From the click until main tells of the run: a second click would ask for a second run.
  const [starting, setStarting] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: any news of a run ends the start
  useEffect(() => setStarting(false), [run])
  const active = starting || run?.state === 'running' || run?.state === 'paused'

  const ordered = useMemo(() => inOrder(connections), [connections])
  const checking = useMemo(() => new Set(run?.checking ?? []), [run])
  const rows = useMemo(() => joinRows(ordered, results, checking), [ordered, results, checking])
  // While a run is under way the order stands still: rows that move under the pointer cannot be read.
  const [frozen, setFrozen] = useState<typeof rows | null>(null)
  if (active && frozen === null) setFrozen(rows)
  if (!active && frozen !== null) setFrozen(null)
  const orderOf = frozen ?? rows
  const order = useMemo(
    () => new Map(sortedIds(orderOf, sort).map((id, index) => [id, index])),
    [orderOf, sort],
  )
  const search = useDeferredValue(filter.search)
  const shown = useMemo(() => {
    const place = (id: string): number => order.get(id) ?? order.size
    return filterRows(rows, { ...filter, search }, now).toSorted(
      (a, b) => place(a.connection.id) - place(b.connection.id),
    )
  }, [rows, filter, search, order, now])
  const lines = useMemo(() => linesOf(shown, grouping, now), [shown, grouping, now])
  const counts = useMemo(() => countTones(rows), [rows])
  const selected = useMemo(() => rows.filter(row => selection.has(row.connection.id)), [rows, selection])
  const isFiltered = shown.length < rows.length

  const check = useCallback((ids: readonly string[]): void => {
    if (ids.length === 0) return
    setStarting(true)
    const begun = invoke('desk.check', { connectionIds: [...ids] })
    begun.catch(() => setStarting(false))
    atDesk(begun)
  }, [])
  const shownIds = shown.map(row => row.connection.id)
  useCommand('refresh', () => {
    if (!active) check(shownIds)
  })

  return (
    <div className={styles.desk}>
      <DeskHeader
        connections={connections}
        shownIds={shownIds}
        isFiltered={isFiltered}
        active={active}
        comparing={comparing}
        onCompare={() => {
          setComparing(!comparing)
          setFilter({ ...filter, change: null })
        }}
        onCheck={check}
      />
      <DeskSummary rows={rows} now={seconds} />
      <RunStrip run={run} />
      <UnfinishedStrips />
      {comparing && (
        <CompareStrip
          rows={rows}
          chosen={filter.change}
          onChoose={change => setFilter({ ...filter, change })}
        />
      )}
      <DeskFilters
        counts={counts}
        total={rows.length}
        filter={filter}
        rows={rows}
        now={now}
        grouping={grouping}
        onFilter={setFilter}
        onGroup={setGrouping}
        sort={sort}
        onSort={setSort}
      />
      <DeskTable
        lines={lines}
        withTags={connections.some(({ tags }) => tags.length > 0)}
        underCustomer={grouping === 'customer'}
        sort={sort}
        now={seconds}
        selection={selection}
        onSort={setSort}
        onSelect={setSelection}
        onOpen={connectionId => atDesk(openLastCheck(cache, connectionId))}
        onMenu={setMenu}
        onClearFilter={() => setFilter(everything)}
      />
      {selected.length > 0 && (
        <SelectionBar
          rows={selected}
          active={active}
          onCheck={check}
          onClear={() => setSelection(new Set())}
        />
      )}
      {menu !== null && (
        <RowMenu place={menu} active={active} onCheck={check} onClose={() => setMenu(null)} />
      )}
    </div>
  )
}
