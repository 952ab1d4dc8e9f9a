import type { ReactNode } from 'react'
import type { CheckReport } from '../../../../shared/check.ts'
import type { SecretName } from '../../../../shared/connection.ts'
import { classNames } from '../../ui/class-names.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { valuesSoFar, valueWords } from './report-words.ts'
import styles from './value-cards.module.css'

const labels = { clientId: 'Client ID', clientSecret: 'Client Secret', apiKey: 'API Key' } as const

/** Where each of the two secrets is, in words. */
export type SecretPlaces = Readonly<Record<SecretName, string>>

export interface ValueCardsProps {
  readonly report: CheckReport
  readonly secretsAre: SecretPlaces
}

/** Which of the three values is at fault. */
export function ValueCards({ report, secretsAre }: ValueCardsProps) {
  const about: Readonly<Record<keyof typeof labels, ReactNode>> = {
    clientId: (
      <code className={styles.id} title={report.clientId}>
        {report.clientId}
      </code>
    ),
    ...secretsAre,
  }
  const values = valuesSoFar(report)
  return (
    <div className={styles.frame}>
      <dl className={styles.cards}>
        {(Object.keys(labels) as (keyof typeof labels)[]).map(name => {
          const { tone, word } = valueWords[values[name]]
          const yet = report.verdict === null && values[name] === 'not_tested' ? ' yet' : ''
          return (
            <div key={name} className={classNames(styles.card, tone === 'broken' && styles.bad)}>
              <dt>{labels[name]}</dt>
              <dd className={classNames(styles.state, styles[tone])}>
                <VerdictShape tone={tone} />
                {word + yet}
              </dd>
              <dd className={styles.about}>{about[name]}</dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
