/** Narrowest card in pixels, with the gap beside it. */
const narrowestCard = 276

/** How many cards stand beside each other in a width in pixels. */
export function columnsFor(width: number): number {
  return Math.max(1, Math.floor((width - 20) / narrowestCard))
}

interface CardGrid {
  readonly cards: number
  readonly columns: number
  /** Lines of cards that the view shows. */
  readonly page: number
}

/** Which card a key leads to, or null when the key does not move. */
export function cardMove(key: string, from: number, { cards, columns, page }: CardGrid): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * page,
    PageUp: -columns * page,
    Home: -from,
    End: cards - 1 - from,
  }
  const step = steps[key]
  if (step === undefined || cards === 0) return null
  return Math.max(0, Math.min(cards - 1, from + step))
}
