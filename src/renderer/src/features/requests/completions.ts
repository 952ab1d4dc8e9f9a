/** A text that a field may be completed to. */
export interface Completion {
  /** The whole text of the field afterwards. */
  readonly text: string
  /** What is shown for it. */
  readonly label: string
  readonly note: string
}

/** Entries that are offered at once; who wants others types on. */
const mostOffered = 30

/** What stands between an open `{{` and the caret; null where none is open. */
export function openVariable(before: string): string | null {
  return /\{\{\s*([^{}\s]*)$/.exec(before)?.[1] ?? null
}

/**
 * What a field is completed to: variables after `{{`, wherever the caret stands; else whole words that contain what
 * was typed.
 */
export function completionsOf(
  value: string,
  caret: number,
  variables: ReadonlyMap<string, string>,
  words: readonly string[],
): readonly Completion[] {
  const before = value.slice(0, caret)
  const typed = openVariable(before)
  if (typed === null) {
    const part = value.toLowerCase()
    return words
      .filter(word => word !== value && word.toLowerCase().includes(part))
      .slice(0, mostOffered)
      .map(word => ({ text: word, label: word, note: '' }))
  }
  const start = before.slice(0, before.lastIndexOf('{{'))
  const rest = value.slice(caret).replace(/^[^{}\s]*\}{0,2}/, '')
  return [...variables]
    .filter(([name]) => name.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, mostOffered)
    .map(([name, note]) => ({ text: `${start}{{${name}}}${rest}`, label: `{{${name}}}`, note }))
}
