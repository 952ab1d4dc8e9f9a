import { compile, JSONPathError, type JSONPathNode, JSONPathRecursionLimitError } from 'json-p3'
import { isExact } from '../../shared/exact-json.ts'
import { parseJson } from '../api/index.ts'

/** Characters of a result: a filter is there to find something, not to copy everything. */
const mostCharacters = 64 * 1024 * 1024
/** Characters that are handed on together. */
const pieceCharacters = 256 * 1024

/** Why there is no result, in words for people. */
export class FilterRefusal extends Error {
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.name = 'FilterRefusal'
    this.hint = hint
  }
}

/**
 * What a JSONPath (RFC 9535) selects of a JSON text, as the text of an array, in pieces. Numbers keep their digits.
 * Throws `FilterRefusal`.
 */
export function* filterJson(
  text: string,
  path: string,
): Generator<{ readonly text: string; readonly count: number }> {
  const selected = refusing(() => compile(path))
  const value = parsed(text)
  const nodes = refusing(() => selected.lazyQuery(value))
  let count = 0
  let piece = '['
  let characters = 0
  for (let next = refusing(() => nodes.next()); next.done !== true; next = refusing(() => nodes.next())) {
    if (insideNumber(value, next.value)) continue
    const found = next.value.value
    piece += `${count === 0 ? '' : ','}\n${refusing(() => JSON.stringify(found))}`
    count++
    if (piece.length < pieceCharacters) continue
    characters += piece.length
    if (characters > mostCharacters) throw tooMuch()
    yield { text: piece, count }
    piece = ''
  }
  yield { text: `${piece}${count === 0 ? '' : '\n'}]`, count }
}

type JsonValue = JSONPathNode['value']

function parsed(text: string): JsonValue {
  try {
    return parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as JsonValue
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new FilterRefusal('The body is not valid JSON.', 'Pretty names the place where it stops being so.')
  }
}

/** A number that is kept as its text is an object to the query; what it selects inside of it is not data. */
function insideNumber(root: JsonValue, node: JSONPathNode): boolean {
  if (node.location.at(-1) !== 'rawJSON') return false
  let parent: unknown = root
  for (const key of node.location.slice(0, -1)) {
    parent = typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined
  }
  return isExact(parent)
}

function refusing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof JSONPathRecursionLimitError || error instanceof RangeError) {
      throw new FilterRefusal(
        'The body is nested too deep for a filter.',
        'Search in it instead, or name the way down level by level.',
      )
    }
    if (error instanceof JSONPathError) throw new FilterRefusal(sentence(error), 'Example: $.data[*].name')
    throw error
  }
}

/** The library quotes what stands around; the place is enough, since people look at what they typed. */
function sentence(error: JSONPathError): string {
  const said = error.message.replace(/\s*\('.*$/s, '')
  return `At character ${error.token.index + 1}: ${said}.`
}

function tooMuch(): FilterRefusal {
  return new FilterRefusal(
    `The filter lets more than ${mostCharacters / 1024 / 1024} MB through.`,
    'Select less, or open the body as a table.',
  )
}
