import styles from './welcome.module.css'

const step = 8
const ticks = Array.from({ length: 81 }, (_, index) => index)
const middle = 40

/** Height of a tick: every twentieth is long, every tenth half long, as on the scale of a weighing instrument. */
function tickHeight(tick: number): number {
  if (tick % 20 === 0) return 20
  return tick % 10 === 0 ? 12 : 6
}

/** The motif of the app. Decoration. */
export function GraduatedScale() {
  const centre = middle * step + 0.5
  return (
    <svg aria-hidden viewBox="0 0 640 34" shapeRendering="crispEdges" className={styles.scale}>
      {ticks.map(tick => (
        <path key={tick} stroke="var(--l-2)" d={`M${tick * step + 0.5} 34v-${tickHeight(tick)}`} />
      ))}
      <path stroke="var(--a-solid)" strokeWidth="2" d={`M${centre} 34V6`} />
      <circle cx={centre} cy="5" r="3.5" fill="var(--a-solid)" shapeRendering="auto" />
    </svg>
  )
}
