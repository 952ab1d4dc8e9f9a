import type { Places } from '../../../../../shared/datasets.ts'

/** Rows that somebody chose, by their places in the present order. */
export interface RowChoice {
  /** Ascending, apart from each other. */
  readonly places: readonly Places[]
  /** Where the next range starts from. */
  readonly anchor: number
}

export const nothingChosen: RowChoice = { places: [], anchor: 0 }

/** As many ranges as one export takes. */
const maxRanges = 10_000

export function isChosen({ places }: RowChoice, row: number): boolean {
  return places.some(({ from, to }) => row >= from && row < to)
}

export function chosenCount({ places }: RowChoice): number {
  return places.reduce((sum, { from, to }) => sum + to - from, 0)
}

/** With a row chosen or no longer chosen. */
export function toggled(choice: RowChoice, row: number): RowChoice {
  const places = isChosen(choice, row)
    ? without(choice.places, row)
    : joined([...choice.places, { from: row, to: row + 1 }])
  return places.length > maxRanges ? choice : { places, anchor: row }
}

/** With all rows from the one that was chosen last to this one. */
export function extended(choice: RowChoice, row: number): RowChoice {
  const from = Math.min(choice.anchor, row)
  const to = Math.max(choice.anchor, row) + 1
  // A range that is drawn back over itself gets shorter: what touches it goes first.
  const others = choice.places.filter(range => range.to < from || range.from > to || !touches(range, choice))
  return { places: joined([...others, { from, to }]), anchor: choice.anchor }
}

/** All rows. */
export function everyRow(rows: number): RowChoice {
  return rows === 0 ? nothingChosen : { places: [{ from: 0, to: rows }], anchor: 0 }
}

function touches({ from, to }: Places, { anchor }: RowChoice): boolean {
  return anchor >= from && anchor < to
}

function without(places: readonly Places[], row: number): readonly Places[] {
  return places.flatMap(({ from, to }) => {
    if (row < from || row >= to) return [{ from, to }]
    return [
      { from, to: row },
      { from: row + 1, to },
    ].filter(part => part.from < part.to)
  })
}

function joined(places: readonly Places[]): readonly Places[] {
  const ascending = places.toSorted((a, b) => a.from - b.from)
  const apart: Places[] = []
  for (const { from, to } of ascending) {
    const last = apart.at(-1)
    if (last === undefined || from > last.to) apart.push({ from, to })
    else apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, to) }
  }
  return apart
}
