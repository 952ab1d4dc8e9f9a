import type { ArraySummary, DatasetSchema } from '../../../../../shared/datasets.ts'
import { countText } from './field-words.ts'

/** Which documents a description rests on: those in the window, out of as many as are known to exist. */
export function sampleBasis({ documents, isComplete }: DatasetSchema, known: number | null): string {
  if (isComplete)
    return `from ${documents === 1 ? 'the one document' : `all ${countText(documents)} documents`}`
  const whole = known === null || known < documents ? '' : ` of ${countText(known)}`
  return `from a sample: the ${countText(documents)}${whole} documents in the window`
}

/** The same for a dataset. */
export function datasetBasis({ documents, isComplete, fields }: DatasetSchema): string {
  const which = isComplete ? `all ${countText(documents)}` : `the ${countText(documents)} loaded`
  const isCut = fields.some(({ arrays }) => arrays !== null && entriesBasis(arrays) !== null)
  return `from ${which} documents of the dataset${isCut ? '; entries of long lists from a sample' : ''}`
}

/** Which entries of lists a description rests on; null where those are all. */
export function entriesBasis({ entries, allEntries }: ArraySummary): string | null {
  if (entries >= allEntries) return null
  return `from a sample: the first ${countText(entries)} of ${countText(allEntries)} entries`
}
