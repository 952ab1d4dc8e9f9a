import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { FileReading, ImportPreview } from '../../../../../shared/desk.ts'
import { invoke } from '../../../app/client.ts'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { HeaderBar } from '../../../ui/header-bar.tsx'
import { atDesk, closeImport, useDesk } from '../desk-state.ts'
import { ColumnMapping, type CsvAsRead } from './column-mapping.tsx'
import { ImportEnd } from './import-end.tsx'
import { ImportRows } from './import-rows.tsx'
import styles from './import-view.module.css'
import { countStates, leadOf, missingSecretsText } from './import-words.ts'
import { mendRow } from './mend-row.ts'

/** What was read of the files: rows to save, rows that are wrong, and what becomes of those that are known already. */
export function ImportView({ preview }: { readonly preview: ImportPreview }) {
  const progress = useDesk(state => state.importing)
  const [duplicates, setDuplicates] = useState(preview.duplicates)
  const { importId, files, rows, secretStorage } = preview
  const counts = countStates(rows)
  const missing = missingSecretsText(rows)
  const running = progress?.state === 'running'
  const todo = counts.new + counts.failed + (duplicates === 'update' ? counts.duplicate : 0)
  const reading = useRef<Promise<void>>(Promise.resolve())
  /** One after another: each change is made to what the one before has led to. */
  const readAgain = (file: number, change: (csv: CsvAsRead) => FileReading): void => {
    const read = reading.current.then(async () => {
      const csv = useDesk.getState().preview?.files[file]?.csv ?? null
      if (csv === null) return
      useDesk.setState({ preview: await invoke('desk.mapImport', { importId, file, reading: change(csv) }) })
    })
    // Told by `atDesk`; the next change is made all the same.
    reading.current = read.catch(() => {})
    atDesk(read)
  }
  const start = (): void => atDesk(invoke('desk.startImport', { importId, duplicates }))
  const saved = counts.added + counts.updated

  return (
    <div className={styles.page}>
      <HeaderBar
        actions={
          <>
            {running ? (
              <Button onClick={() => atDesk(invoke('desk.stopImport', { importId }))}>Stop</Button>
            ) : (
              <Button variant={saved > 0 && todo === 0 ? 'filled' : 'default'} onClick={closeImport}>
                {saved > 0 && progress !== null ? 'Done' : 'Cancel'}
              </Button>
            )}
            {(todo > 0 || saved === 0) && (
              <Button variant="filled" disabled={running || todo === 0} onClick={start}>
                {`Import ${todo} connection${todo === 1 ? '' : 's'}`}
              </Button>
            )}
          </>
        }
      >
        <h1 className={styles.title}>Import connections</h1>
        <span className={styles.hint}>{files.map(({ name }) => name).join(', ')}</span>
      </HeaderBar>
      {files.flatMap((file, index) =>
        file.problem === null
          ? []
          : [
              <ErrorState
                // biome-ignore lint/suspicious/noArrayIndexKey: a file is its place in the choice
                key={index}
                error={{ ...file.problem, message: `${file.name}: ${file.problem.message}` }}
                meaning="Nothing of this file was taken."
              />,
            ],
      )}
      {rows.length > 0 && (
        <section aria-label="What was read" className={styles.lead}>
          <h2>{leadOf(counts)}</h2>
          <p className={styles.hint}>
            {secretStorage === 'keychain'
              ? 'Secrets go to the keychain and are not shown here.'
              : 'There is no keychain here: secrets are kept for this session only.'}
          </p>
          {missing !== '' && <p className={styles.missing}>{missing}</p>}
          {counts.duplicate > 0 && !running && (
            <fieldset className={styles.choice}>
              <legend>{counts.duplicate} with a Client ID and environment that you have already</legend>
              {(['skip', 'update'] as const).map(choice => (
                <label key={choice}>
                  <input
                    type="radio"
                    name="duplicates"
                    checked={duplicates === choice}
                    onChange={() => setDuplicates(choice)}
                  />
                  {choice === 'skip' ? 'Skip them' : 'Update them, secrets included'}
                </label>
              ))}
            </fieldset>
          )}
        </section>
      )}
      {progress === null && <ColumnMapping files={files} onRead={readAgain} />}
      {progress !== null && <ImportEnd progress={progress} left={todo} />}
      {rows.length > 0 && (
        <ImportRows
          preview={preview}
          mendable={!running}
          onMend={async (key, change) => useDesk.setState({ preview: await mendRow(importId, key, change) })}
        />
      )}
    </div>
  )
}
