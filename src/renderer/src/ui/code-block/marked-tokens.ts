/** A part of a line that is marked, in characters. */
export interface Mark {
  readonly at: number
  readonly length: number
  /** The one that is looked at now. */
  readonly current: boolean
}

/** A part of a line that is drawn in one way. */
export interface MarkedPart<Kind> {
  readonly kind: Kind
  readonly text: string
  readonly mark: Mark | null
}

/** Cuts the parts of a line at the edges of marks, which must not overlap and come in order. */
export function splitAtMarks<Kind>(
  tokens: readonly { readonly kind: Kind; readonly text: string }[],
  marks: readonly Mark[],
): readonly MarkedPart<Kind>[] {
  const parts: MarkedPart<Kind>[] = []
  let start = 0
  let next = 0
  for (const { kind, text } of tokens) {
    const end = start + text.length
    let at = start
    while (at < end) {
      const mark = marks[next]
      const isIn = mark !== undefined && mark.at <= at
      const edge = mark === undefined ? end : isIn ? mark.at + mark.length : mark.at
      const stop = Math.min(end, edge)
      if (stop > at)
        parts.push({ kind, text: text.slice(at - start, stop - start), mark: isIn ? mark : null })
      if (isIn && stop === edge) next++
      at = Math.max(at, stop)
    }
    start = end
  }
  return parts
}
