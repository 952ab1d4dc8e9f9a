import type { DatasetTypes, TypesLanguage } from '../../../../../shared/datasets.ts'

/** The languages with what people call them, and how their files end. */
export const languageTitles: Readonly<Record<TypesLanguage, string>> = {
  typescript: 'TypeScript',
  csharp: 'C#',
  python: 'Python',
  schema: 'JSON Schema',
}

export const languageEndings = { typescript: 'ts', csharp: 'cs', python: 'py', schema: 'json' } as const

/** Which documents the types rest on. */
export function typesBasis({ documents, restsOn, isComplete }: DatasetTypes): string {
  const [all, some] = [documents, restsOn].map(count => count.toLocaleString('en-GB'))
  if (restsOn === documents) {
    return `From ${documents === 1 ? 'the one document' : `all ${all} documents`} of the dataset.`
  }
  const which = isComplete
    ? 'chosen so that every field occurs in every type that it has in any of them.'
    : 'not every type of every field is among them: some documents are too long, or have too many fields.'
  return `From ${some} of ${all} documents, ${which}`
}
