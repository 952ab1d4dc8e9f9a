import { isSecretName, removed } from './secret-names.ts'

/** Parameters of an application hold keys of other systems (fact sheet, section 4: reading them takes a permission). */
const maskedTrees = new Set(['parameters', 'params'])

/**
 * Removes the values of secret names from JSON, and what looks like JSON: cut off, damaged or inside other text. It
 * works on the text, so that numbers and layout stay as the server sent them. Reads each character at most twice.
 */
export function redactJson(text: string): string {
  let result = ''
  let position = 0
  while (position < text.length) {
    const quote = text.indexOf('"', position)
    if (quote === -1) break
    const end = endOfString(text, quote)
    const colon = skipSpace(text, end)
    if (text[colon] !== ':') {
      result += text.slice(position, end)
      position = end
      continue
    }
    const valueStart = skipSpace(text, colon + 1)
    const name = nameOf(text.slice(quote, end))
    result += text.slice(position, valueStart)
    position = valueStart
    const opens = text[valueStart] === '{' || text[valueStart] === '['
    if (isSecretName(name) || (maskedTrees.has(name.toLowerCase()) && opens)) {
      const valueEnd = endOfValue(text, valueStart)
      const value = text.slice(valueStart, valueEnd)
      result += /^(null|true|false|""|\[\s*\]|\{\s*\}|)$/.test(value) ? value : `"${removed}"`
      position = valueEnd
    }
  }
  return result + text.slice(position)
}

/** Position after the closing quote, or the end of a text that is cut off. */
function endOfString(text: string, quote: number): number {
  for (let index = quote + 1; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '"') return index + 1
  }
  return text.length
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start)
  let depth = 0
  for (let index = start; index < text.length; index++) {
    const character = text[index]
    if (character === '"') {
      index = endOfString(text, index) - 1
    } else if (character === '{' || character === '[') {
      depth++
    } else if (character === '}' || character === ']') {
      depth--
      if (depth < 0) return index
      if (depth === 0) return index + 1
    } else if (depth === 0 && (character === ',' || character === '\n')) {
      return index
    }
  }
  return text.length
}

function skipSpace(text: string, from: number): number {
  let index = from
  while (index < text.length && ' \t\r\n'.includes(text[index] ?? '')) index++
  return index
}

/** A member's name with its escapes undone; as it stands where they cannot be. */
function nameOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch (error) {
    if (error instanceof SyntaxError) return quoted.slice(1, -1)
    throw error
  }
}
