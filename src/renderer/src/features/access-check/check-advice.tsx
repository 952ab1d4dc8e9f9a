import { Checkbox } from '@mantine/core'
import type { CheckReport } from '../../../../shared/check.ts'
import styles from './check-advice.module.css'
import { CheckMessage } from './check-message.tsx'

/** Likely causes, what to do (to tick off), the message to send, and what else was noticed. */
export function CheckAdvice({ report }: { readonly report: CheckReport }) {
  const { causes, advice, notes } = report
  return (
    <>
      {causes.length > 0 && (
        <section className={styles.part}>
          <h2>Likely cause</h2>
          <ol className={styles.causes}>
            {causes.map(cause => (
              <li key={cause.title}>
                <b>{cause.title}</b>
                <p>{cause.text}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {advice.length > 0 && (
        <section className={styles.part}>
          <h2>What to do</h2>
          <ol key={report.id} className={styles.todo}>
            {advice.map(todo => (
              <li key={todo}>
                <Checkbox label={todo} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <CheckMessage messages={report.messages} />
      {notes.length > 0 && (
        <section className={styles.part}>
          <h2>Noticed</h2>
          <ul className={styles.notes}>
            {notes.map(note => (
              <li key={note} data-selectable>
                {note}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
