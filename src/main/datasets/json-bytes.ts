/** The smallest parts of JSON (RFC 8259) as bytes. */

/** The three words, by their first byte. */
export const words: Readonly<Record<number, Uint8Array>> = {
  116: Buffer.from('true'),
  102: Buffer.from('false'),
  110: Buffer.from('null'),
}

/** States of a number (section 6). */
const [sign, zero, whole, dot, fraction, exponent, exponentSign, power] = [0, 1, 2, 3, 4, 5, 6, 7] as const
/** Where a digit leads from each state. */
const digitLeadsTo = [whole, -1, whole, fraction, fraction, power, power, power] as const
/** Whether a number may end in this state. */
export const numberMayEnd = [false, true, true, false, true, false, false, true] as const

/** The state of a number after its first byte, which is a minus or a digit. */
export function numberStart(byte: number): number {
  if (byte === 0x2d) return sign
  return byte === 0x30 ? zero : whole
}

/** The state of a number after one more byte; -1 where the byte is no part of it. */
export function numberAfter(state: number, byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) {
    return state === sign && byte === 0x30 ? zero : (digitLeadsTo[state] ?? -1)
  }
  if (byte === 0x2e) return state === zero || state === whole ? dot : -1
  if (byte === 0x65 || byte === 0x45) {
    return state === zero || state === whole || state === fraction ? exponent : -1
  }
  return (byte === 0x2b || byte === 0x2d) && state === exponent ? exponentSign : -1
}

/** Whether a byte may follow a backslash in a string; `u` is not among them. */
export function isEscapeLetter(byte: number): boolean {
  return '"\\/bfnrt'.includes(String.fromCharCode(byte))
}

/** The value of a hexadecimal digit; -1 where the byte is none. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
