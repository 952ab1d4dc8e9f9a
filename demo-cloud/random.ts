import { createHash } from 'node:crypto'

/** Reproducible randomness for one document: the same seed and index always give the same draws. */
export interface Random {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly int: (from: number, to: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  readonly chance: (probability: number) => boolean
}

/** A 32-bit number that stands for a text. */
export function numberFor(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}

/**
 * The draws of item `index`. Mulberry32, with the index spread by Knuth's multiplicative constant so that
 * neighbours share nothing: about 10 ns a draw, which matters when a million documents are made in passing.
 */
export function randomAt(seed: number, index: number): Random {
  let state = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: list => {
      const item = list[Math.floor(next() * list.length)]
      if (item === undefined) throw new RangeError('Nothing to pick from')
      return item
    },
    chance: probability => next() < probability,
  }
}

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A secret of `length` letters and digits that belongs to `label`. */
export function secretFor(seed: string, label: string, length: number): string {
  let text = ''
  for (let round = 0; text.length < length; round += 1) {
    for (const byte of createHash('sha512').update(`${seed}\n${label}\n${round}`).digest()) {
      // 62 letters fit 4 times into a byte; the rest is thrown away so that every letter is equally likely.
      if (byte < 248) text += LETTERS_AND_DIGITS[byte % 62]
    }
  }
  return text.slice(0, length)
}

/** 24 hexadecimal digits that belong to `label`, in the form of an ObjectId. */
export function objectIdFor(seed: string, label: string): string {
  return createHash('sha256').update(`${seed}\n${label}`).digest('hex').slice(0, 24)
}
