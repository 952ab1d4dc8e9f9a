import type { VerdictTone } from '../../../../shared/check.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import filterStyles from './desk-filters.module.css'
import { type Change, changeOf, type DeskRow } from './desk-rows.ts'

const changes: readonly { readonly change: Change; readonly tone: VerdictTone; readonly text: string }[] = [
  { change: 'broken', tone: 'broken', text: 'Newly broken' },
  { change: 'repaired', tone: 'works', text: 'Repaired' },
  { change: 'expiring', tone: 'expiring', text: 'Newly expiring' },
]

interface CompareStripProps {
  readonly rows: readonly DeskRow[]
  readonly chosen: Change | null
  readonly onChoose: (change: Change | null) => void
}

/** What changed from the check before to the last one, as filters. */
export function CompareStrip({ rows, chosen, onChoose }: CompareStripProps) {
  const found = rows.map(changeOf)
  const compared = rows.filter(({ result }) => result?.previous != null).length
  return (
    <section aria-label="Compared with the check before" className={filterStyles.strip}>
      <span className={filterStyles.lead}>Since the check before</span>
      {changes.map(({ change, tone, text }) => (
        <button
          key={change}
          type="button"
          aria-pressed={chosen === change}
          className={filterStyles.chip}
          onClick={() => onChoose(chosen === change ? null : change)}
        >
          <VerdictShape tone={tone} />
          <span>{text}</span>
          <span className={filterStyles.number}>{found.filter(each => each === change).length}</span>
        </button>
      ))}
      <span className={filterStyles.hint}>
        {compared === 0
          ? 'Nothing was checked twice yet.'
          : `${compared} of ${rows.length} were checked at least twice.`}
      </span>
    </section>
  )
}
