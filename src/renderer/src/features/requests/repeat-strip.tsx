import { Button } from '@mantine/core'
import type { AnswerChanges } from '../../../../shared/requests.ts'
import css from './request-line.module.css'

interface RepeatStripProps {
  readonly seconds: number
  readonly paused: boolean
  readonly changes: AnswerChanges | null
  onStop(): void
}

/** That the request is being repeated, and what the last answer has that the one before had not. */
export function RepeatStrip({ seconds, paused, changes, onStop }: RepeatStripProps) {
  return (
    <div className={css.strip}>
      <span>
        {paused ? 'Pauses while the window is hidden' : `Repeats ${seconds} s after each answer`}
        {changes !== null && `, ${changesText(changes)}`}
      </span>
      <Button onClick={onStop}>Stop</Button>
    </div>
  )
}

function changesText({ changed, gone, cut }: AnswerChanges): string {
  const lines = (count: number): string => (count === 1 ? '1 line' : `${count.toLocaleString('en-GB')} lines`)
  if (changed.length === 0 && gone === 0) return cut ? 'the first lines did not change' : 'nothing changed'
  const parts = [
    ...(changed.length > 0 ? [`${lines(changed.length)} changed`] : []),
    ...(gone > changed.length ? [`${lines(gone - changed.length)} gone`] : []),
  ]
  return parts.length === 0 ? 'nothing changed' : parts.join(', ')
}
