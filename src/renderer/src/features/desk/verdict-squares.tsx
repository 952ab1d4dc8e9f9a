import { useMemo } from 'react'
import type { VerdictTone } from '../../../../shared/check.ts'
import { toneWords } from '../../../../shared/verdict-words.ts'
import { countTones, type DeskRow } from './desk-rows.ts'
import styles from './desk-summary.module.css'

const width = 530
const height = 50
/** A square and the gap after it, where there is room. */
const usual = { across: 10, down: 12.6, rows: 4 }
const tones: readonly VerdictTone[] = ['works', 'unknown', 'expiring', 'broken', 'checking']

/** One square for each connection, in the order of customer and name, from top to bottom. One path for each tone. */
export function VerdictSquares({ rows }: { readonly rows: readonly DeskRow[] }) {
  const paths = useMemo(() => pathsOf(rows.map(({ tone }) => tone)), [rows])
  const counts = countTones(rows)
  const said = tones
    .filter(tone => counts[tone] > 0)
    .map(tone => `${counts[tone]} ${toneWords[tone].toLowerCase()}`)
  return (
    <svg
      role="img"
      aria-label={`A square for each connection: ${said.join(', ')}`}
      className={styles.squares}
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="xMinYMid meet"
    >
      {tones.map(tone => (
        <path key={tone} className={styles[tone]} d={paths[tone]} />
      ))}
    </svg>
  )
}

/** As many rows of squares as the width asks for. */
function layout(count: number): { across: number; down: number; rows: number } {
  let rows = usual.rows
  while (Math.ceil(count / rows) * (height / rows) * 0.8 > width) rows++
  if (rows === usual.rows) return usual
  const down = height / rows
  return { across: Math.min(down, width / Math.ceil(count / rows)), down, rows }
}

function pathsOf(all: readonly VerdictTone[]): Readonly<Record<VerdictTone, string>> {
  const { across, down, rows } = layout(all.length)
  const [wide, high] = [across * 0.8, down * 0.8]
  const edge = Math.min(2, wide / 4)
  const paths: Record<VerdictTone, string> = {
    works: '',
    expiring: '',
    broken: '',
    unknown: '',
    checking: '',
  }
  for (const [index, tone] of all.entries()) {
    const x = Math.floor(index / rows) * across
    const y = (index % rows) * down
    paths[tone] += square(x, y, wide, high, edge)
  }
  return paths
}

const n = (value: number): string => String(Math.round(value * 100) / 100)

/** A square with round corners. */
function square(x: number, y: number, wide: number, high: number, edge: number): string {
  const arc = (dx: number, dy: number): string =>
    `a${n(edge)} ${n(edge)} 0 0 1 ${n(dx * edge)} ${n(dy * edge)}`
  const [w, h] = [n(wide - 2 * edge), n(high - 2 * edge)]
  return `M${n(x + edge)} ${n(y)}h${w}${arc(1, 1)}v${h}${arc(-1, 1)}h-${w}${arc(-1, -1)}v-${h}${arc(1, -1)}z`
}
