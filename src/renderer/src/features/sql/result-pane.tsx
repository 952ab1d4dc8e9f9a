import { ActionIcon, Menu, Tabs, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { ErrorData } from '../../../../shared/errors.ts'
import type { SqlAnswer, SqlResult, WrittenCsv } from '../../../../shared/sql.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { classNames } from '../../ui/class-names.ts'
import { CodeBlock } from '../../ui/code-block/code-block.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { keysText } from '../../ui/key-hint.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useNow } from '../../ui/time/use-now.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { answerWords, cutText, rowsText, timeTaken } from './answer-words.ts'
import css from './result-pane.module.css'
import { ResultTable } from './result-table.tsx'

const ResultChart = lazy(async () => ({ default: (await import('./result-chart.tsx')).ResultChart }))

interface ResultPaneProps {
  readonly answer: SqlAnswer | null
  readonly error: ErrorData | null
  readonly runningSince: number | null
  readonly isCancelling: boolean
}

/** What came of the statement, or how long it has been running. */
export function ResultPane({ answer, error, runningSince, isCancelling }: ResultPaneProps) {
  return (
    <section className={css.pane} aria-label="Result">
      {runningSince !== null && <RunningLine since={runningSince} isCancelling={isCancelling} />}
      <div className={classNames(css.body, runningSince !== null && css.old)}>{content(answer, error)}</div>
    </section>
  )
}

function content(answer: SqlAnswer | null, error: ErrorData | null) {
  if (error !== null) return <ErrorState error={error} />
  if (answer === null) {
    return (
      <EmptyState hint={`Type a statement and press ${keysText('Mod+Enter')}.`}>
        The answer will be here.
      </EmptyState>
    )
  }
  if (answer.state === 'rows') return <Rows key={answer.resultId} result={answer} />
  if (answer.state === 'plan') return <Plan text={answer.text} ms={answer.ms} />
  return <Note answer={answer} />
}

function RunningLine({ since, isCancelling }: { readonly since: number; readonly isCancelling: boolean }) {
  const now = useNow()
  return (
    <div className={css.running}>
      <VerdictShape tone="checking" />
      <span role="status">{isCancelling ? 'Cancelling' : 'Running'}</span>
      <span className={css.number}>{timeTaken(Math.max(0, now - since))}</span>
    </div>
  )
}

function Rows({ result }: { readonly result: SqlResult }) {
  const [tab, setTab] = useState<string | null>('table')
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} className={css.panel ?? ''}>
      <div className={css.head}>
        <Tabs.List>
          <Tabs.Tab value="table">Table</Tabs.Tab>
          <Tabs.Tab value="chart">Chart</Tabs.Tab>
        </Tabs.List>
        <span role="status" className={css.facts}>
          {rowsText(result)}
        </span>
        <span className={css.number}>{timeTaken(result.ms)}</span>
        <ResultMenu result={result} />
      </div>
      <Tabs.Panel value="table" className={css.panel ?? ''}>
        {result.rows === 0 ? (
          <EmptyState>No row meets this statement.</EmptyState>
        ) : (
          <ResultTable result={result} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="chart" className={css.panel ?? ''}>
        <Suspense fallback={<SkeletonRows rows={8} rowHeight={40} label="Drawing the chart" />}>
          <ResultChart result={result} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  )
}

function ResultMenu({ result: { resultId } }: { readonly result: SqlResult }) {
  const number = (rows: number): string => `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}`
  const save = async (): Promise<void> => {
    const saved = await invoke('sql.saveCsv', { resultId })
    if (saved !== null) tell(`${number(saved.rows)} written to ${saved.path}`, saved)
  }
  const copy = async (): Promise<void> => {
    const copied = await invoke('sql.copyCsv', { resultId })
    tell(`${number(copied.rows)} copied to the clipboard`, copied)
  }
  // Words about what is missing stay until they are read.
  const tell = (message: string, { cutValues }: WrittenCsv): void =>
    void notifications.show({ message: `${message}${cutText(cutValues)}`, autoClose: cutValues === 0 })
  const run = (work: () => Promise<void>) => () => void work().catch(useNotice.getState().show)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="More">
          <ActionIcon aria-label="More">
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={run(save)}>Export CSV</Menu.Item>
        <Menu.Item onClick={run(copy)}>Copy CSV</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Plan({ text, ms }: { readonly text: string; readonly ms: number }) {
  return (
    <>
      <div className={css.head}>
        <span role="status" className={css.facts}>
          How the engine runs it
        </span>
        <span className={css.number}>{timeTaken(ms)}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label="Plan">
        <CodeBlock text={text} label="Plan" copyLabel="Copy plan" />
      </section>
    </>
  )
}

function Note({ answer }: { readonly answer: SqlAnswer }) {
  const words = answerWords(answer)
  if (words === null) return null
  return (
    <div role="alert" className={css.note}>
      <VerdictShape tone={answer.state === 'stopped' ? 'expiring' : 'broken'} size={18} />
      <div>
        <h2 data-selectable>{words.title}</h2>
        {words.text !== '' && <p>{words.text}</p>}
        {words.evidence !== null && <pre>{words.evidence}</pre>}
      </div>
    </div>
  )
}
