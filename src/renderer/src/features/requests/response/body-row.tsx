import { useQuery } from '@tanstack/react-query'
import { type BodyMatch, maxMarks } from '../../../../../shared/bodies.ts'
import { type BodyLine, type HexRow, hexRowBytes } from '../../../../../shared/requests.ts'
import { invoke } from '../../../app/client.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { MarkedLine } from '../../../ui/code-block/marked-line.tsx'
import { sizeText } from '../status-words.ts'
import type { LongLine } from './line-reader.tsx'
import css from './response-pane.module.css'

/** Bytes of a long line that are shown before what was found in it. */
const before = 120

interface LineRowProps {
  readonly row: BodyLine
  /** Which line it is, and of what. */
  readonly of: Omit<LongLine, 'length' | 'from'>
  readonly matches: readonly BodyMatch[]
  readonly current: BodyMatch | null
  onRead(line: LongLine): void
}

/** A line, as far as it is shown, with what was found in it. A long one can be opened. */
export function LineRow({ row, of, matches, current, onRead }: LineRowProps) {
  const language = of.view === 'pretty' ? 'json' : 'plain'
  const target = matches.find(match => match === current) ?? matches[0]
  if (!row.cut) {
    const marks = matches.map(match => ({
      at: match.column,
      length: match.length,
      current: match === current,
    }))
    return <MarkedLine text={row.text} language={language} marks={marks} />
  }
  const from = target === undefined ? 0 : Math.max(0, target.byte - before)
  return (
    <>
      {target === undefined ? (
        <MarkedLine text={row.text} language={language} marks={[]} />
      ) : (
        <FoundPiece of={of} from={from} matches={matches} current={current} language={language} />
      )}
      <button
        type="button"
        className={css.cut}
        aria-label={`cut, ${sizeText(row.length)} in all, open line ${of.line + 1}`}
        onClick={() => onRead({ ...of, length: row.length, from })}
      >
        cut, {sizeText(row.length)} in all
      </button>
    </>
  )
}

interface FoundPieceProps extends Pick<LineRowProps, 'of' | 'matches' | 'current'> {
  readonly from: number
  readonly language: 'json' | 'plain'
}

/** The part of a long line around what was found in it. */
function FoundPiece({ of, from, matches, current, language }: FoundPieceProps) {
  const near = matches.filter(({ byte }) => byte >= from).slice(0, maxMarks)
  const marks = near.map(({ byte, bytes }) => ({ byte, bytes }))
  const { data } = useQuery({
    queryKey: [...queryKeys.response(of.responseId), 'found', of.view, of.line, from, marks],
    queryFn: () => invoke('responses.piece', { ...of, from, marks }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5000,
  })
  if (data === undefined) return null
  // Marks come back in the order they went out, without those behind the piece.
  const shown = data.marks.map((mark, at) => ({ ...mark, current: near[at] === current }))
  return (
    <>
      {data.from > 0 && <span className={css.more}>…</span>}
      <MarkedLine text={data.text} language={language} marks={shown} />
      {data.to < data.length && <span className={css.more}>…</span>}
    </>
  )
}

/** A row of bytes: in hexadecimal, and as text where they are printable. */
export function HexCells({ row }: { readonly row: HexRow }) {
  const pairs = (row.hex.match(/../g) ?? []).join(' ')
  return (
    <>
      {pairs.padEnd(hexRowBytes * 3 - 1)}
      <span className={css.hexText}>{row.text}</span>
    </>
  )
}
