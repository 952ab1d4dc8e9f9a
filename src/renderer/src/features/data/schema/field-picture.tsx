import { useMemo } from 'react'
import type { FieldFacts } from './field-facts.ts'
import css from './field-picture.module.css'
import { type Bar, type Box, pictureOf } from './picture-shapes.ts'

const small: Box = { width: 168, height: 26 }

/** The picture of a field in its row. Decoration: what it shows stands in words beside it. */
export function FieldPicture({ facts }: { readonly facts: FieldFacts }) {
  const shape = useMemo(() => pictureOf(facts, small), [facts])
  if (shape.kind === 'none') return null
  return (
    <svg className={css.picture} width={small.width} height={small.height} aria-hidden="true">
      {shape.kind === 'line' ? (
        <Line points={shape.points} box={small} />
      ) : (
        <Bars bars={shape.bars} radius={shape.kind === 'ticks' ? 0 : 1} />
      )}
    </svg>
  )
}

export function Bars({ bars, radius }: { readonly bars: readonly Bar[]; readonly radius: number }) {
  return bars.map(({ tone, ...place }) => <rect key={place.x} {...place} rx={radius} className={css[tone]} />)
}

interface LineProps {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly box: Box
}

/** A line over a pale area that stands on the ground. */
export function Line({ points, box }: LineProps) {
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  return (
    <>
      <polygon points={`0,${box.height} ${line} ${box.width},${box.height}`} className={css.area} />
      <polyline points={line} className={css.line} />
    </>
  )
}
