import { Button, Tooltip } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef } from 'react'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { datasetsQuery } from '../../app/queries.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { HeaderBar } from '../../ui/header-bar.tsx'
import { keysText } from '../../ui/key-hint.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { cancelSql, changeText, readText, runSql, useConsole } from './console-state.ts'
import { HistoryMenu } from './history-menu.tsx'
import { ResultPane } from './result-pane.tsx'
import type { SqlEditorHandle } from './sql-editor.tsx'
import css from './sql-view.module.css'
import { TablesPanel } from './tables-panel.tsx'

const SqlEditor = lazy(async () => ({ default: (await import('./sql-editor.tsx')).SqlEditor }))

/** SQL over the loaded datasets: what can be asked, the statement, the answer. */
export function SqlView({ datasetId }: { readonly datasetId: string | null }) {
  const { text, runningSince, isCancelling, answer, error } = useConsole()
  const editor = useRef<SqlEditorHandle>(null)
  const tables = useSqlTables()
  useEffect(() => void readText().catch(useNotice.getState().show), [])
  useEffect(() => {
    const asked = tables?.find(table => table.datasetId === datasetId)
    if (asked === undefined || text === null || text.trim() !== '') return
    changeText(`SELECT *\nFROM ${asked.identifier}\nLIMIT 100`)
  }, [tables, datasetId, text])

  const run = (): void => {
    const typed = useConsole.getState().text ?? ''
    if (typed.trim() !== '') void runSql(typed)
  }
  // A list of completions closes first, and takes the key; so does a menu, which stands outside of the view.
  const pressed = (event: KeyboardEvent): void => {
    const isHere = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (event.key !== 'Escape' || event.defaultPrevented || !isHere || runningSince === null) return
    event.preventDefault()
    cancelSql()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape cancels wherever the focus is in here
    <div className={css.view} onKeyDown={pressed}>
      <HeaderBar
        actions={
          <>
            <HistoryMenu onPick={changeText} />
            <RunButton isRunning={runningSince !== null} isEmpty={(text ?? '').trim() === ''} onRun={run} />
          </>
        }
      >
        <h1 className={css.title}>SQL</h1>
      </HeaderBar>
      <div className={css.split}>
        {tables === undefined ? (
          <SkeletonRows rows={6} label="Listing the datasets" />
        ) : (
          <TablesPanel
            key={datasetId}
            tables={tables}
            datasetId={datasetId}
            onInsert={name => editor.current?.insert(name)}
          />
        )}
        <div className={css.work}>
          <div className={css.statement}>
            <Suspense fallback={<SkeletonRows rows={4} label="Loading the editor" />}>
              {text !== null && (
                <SqlEditor
                  value={text}
                  tables={tables ?? []}
                  handle={editor}
                  onChange={changeText}
                  onRun={run}
                />
              )}
            </Suspense>
          </div>
          <ResultPane answer={answer} error={error} runningSince={runningSince} isCancelling={isCancelling} />
        </div>
      </div>
    </div>
  )
}

interface RunButtonProps {
  readonly isRunning: boolean
  readonly isEmpty: boolean
  onRun(): void
}

function RunButton({ isRunning, isEmpty, onRun }: RunButtonProps) {
  if (isRunning) {
    return (
      <Tooltip label="Cancel (Esc)">
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={() => cancelSql()}
        >
          Cancel
        </Button>
      </Tooltip>
    )
  }
  return (
    <Tooltip label={`Run (${keysText('Mod+Enter')})`}>
      <Button
        variant="filled"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        disabled={isEmpty}
        onClick={onRun}
      >
        Run
      </Button>
    </Tooltip>
  )
}

/** Asked again when a dataset became ready or went. */
function useSqlTables() {
  const datasets = useQuery(datasetsQuery).data ?? []
  const ready = datasets.filter(({ state }) => state === 'ready').map(({ id, createdAt }) => [id, createdAt])
  return useQuery({
    queryKey: [...queryKeys.sqlTables, ready],
    queryFn: () => invoke('sql.tables', {}),
    placeholderData: before => before,
  }).data
}
