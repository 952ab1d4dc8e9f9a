import { isExact } from '../../shared/exact-json.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a parsed value is a JSON object: not an array, not null, not a wrapped scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExact(value)
}

/** An own property, or undefined: what is inherited, `__proto__` included, is never data. */
export function ownValue(value: JsonObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
