import { isUtf8 } from 'node:buffer'
import { characterBytes, unfinishedBytes } from './utf8-edges.ts'

/** What is wrong with bytes as text, found while they come. Places are in bytes. */
export interface TextFlaws {
  add(bytes: Uint8Array): void
  /** The first byte 0; null where there is none. */
  firstNul(): number | null
  /** Whether there is nothing else. */
  onlyNul(): boolean
  /** Where the bytes stop being UTF-8 (RFC 3629); null where they do not. */
  notUtf8(): number | null
}

export function createTextFlaws(): TextFlaws {
  let size = 0
  let firstNul: number | null = null
  let onlyNul = true
  let notUtf8: number | null = null
  /** A character that began at the end of the last piece. */
  let begun = Buffer.alloc(0)

  const checkUtf8 = (bytes: Uint8Array): void => {
    const all = begun.length === 0 ? bytes : Buffer.concat([begun, bytes])
    const whole = all.subarray(0, all.length - unfinishedBytes(all))
    if (isUtf8(whole)) begun = Buffer.from(all.subarray(whole.length))
    else notUtf8 = size - begun.length + firstInvalid(whole)
  }

  return {
    add(bytes) {
      if (firstNul === null) {
        const at = bytes.indexOf(0)
        if (at !== -1) firstNul = size + at
      }
      if (onlyNul) onlyNul = bytes.every(byte => byte === 0)
      if (notUtf8 === null) checkUtf8(bytes)
      size += bytes.length
    },
    firstNul: () => firstNul,
    onlyNul: () => size > 0 && onlyNul,
    notUtf8: () => notUtf8 ?? (begun.length > 0 ? size - begun.length : null),
  }
}

/** The place of the first wrong byte in bytes that are not UTF-8. Halves them, since the check itself is fast. */
function firstInvalid(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length]
  while (bad - good > 8) {
    const middle = Math.floor((good + bad) / 2)
    const part = bytes.subarray(good, middle)
    const whole = middle - unfinishedBytes(part)
    if (whole > good && isUtf8(bytes.subarray(good, whole))) good = whole
    else bad = middle
  }
  for (let at = good; at < bytes.length; ) {
    const length = characterBytes(bytes[at] ?? 0)
    if (length === 0 || !isUtf8(bytes.subarray(at, at + length))) return at
    at += length
  }
  return good
}
