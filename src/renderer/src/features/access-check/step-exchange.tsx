import { SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import type { CheckStepResult } from '../../../../shared/check.ts'
import { stepNames } from '../../../../shared/verdict-words.ts'
import { CodeBlock } from '../../ui/code-block/code-block.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { telling } from './report-words.ts'
import styles from './step-exchange.module.css'

export interface StepExchangeProps {
  readonly id: string
  readonly result: CheckStepResult
  readonly number: number
}

/** What a step sent and what came back, as main gave it: without secrets. */
export function StepExchange({ id, result, number }: StepExchangeProps) {
  const [side, setSide] = useState<'response' | 'request'>('response')
  const [chosen, setChosen] = useState(() => telling(result.exchanges))
  const exchange = result.exchanges[chosen] ?? result.exchanges[0]
  if (exchange === undefined) return null
  const text = exchange[side]
  return (
    <section id={id} aria-label={`Exchange: ${stepNames[result.step]}`} className={styles.exchange}>
      <div className={styles.bar}>
        <h2>Exchange</h2>
        <span className={styles.note}>Step {number}, secrets removed</span>
        <span className={styles.space} />
        <SegmentedControl
          aria-label="Side of the exchange"
          data={[
            { value: 'response', label: 'Response' },
            { value: 'request', label: 'Request' },
          ]}
          value={side}
          onChange={setSide}
        />
        <CopyButton text={text} label="Copy exchange" />
      </div>
      {result.exchanges.length > 1 && (
        <Select
          aria-label="Call"
          className={styles.call ?? ''}
          data={result.exchanges.map(({ title }, index) => ({ value: String(index), label: title }))}
          value={String(chosen)}
          onChange={value => setChosen(Number(value))}
        />
      )}
      <div className={styles.code}>
        <CodeBlock
          text={text}
          language="http"
          label={side === 'response' ? 'Response' : 'Request'}
          withLineNumbers
          wrap
        />
      </div>
    </section>
  )
}
