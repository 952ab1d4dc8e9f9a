import type { VerdictTone } from '../../../../shared/check.ts'
import { changeWords, type VerdictChange } from '../../../../shared/verdict-change.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import filterStyles from './desk-filters.module.css'
import { changeOf, type DeskRow } from './desk-rows.ts'

const tones: Readonly<Record<VerdictChange, VerdictTone>> = {
  broken: 'broken',
  repaired: 'works',
  expiring: 'expiring',
}
const changes = ['broken', 'repaired', 'expiring'] as const

interface CompareStripProps {
  readonly rows: readonly DeskRow[]
  readonly chosen: VerdictChange | null
  readonly onChoose: (change: VerdictChange | null) => void
}

/** What changed since the run before the last one, as filters. */
export function CompareStrip({ rows, chosen, onChoose }: CompareStripProps) {
  const found = rows.map(changeOf)
  const compared = rows.filter(({ result }) => result?.base != null).length
  return (
    <section aria-label="What changed" className={filterStyles.strip}>
      <span className={filterStyles.lead}>Since the run before</span>
      {changes.map(change => (
        <button
          key={change}
          type="button"
          aria-pressed={chosen === change}
          className={filterStyles.chip}
          onClick={() => onChoose(chosen === change ? null : change)}
        >
          <VerdictShape tone={tones[change]} />
          <span>{changeWords[change]}</span>
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
