import type { ImportRow } from '../../../../../shared/desk.ts'

type States = Readonly<Record<ImportRow['state'], number>>

export function countStates(rows: readonly ImportRow[]): States {
  const counts = { new: 0, duplicate: 0, repeated: 0, wrong: 0, added: 0, updated: 0, failed: 0 }
  for (const { state } of rows) counts[state]++
  return counts
}

/** What was read, in one line: "21 new, 1 known already, 2 that need a correction". */
export function leadOf(counts: States): string {
  const parts = [
    [counts.new, 'new'],
    [counts.added, 'added'],
    [counts.updated, 'updated'],
    [counts.failed, 'failed'],
    [counts.duplicate, 'known already'],
    [counts.repeated, 'repeated in the list'],
    [counts.wrong, counts.wrong === 1 ? 'that needs a correction' : 'that need a correction'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}

export const stateWords: Readonly<Record<ImportRow['state'], string>> = {
  new: 'New',
  duplicate: 'Known already',
  repeated: 'Repeated',
  wrong: 'Needs a correction',
  added: 'Added',
  updated: 'Updated',
  failed: 'Failed',
}
