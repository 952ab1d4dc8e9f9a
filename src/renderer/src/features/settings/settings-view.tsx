import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Settings } from '../../../../shared/settings.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { infoQuery, useChangeSettings, useSettings } from '../../app/queries.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { HeaderBar } from '../../ui/header-bar.tsx'
import { zoneName } from '../../ui/time/date-text.ts'
import { DatasetList } from '../data/load/dataset-list.tsx'
import styles from './settings.module.css'
import { Choice, Group, Line, WholeNumber } from './settings-parts.tsx'

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
        <Group title="Credential desk">
          <Choice
            label="Check all connections"
            hint="While the app runs. A notification tells of verdicts that change."
            value={settings.deskCheckEvery}
            options={{
              off: 'Off',
              hourly: 'Hourly',
              'six-hourly': 'Every 6 h',
              daily: 'Daily',
              weekly: 'Weekly',
            }}
            onChange={deskCheckEvery => set({ deskCheckEvery })}
          />
          <WholeNumber
            label="Days of warning"
            hint="Before an application expires. 0 warns of none."
            value={settings.deskWarnDays}
            most={365}
            onChange={deskWarnDays => set({ deskWarnDays })}
          />
          <WholeNumber
            label="Checks at a time"
            hint="In a run, 1 to 16. A run under way keeps its own."
            value={settings.deskAtOnce}
            least={1}
            most={16}
            onChange={deskAtOnce => set({ deskAtOnce })}
          />
          <WholeNumber
            label="Checks a second"
            hint="Started at most. 0 sets no limit."
            value={settings.deskPerSecond}
            most={100}
            onChange={deskPerSecond => set({ deskPerSecond })}
          />
          <WholeNumber
            label="Time limit"
            hint="Seconds for one connection, waiting for a busy server included. 5 to 600."
            value={settings.deskTimeLimit}
            least={5}
            most={600}
            onChange={deskTimeLimit => set({ deskTimeLimit })}
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

const mostKept = 200

function HistoryLimit({
  value,
  onChange,
}: {
  readonly value: number
  readonly onChange: (limit: number) => void
}) {
  const cache = useQueryClient()
  const clear = useMutation({
    mutationFn: () => invoke('queries.clear', {}),
    onSuccess: () => cache.invalidateQueries({ predicate: query => query.queryKey[2] === 'query-history' }),
  })
  return (
    <>
      <WholeNumber
        label="Queries kept"
        hint="For each collection. 0 keeps none."
        value={value}
        most={mostKept}
        onChange={onChange}
      >
        <Button loading={clear.isPending} onClick={() => clear.mutate()}>
          {clear.isSuccess ? 'Cleared' : 'Clear'}
        </Button>
      </WholeNumber>
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
