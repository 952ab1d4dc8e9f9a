import { Button, VisuallyHidden } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { VerdictTone } from '../../../../../shared/check.ts'
import type { ImportPreview, ImportRow } from '../../../../../shared/desk.ts'
import { VerdictLabel } from '../../../ui/verdict/verdict-label.tsx'
import styles from './import-rows.module.css'
import { otherValues, reasonInWords, stateWords } from './import-words.ts'
import type { RowChange } from './mend-row.ts'
import { RowCorrection } from './row-correction.tsx'

const tones: Readonly<Record<ImportRow['state'], VerdictTone>> = {
  new: 'works',
  duplicate: 'unknown',
  repeated: 'expiring',
  wrong: 'broken',
  added: 'works',
  updated: 'works',
  failed: 'broken',
}
/** What needs a look comes first. */
const order: readonly ImportRow['state'][] = [
  'failed',
  'wrong',
  'repeated',
  'duplicate',
  'new',
  'updated',
  'added',
]

interface ImportRowsProps {
  readonly preview: ImportPreview
  readonly mendable: boolean
  readonly onMend: (key: number, change: RowChange) => Promise<void>
}

/** The rows of the files, those that need a look first. Only what is in view is drawn. */
export function ImportRows({ preview, mendable, onMend }: ImportRowsProps) {
  const viewport = useRef<HTMLDivElement>(null)
  const [mending, setMending] = useState<ImportRow | null>(null)
  const { rows, files } = preview
  // The order is that of the first look: rows that are saved do not jump away.
  const [places] = useState(() => new Map(rows.map(row => [row.key, order.indexOf(row.state)])))
  const sorted = useMemo(
    () => rows.toSorted((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0) || a.key - b.key),
    [rows, places],
  )
  // A second line in all rows where one needs it: what stands in the wrong column is seen by running down.
  const lineHeight = rows.some(row => otherValues(row) !== '') ? 46 : 28
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => lineHeight,
    overscan: 8,
    scrollPaddingStart: 30,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the height changes
  useEffect(() => virtualizer.measure(), [lineHeight])
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual table of divs, as a table cannot be laid out in windows */}
      <div
        ref={viewport}
        role="table"
        aria-label="Rows"
        aria-rowcount={rows.length + 1}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        className={styles.viewport}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={styles.head}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: nothing here is interactive */}
          <div role="row" className={styles.row}>
            {['Row', 'State', 'Connection', 'Client ID', 'Secrets', 'Reason'].map(text => (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div key={text} role="columnheader">
                {text}
              </div>
            ))}
            <VisuallyHidden role="columnheader">Other values</VisuallyHidden>
          </div>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(item => {
            const row = sorted[item.index]
            if (row === undefined) return null
            const fixable = mendable && isFixable(row)
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={row.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={styles.line}
                style={{ transform: `translateY(${item.start}px)`, height: lineHeight }}
              >
                <Cell quiet>{files.length > 1 ? `${row.file + 1}:${row.line}` : String(row.line)}</Cell>
                <Cell>
                  <VerdictLabel tone={tones[row.state]} text={stateWords[row.state]} />
                </Cell>
                <Cell>
                  <span className={styles.clip}>
                    <b>{row.cells.customer ?? ''}</b> {row.cells.name ?? ''}
                  </span>
                </Cell>
                <Cell>
                  <span className={styles.clip}>{row.cells.client_id ?? ''}</span>
                </Cell>
                <Cell quiet={row.hasSecret.clientSecret && row.hasSecret.apiKey}>{secretsText(row)}</Cell>
                <Cell>
                  <span className={styles.clip} title={reasonInWords(row.reason)}>
                    {reasonInWords(row.reason)}
                  </span>
                  {fixable && (
                    <Button
                      size="compact-xs"
                      className={styles.correct ?? ''}
                      aria-label={`Correct row ${row.line}`}
                      onClick={() => setMending(row)}
                    >
                      Correct
                    </Button>
                  )}
                </Cell>
                {/* biome-ignore lint/a11y/useSemanticElements: as above */}
                <div role="cell" className={styles.others} title={otherValues(row)}>
                  {otherValues(row)}
                </div>
              </div>
            )
          })}
        </div>
      </div>
      {mending !== null && (
        <RowCorrection
          row={mending}
          onClose={() => setMending(null)}
          onSave={change => onMend(mending.key, change).then(() => setMending(null))}
        />
      )}
    </>
  )
}

function Cell({ quiet = false, children }: { readonly quiet?: boolean; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual table of divs
    <div role="cell" className={quiet ? styles.quiet : undefined}>
      {children}
    </div>
  )
}

/** What is wrong, and what lacks a secret that nothing else has. */
function isFixable({ state, mendable, hasSecret }: ImportRow): boolean {
  if (!mendable) return false
  return state === 'wrong' || (state === 'new' && !(hasSecret.clientSecret && hasSecret.apiKey))
}

function secretsText({ hasSecret: { clientSecret, apiKey }, mendable }: ImportRow): string {
  if (!mendable) return ''
  if (clientSecret && apiKey) return 'Both'
  if (clientSecret) return 'No API Key'
  return apiKey ? 'No Client Secret' : 'None'
}
