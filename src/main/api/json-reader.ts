import { exactJson, parseWithSource } from '../../shared/exact-json.ts'

/**
 * A number token of 17 or more characters, or with an exponent of three digits. The character before it keeps
 * digits inside strings, such as hashes, from counting.
 */
const longNumber = /(?:^|[[:,\s])-?(?:\d[\d.]{15,}|[\d.]+[eE][+-]?\d{3})/

/**
 * Parses JSON and keeps numbers exactly that a double cannot hold (`ExactNumber`). The reviver that this takes is
 * several times slower than plain parsing and recursive, so it runs only where the text has such a number, and not
 * for text nested so deep that it exhausts the stack: plain parsing is iterative in V8 and takes any depth.
 * Throws `SyntaxError`.
 */
export function parseJson(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text)
  try {
    return parseWithSource(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined && !isFaithful(value, source)
        ? exactJson(source)
        : value,
    )
  } catch (error) {
    if (error instanceof RangeError) return JSON.parse(text)
    throw error
  }
}

/** A double carries any 15 significant digits (IEEE 754), and more where its shortest text is the same digits. */
function isFaithful(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return false
  const digits = significantDigits(source)
  return digits.length <= 15 ? value !== 0 || digits === '' : significantDigits(String(value)) === digits
}

function significantDigits(number: string): string {
  const [mantissa = ''] = number.toLowerCase().split('e')
  return mantissa.replace(/[-+.]/g, '').replace(/^0+/, '').replace(/0+$/, '')
}
