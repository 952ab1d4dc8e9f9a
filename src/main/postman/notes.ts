/** Gathers what has to be told about a file, each thing once. */
export interface Notes {
  add(note: string): void
  /** Counts things of one kind that are left out. */
  count(kind: 'script' | 'example', by: number): void
  /** A member that this app does not know. */
  leftOut(member: string): void
  all(): readonly string[]
}

const words = {
  script: ['script', 'is not run and was left out', 'are not run and were left out'],
  example: ['saved answer', 'was left out', 'were left out'],
} as const

export function createNotes(): Notes {
  const notes = new Set<string>()
  const counts = { script: 0, example: 0 }
  const members = new Set<string>()
  return {
    add: note => notes.add(note),
    count: (kind, by) => {
      counts[kind] += by
    },
    leftOut: member => members.add(member),
    all: () => [
      ...(['script', 'example'] as const).flatMap(kind => {
        const [name, one, many] = words[kind]
        if (counts[kind] === 0) return []
        return [counts[kind] === 1 ? `1 ${name} ${one}.` : `${counts[kind]} ${name}s ${many}.`]
      }),
      ...notes,
      ...(members.size === 0 ? [] : [`Not known here and left out: ${[...members].toSorted().join(', ')}.`]),
    ],
  }
}
