import { z } from 'zod'
import type { Pair } from './paste-keys.ts'

const objectSchema = z.record(z.string(), z.unknown())

const postmanSchema = z.object({
  name: z.string().optional(),
  values: z.array(z.object({ key: z.string(), value: z.unknown(), enabled: z.boolean().optional() })),
})

export interface PastedJson {
  readonly source: 'json' | 'postman'
  readonly pairs: readonly Pair[]
  readonly disabled: number
}

/** Reads a Postman environment, or a JSON object with values at most one level down. Null: no JSON object. */
export function readJson(text: string): PastedJson | null {
  const data = parse(text)
  const postman = postmanSchema.safeParse(data)
  if (postman.success) return readPostman(postman.data)
  const object = objectSchema.safeParse(data)
  return object.success ? { source: 'json', pairs: pairsOf(object.data), disabled: 0 } : null
}

function readPostman({ name, values }: z.infer<typeof postmanSchema>): PastedJson {
  const enabled = values.filter(each => each.enabled !== false)
  const pairs = enabled.flatMap(({ key, value }) => pair(key, value))
  return {
    source: 'postman',
    pairs: name === undefined ? pairs : [['name', name], ...pairs],
    disabled: values.length - enabled.length,
  }
}

function pairsOf(object: Readonly<Record<string, unknown>>): readonly Pair[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const inner = objectSchema.safeParse(value)
    return inner.success
      ? Object.entries(inner.data).flatMap(([key, each]) => pair(key, each))
      : pair(name, value)
  })
}

function pair(name: string, value: unknown): readonly Pair[] {
  if (typeof value === 'string') return [[name, value]]
  if (typeof value === 'number') return [[name, String(value)]]
  // Scopes are often a list.
  const list = z.array(z.string()).safeParse(value)
  return list.success ? [[name, list.data.join(' ')]] : []
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
