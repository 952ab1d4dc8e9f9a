import { VisuallyHidden } from '@mantine/core'
import { useEffect } from 'react'
import type { DeskRun } from '../../../../shared/desk.ts'
import { notWorkingText, runWords, timeLeftText } from '../../features/desk/run-words.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { runCommand } from '../commands/command-bus.ts'
import { useDeskRun } from '../desk-run.ts'
import styles from './status-bar.module.css'

/**
 * A run of the credential desk, while it is under way or paused, and its end until somebody goes to the desk. Its
 * numbers change some times a second, so only the end is told to those who listen.
 */
export function DeskRunStatus({ atDesk }: { readonly atDesk: boolean }) {
  const { run, endIsNews, endWasSeen } = useDeskRun()
  // Who comes to the desk sees the end there, and who leaves it has seen it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect runs because of the change, not with it
  useEffect(endWasSeen, [atDesk])
  const isOpen = run?.state === 'running' || run?.state === 'paused'
  return (
    <>
      {run !== null && !atDesk && (isOpen || endIsNews) && <RunButton run={run} />}
      <VisuallyHidden role="status">
        {run !== null && endIsNews
          ? allWords([`Credential desk: ${runWords(run)}`, notWorkingText(run)])
          : ''}
      </VisuallyHidden>
    </>
  )
}

function RunButton({ run }: { readonly run: DeskRun }) {
  const notWorking = notWorkingText(run)
  const timeLeft = timeLeftText(run)
  return (
    <button
      type="button"
      className={styles.token}
      title={run.problem?.message ?? 'Go to the credential desk'}
      onClick={() => runCommand('desk')}
    >
      <VerdictShape tone={toneOfRun(run)} />
      <span className={styles.numbers}>
        {runWords(run)}
        {notWorking !== '' && `, ${notWorking}`}
        {timeLeft !== '' && <span className={styles.wide}>, {timeLeft}</span>}
      </span>
    </button>
  )
}

function toneOfRun({ state, byTone }: DeskRun) {
  if (state === 'running') return 'checking'
  if (state !== 'finished') return 'unknown'
  return byTone.broken === 0 ? 'works' : 'broken'
}

const allWords = (parts: readonly string[]): string => parts.filter(part => part !== '').join(', ')
