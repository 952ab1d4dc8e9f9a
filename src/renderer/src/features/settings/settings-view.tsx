import { Button, NumberInput, SegmentedControl } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { Settings } from '../../../../shared/settings.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { infoQuery, useChangeSettings, useSettings } from '../../app/queries.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { HeaderBar } from '../../ui/header-bar.tsx'
import { zoneName } from '../../ui/time/date-text.ts'
import { DatasetList } from '../data/load/dataset-list.tsx'
import styles from './settings.module.css'

/** How the app looks and what it keeps. A change holds at once. */
export function SettingsView() {
  const settings = useSettings()
  const change = useChangeSettings()
  const set = (part: Partial<Settings>): void => change.mutate(part)
  return (
    <>
      <HeaderBar>
        <h1 className={styles.title}>Settings</h1>
      </HeaderBar>
      <div className={styles.page}>
        {change.error !== null && <InlineError error={errorData(change.error)} />}
        <Group title="Appearance">
          <Choice
            label="Theme"
            value={settings.theme}
            options={{ system: 'System', light: 'Light', dark: 'Dark' }}
            onChange={theme => set({ theme })}
          />
          <Choice
            label="Density"
            value={settings.density}
            options={{ comfortable: 'Comfortable', compact: 'Compact' }}
            onChange={density => set({ density })}
          />
        </Group>
        <Group title="Values">
          <Choice
            label="Dates"
            hint="The zone is named wherever a time is shown."
            value={settings.timeZone}
            options={{ local: `Local (${zoneName('local')})`, utc: 'UTC' }}
            onChange={timeZone => set({ timeZone })}
          />
          <Choice
            label="Numbers"
            hint="In tables. JSON shows them as the API sent them."
            value={settings.numberFormat}
            options={{ grouped: '48,212', plain: '48212' }}
            onChange={numberFormat => set({ numberFormat })}
          />
        </Group>
        <Group title="History">
          <HistoryLimit
            value={settings.queryHistoryLimit}
            onChange={queryHistoryLimit => set({ queryHistoryLimit })}
          />
        </Group>
        <Group title="Datasets">
          <DatasetList />
        </Group>
        <About />
      </div>
    </>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className={styles.group}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

interface LineProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly labelId?: string
  readonly children: ReactNode
}

function Line({ label, hint, labelId, children }: LineProps) {
  return (
    <div className={styles.line}>
      <div className={styles.about}>
        <span id={labelId} className={styles.label}>
          {label}
        </span>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly hint?: string
  readonly value: Value
  readonly options: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, hint, value, options, onChange }: ChoiceProps<Value>) {
  const labelId = useId()
  const data = (Object.entries(options) as [Value, string][]).map(([key, text]) => ({
    value: key,
    label: text,
  }))
  return (
    <Line label={label} labelId={labelId} {...(hint === undefined ? {} : { hint })}>
      <SegmentedControl aria-labelledby={labelId} data={data} value={value} onChange={onChange} />
    </Line>
  )
}

const mostKept = 200

/** Takes a number as it is typed, and holds it when the field is left: half a number is no limit. */
function HistoryLimit({
  value,
  onChange,
}: {
  readonly value: number
  readonly onChange: (limit: number) => void
}) {
  const cache = useQueryClient()
  const labelId = useId()
  const [typed, setTyped] = useState<number | string>(value)
  useEffect(() => setTyped(value), [value])
  const clear = useMutation({
    mutationFn: () => invoke('queries.clear', {}),
    onSuccess: () => cache.invalidateQueries({ predicate: query => query.queryKey[2] === 'query-history' }),
  })
  const keep = (): void => {
    const limit = Math.min(mostKept, Math.max(0, Math.round(Number(typed))))
    if (typed === '' || Number.isNaN(limit)) setTyped(value)
    else if (limit !== value) onChange(limit)
  }
  return (
    <>
      <Line label="Queries kept" labelId={labelId} hint="For each collection. 0 keeps none.">
        <NumberInput
          aria-labelledby={labelId}
          className={styles.number ?? ''}
          min={0}
          max={mostKept}
          allowDecimal={false}
          value={typed}
          onChange={setTyped}
          onBlur={keep}
          onKeyDown={event => event.key === 'Enter' && keep()}
        />
        <Button loading={clear.isPending} onClick={() => clear.mutate()}>
          {clear.isSuccess ? 'Cleared' : 'Clear'}
        </Button>
      </Line>
      {clear.error !== null && <InlineError error={errorData(clear.error)} />}
    </>
  )
}

function About() {
  const info = useQuery(infoQuery).data
  const showFolder = useMutation({ mutationFn: () => invoke('app.showDataFolder', {}) })
  const copy = useMutation({ mutationFn: () => invoke('app.copyDiagnostics', {}) })
  const error = showFolder.error ?? copy.error
  return (
    <Group title="This app">
      <Line
        label="Data folder"
        hint={
          <span data-mono data-selectable>
            {info?.dataFolder}
          </span>
        }
      >
        <Button onClick={() => showFolder.mutate()}>Open data folder</Button>
      </Line>
      <Line
        label="Diagnostics"
        hint="Versions, settings and the log, without secrets, for a support request."
      >
        <Button
          aria-label={copy.isSuccess ? 'Copy diagnostics: Copied' : 'Copy diagnostics'}
          onClick={() => copy.mutate()}
        >
          <span aria-live="polite">{copy.isSuccess ? 'Copied' : 'Copy diagnostics'}</span>
        </Button>
      </Line>
      <Line
        label="Version"
        hint={
          info === undefined ? '' : `Electron ${info.electron}, Chromium ${info.chrome}, Node ${info.node}`
        }
      >
        <span data-mono data-selectable>
          {info?.version}
        </span>
      </Line>
      {error !== null && <InlineError error={errorData(error)} />}
    </Group>
  )
}
