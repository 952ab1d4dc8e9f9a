import type { DatasetSchema } from '../../../../../shared/datasets.ts'
import { countText } from './field-words.ts'

/** Which documents a description rests on: those in the window, out of as many as are known to exist. */
export function sampleBasis({ documents, isComplete }: DatasetSchema, known: number | null): string {
  if (isComplete)
    return `from ${documents === 1 ? 'the one document' : `all ${countText(documents)} documents`}`
  const whole = known === null || known < documents ? '' : ` of ${countText(known)}`
  return `from a sample: the ${countText(documents)}${whole} documents in the window`
}

/** The same for a dataset. */
export function datasetBasis({ documents, isComplete }: DatasetSchema): string {
  const which = isComplete ? `all ${countText(documents)}` : `the ${countText(documents)} loaded`
  return `from ${which} documents of the dataset`
}
