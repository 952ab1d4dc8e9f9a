import { useMemo } from 'react'
import { type CellFormat, cellString } from '../../explorer/documents/table/cell-text.ts'
import css from './field-detail.module.css'
import type { FieldFacts } from './field-facts.ts'
import { Bars, Line } from './field-picture.tsx'
import { fewNumbers, measureText } from './field-words.ts'
import { type Box, pictureOf } from './picture-shapes.ts'

const box: Box = { width: 372, height: 88 }
/** Room above for the annotation and below for the ends of the scale. */
const above = 18
const below = 16

interface LargePictureProps {
  readonly facts: FieldFacts
  readonly format: CellFormat
  readonly label: string
}

/** The picture of a field with its scale; one annotation at most. Only where a scale says more than the list of values. */
export function LargePicture({ facts, format, label }: LargePictureProps) {
  const shape = useMemo(() => pictureOf(facts, box), [facts])
  const { histogram, mean, top } = facts.field
  const isScale = (facts.kind === 'number' || facts.kind === 'date') && histogram.length > 0
  if (!isScale || shape.kind === 'none' || shape.kind === 'ticks') return null
  const few = facts.kind === 'number' && (facts.field.distinct?.count ?? 0) <= fewNumbers
  const meanAt = few || mean === null ? null : placeOf(mean, facts)
  const ends = few
    ? [...top]
        .sort((a, b) => Number(a.cell?.value) - Number(b.cell?.value))
        .map(({ cell }) => (cell === null ? '' : cellString(cell, format)))
    : scaleOf(facts, format)
  return (
    <svg
      className={css.picture}
      viewBox={`0 0 ${box.width} ${above + box.height + below}`}
      role="img"
      aria-label={label}
    >
      <g transform={`translate(0 ${above})`}>
        {shape.kind === 'line' ? (
          <Line points={shape.points} box={box} />
        ) : (
          <Bars bars={shape.bars} radius={1.5} />
        )}
        <path className={css.ground} d={`M0 ${box.height + 0.5}H${box.width}`} />
        {meanAt !== null && <path className={css.annotation} d={`M${meanAt.toFixed(1)} -14V${box.height}`} />}
      </g>
      {meanAt !== null && mean !== null && (
        <text
          className={css.said}
          x={meanAt > box.width / 2 ? meanAt - 5 : meanAt + 5}
          y={12}
          textAnchor={meanAt > box.width / 2 ? 'end' : 'start'}
        >
          mean {measureText(mean)}
        </text>
      )}
      {ends.map((text, at) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place on the scale
          key={at}
          x={few ? ((at + 0.5) * box.width) / ends.length : (at * box.width) / Math.max(1, ends.length - 1)}
          y={above + box.height + 13}
          textAnchor={few ? 'middle' : at === 0 ? 'start' : at === ends.length - 1 ? 'end' : 'middle'}
        >
          {text}
        </text>
      ))}
    </svg>
  )
}

function placeOf(value: number, { field }: FieldFacts): number | null {
  const [low, high] = [field.histogram[0]?.from, field.histogram.at(-1)?.to]
  if (low === undefined || high === undefined || high <= low) return null
  return ((value - low) / (high - low)) * box.width
}

/** Start, middle and end of a scale. */
function scaleOf({ field, kind }: FieldFacts, { timeZone }: CellFormat): readonly string[] {
  const [low, high] = [field.histogram[0]?.from ?? 0, field.histogram.at(-1)?.to ?? 0]
  const values = low === high ? [low] : [low, (low + high) / 2, high]
  if (kind === 'number') return values.map(measureText)
  return values.map(value =>
    new Date(value).toLocaleDateString('en-GB', {
      ...(timeZone === 'utc' ? { timeZone: 'UTC' } : {}),
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    }),
  )
}
