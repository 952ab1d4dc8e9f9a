import { InputData, jsonInputForTargetLanguage, quicktype } from 'quicktype-core'
import type { TypesLanguage } from '../../shared/datasets.ts'
import { isExact } from '../../shared/exact-json.ts'
import { compactJson, hidesName, isJsonObject, parseJson } from '../api/index.ts'

interface TypesInput {
  readonly language: TypesLanguage
  /** What the documents are called, such as `weighings`. */
  readonly name: string
  readonly documents: readonly string[]
}

/**
 * Types as code, inferred from documents. Text stays text, whatever it looks like: values never become names of
 * constants, and a date is what JSON has for it.
 */
export async function typesCode({ language, name, documents }: TypesInput): Promise<string> {
  const { lang, options } = targets[language]
  const input = jsonInputForTargetLanguage(lang)
  await input.addSource({ name: typeNameOf(name), samples: documents.map(withoutSecrets) })
  const data = new InputData()
  data.addInput(input)
  const { lines } = await quicktype({
    ...{ inputData: data, lang, rendererOptions: options, leadingComments: [] },
    ...{ inferEnums: false, inferMaps: false, inferUuids: false },
    ...{ inferBooleanStrings: false, inferIntegerStrings: false },
    inferDateTimes: language === 'csharp' || language === 'schema',
  })
  return lines.join('\n')
}

const targets = {
  typescript: { lang: 'typescript', options: { 'just-types': 'true' } },
  csharp: {
    lang: 'csharp',
    options: {
      ...{ framework: 'SystemTextJson', features: 'attributes-only' },
      ...{ 'array-type': 'list', namespace: 'Weightron' },
    },
  },
  python: { lang: 'python', options: { 'python-version': '3.7' } },
  schema: { lang: 'schema', options: {} },
} as const

/** One document of `weighings` is a `Weighing`. */
export function typeNameOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
  const joined = words.map(word => word[0]?.toUpperCase() + word.slice(1)).join('')
  const one = /[^s]ies$/i.test(joined)
    ? `${joined.slice(0, -3)}y`
    : /[^su]s$/i.test(joined)
      ? joined.slice(0, -1)
      : joined
  return /^\p{L}/u.test(one) ? one : `Document${one}`
}

/** A document with nothing in the place of each value that looks like a secret, of the type that it has. */
function withoutSecrets(text: string): string {
  const emptied = (value: unknown): unknown => {
    if (typeof value === 'string') return ''
    if (typeof value === 'number' || isExact(value)) return 0
    if (typeof value === 'boolean') return false
    if (Array.isArray(value)) return value.map(emptied)
    if (isJsonObject(value)) return mapped(value, emptied)
    return value
  }
  const shown = (value: unknown, name: string | null): unknown => {
    if (name !== null && hidesName(name)) return emptied(value)
    if (Array.isArray(value)) return value.map(entry => shown(entry, null))
    return isJsonObject(value) ? mapped(value, shown) : value
  }
  return compactJson(shown(parseJson(text), null))
}

/** A key `__proto__` stays a key. */
function mapped(value: object, change: (value: unknown, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, change(child, name)]))
}
