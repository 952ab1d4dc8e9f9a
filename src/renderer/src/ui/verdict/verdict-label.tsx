import type { VerdictTone } from '../../../../shared/check.ts'
import { toneWords } from '../../../../shared/verdict-words.ts'
import { classNames } from '../class-names.ts'
import styles from './verdict.module.css'
import { VerdictShape } from './verdict-shape.tsx'

interface VerdictLabelProps {
  readonly tone: VerdictTone
  /** Word beside the shape; the tone's own by default. */
  readonly text?: string
}

/** Shape and coloured word without a tint, for tables. "Works" stays grey so that exceptions stand out. */
export function VerdictLabel({ tone, text = toneWords[tone] }: VerdictLabelProps) {
  return (
    <span className={classNames(styles.label, styles[tone])}>
      <VerdictShape tone={tone} />
      <span className={styles.word}>{text}</span>
    </span>
  )
}
