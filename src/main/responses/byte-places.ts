import { isUtf8 } from 'node:buffer'

/** Bytes that are decoded in one step where characters must be counted one way only. */
const step = 256

/**
 * Answers at which byte a character (UTF-16) of a decoded text is. Asked with rising places only, so that a text of
 * many matches is gone through once.
 */
export function createBytePlaces(
  bytes: Uint8Array,
  text: string,
  label: string,
): (character: number) => number {
  // No character takes less than a byte: as many of both means one for one.
  if (text.length === bytes.length) return character => character
  return label === 'utf-8' && isUtf8(bytes) ? placesInUtf8(text) : placesByDecoding(bytes, label)
}

function placesInUtf8(text: string): (character: number) => number {
  let [known, byte] = [0, 0]
  return character => {
    byte += Buffer.byteLength(text.slice(known, character))
    known = character
    return byte
  }
}

/**
 * For other encodings and for broken text: what the decoder makes of the bytes is the measure. Right behind a wrong
 * byte it may be one byte late, since the decoder speaks of it with the next.
 */
function placesByDecoding(bytes: Uint8Array, label: string): (character: number) => number {
  const decoder = new TextDecoder(label, { ignoreBOM: true })
  let [known, byte] = [0, 0]
  return character => {
    while (byte < bytes.length && known < character) {
      // One byte at a time near the goal: a step makes as many characters as bytes at most.
      const size = character - known > step ? step : 1
      known += decoder.decode(bytes.subarray(byte, byte + size), { stream: true }).length
      byte += size
    }
    return Math.min(byte, bytes.length)
  }
}
