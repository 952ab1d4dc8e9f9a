/** A word that can be typed in a filter. */
export interface Completion {
  readonly label: string
  readonly detail: string
}

/** Operators of the MongoDB query language that stand in the place of a key (fact sheet of the API, section 4). */
const operators: readonly Completion[] = [
  { label: '$eq', detail: 'equal to' },
  { label: '$ne', detail: 'not equal to' },
  { label: '$gt', detail: 'greater than' },
  { label: '$gte', detail: 'greater than or equal to' },
  { label: '$lt', detail: 'less than' },
  { label: '$lte', detail: 'less than or equal to' },
  { label: '$in', detail: 'one of a list' },
  { label: '$nin', detail: 'none of a list' },
  { label: '$exists', detail: 'field is present' },
  { label: '$type', detail: 'of a type' },
  { label: '$regex', detail: 'matches a pattern' },
  { label: '$options', detail: 'flags of the pattern' },
  { label: '$and', detail: 'all conditions' },
  { label: '$or', detail: 'any condition' },
  { label: '$nor', detail: 'no condition' },
  { label: '$not', detail: 'not this condition' },
  { label: '$all', detail: 'list holds all' },
  { label: '$elemMatch', detail: 'an entry matches' },
  { label: '$size', detail: 'list has this length' },
]

/** The word before the cursor that a completion replaces. */
export interface WordToComplete {
  /** Position of its first character. */
  readonly from: number
  readonly word: string
  /** Whether it stands in quotes already. */
  readonly quoted: boolean
}

/**
 * The start of a key before the cursor: after `{` or `,`, in quotes or bare. Null in the place of a value, where
 * neither fields nor operators belong.
 */
export function keyBeforeCursor(text: string): WordToComplete | null {
  const match = /([{,]\s*)("?)([\w$.\- ]*)$/u.exec(text)
  if (match === null || insideList(text)) return null
  const [, , quote = '', word = ''] = match
  if (quote === '' && /\s/.test(word)) return null
  return { from: text.length - word.length - quote.length, word, quoted: quote !== '' }
}

/** Whether the innermost open bracket before the cursor is that of a list. */
function insideList(text: string): boolean {
  const open: string[] = []
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (inString) {
      if (character === '\\') at++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') open.push(character)
    else if (character === '}' || character === ']') open.pop()
  }
  return open.at(-1) === '['
}

/** Field names and operators that start like the word; operators only when a `$` was typed, and first then. */
export function completionsFor(word: string, fields: readonly Completion[]): readonly Completion[] {
  const start = word.toLowerCase()
  const starting = (all: readonly Completion[]): readonly Completion[] =>
    all.filter(({ label }) => label.toLowerCase().startsWith(start))
  if (word.startsWith('$')) return starting(operators)
  return word === '' ? [...fields, ...operators] : starting(fields)
}
