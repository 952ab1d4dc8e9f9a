import { Button } from '@mantine/core'
import { type CheckStep, type CheckStepResult, checkSteps } from '../../../../shared/check.ts'
import { stepNames } from '../../../../shared/verdict-words.ts'
import { classNames } from '../../ui/class-names.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import styles from './check-steps.module.css'
import { barOf, msText, stepWords } from './report-words.ts'

export interface CheckStepsProps {
  readonly steps: readonly CheckStepResult[]
  readonly totalMs: number
  /** The step whose exchange is shown; null when none is. */
  readonly shown: CheckStep | null
  readonly onShow: (step: CheckStep | null) => void
  /** Id of the element with the exchange. */
  readonly exchangeId: string
}

/** The steps in order, each with its state, its place in time, and a way to its exchange. */
export function CheckSteps({ steps, totalMs, shown, onShow, exchangeId }: CheckStepsProps) {
  return (
    <ol className={styles.steps}>
      {steps.map(result => (
        <Step
          key={result.step}
          result={result}
          totalMs={totalMs}
          shown={shown === result.step}
          onShow={() => onShow(shown === result.step ? null : result.step)}
          exchangeId={exchangeId}
        />
      ))}
    </ol>
  )
}

interface StepProps {
  readonly result: CheckStepResult
  readonly totalMs: number
  readonly shown: boolean
  readonly onShow: () => void
  readonly exchangeId: string
}

function Step({ result, totalMs, shown, onShow, exchangeId }: StepProps) {
  const { tone, word } = stepWords[result.state]
  const bar = barOf(result, totalMs)
  const began = bar !== null
  return (
    <li className={classNames(styles.step, styles[tone], !began && styles.idle)}>
      <span className={styles.mark}>
        <VerdictShape tone={tone} label={word} />
      </span>
      <div className={styles.words}>
        <b>{stepNames[result.step]}</b>
        <p>{result.summary === '' ? word : result.summary}</p>
      </div>
      {result.exchanges.length > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.exchange}
          aria-label={`Exchange of ${stepNames[result.step]}`}
          aria-expanded={shown}
          aria-controls={exchangeId}
          onClick={onShow}
        >
          Exchange
        </Button>
      )}
      <span aria-hidden className={styles.scale}>
        {bar !== null && <i style={{ left: `${bar.left}%`, width: `${bar.width}%` }} />}
      </span>
      <span data-mono className={styles.time}>
        {began && result.state !== 'running' ? msText(result.ms) : ''}
      </span>
    </li>
  )
}

/** The steps before the first check: what will be tried. */
export function CheckPreview() {
  return (
    <div className={styles.preview}>
      <h2>Access check</h2>
      <p>
        Test connection tries what is typed here, step by step, and says which of the three values is at
        fault. Nothing is saved by it.
      </p>
      <ol className={styles.steps}>
        {checkSteps.map(step => (
          <li key={step} className={classNames(styles.step, styles.idle)}>
            <span className={styles.mark}>
              <VerdictShape tone="unknown" />
            </span>
            <div className={styles.words}>
              <b>{stepNames[step]}</b>
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
