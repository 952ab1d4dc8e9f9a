import type { ReactNode } from 'react'
import type { ErrorData } from '../../../../shared/errors.ts'
import { VerdictShape } from '../verdict/verdict-shape.tsx'
import { errorMeaning } from './error-meaning.ts'
import styles from './error-state.module.css'

export interface ErrorStateProps {
  readonly error: Pick<ErrorData, 'code' | 'message' | 'hint'> & { readonly detail?: string | undefined }
  /** What it means, where the place knows better than the code of the error. */
  readonly meaning?: string
  /** Buttons: what can be done about it from here. */
  readonly children?: ReactNode
}

/** An error in the place of the content: what happened, what it means, what to do, then the evidence. */
export function ErrorState({ error, meaning = errorMeaning[error.code], children }: ErrorStateProps) {
  return (
    <div role="alert" className={styles.pane}>
      <VerdictShape tone="broken" size={22} />
      <div className={styles.layers}>
        <h2 data-selectable>{error.message}</h2>
        <p>{meaning}</p>
        {error.hint !== '' && <p className={styles.hint}>{error.hint}</p>}
        {children !== undefined && <div className={styles.actions}>{children}</div>}
        {error.detail !== undefined && error.detail !== '' && (
          <details className={styles.detail}>
            <summary>Details</summary>
            <pre>{error.detail}</pre>
          </details>
        )}
      </div>
    </div>
  )
}

/** An error beside what it is about, in one or two lines: under a field, in a bar, in a side pane. */
export function InlineError({ error, children }: Omit<ErrorStateProps, 'meaning'>) {
  return (
    <div role="alert" className={styles.inline}>
      <VerdictShape tone="broken" />
      <p>
        <b>{error.message}</b> {error.hint}
      </p>
      {children}
    </div>
  )
}
