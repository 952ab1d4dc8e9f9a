import { exactJson, isExact } from '../../shared/exact-json.ts'
import { isJsonObject } from './json-values.ts'
import { looksSecret, secretNamePattern } from './secret-like-names.ts'

/** What is shown for a masked value: always the same, so that it tells nothing, not even a length. */
export const maskText = '••••••••'

/** Stands in a masked copy where a value was; one object, so that it can be told from data that looks the same. */
export const maskedValue = exactJson(JSON.stringify(maskText))

const parameterName = String.raw`(?:application[\s_-]?)?param(?:eter)?s?`
const parameterNames = new RegExp(`^${parameterName}$`, 'i')

/** Finds masked names in JSON text without reading it: for engines that know regular expressions (RE2 syntax). */
export const hiddenKeyPattern = `(?i)"(?:${parameterName}|[^"]*(?:${secretNamePattern})[^"]*)"\\s*:`

/**
 * Copies a value with every application parameter masked, and everything under a name that looks like a secret.
 * Masked are the leaves, so that names stay readable; null stays null. Iterative: any depth.
 */
export function maskSecrets(root: unknown): unknown {
  const holder: Record<string, unknown> = {}
  const work: Task[] = [{ target: holder, key: 'root', value: root, masked: false }]
  for (let task = work.pop(); task !== undefined; task = work.pop()) {
    const { target, key, value, masked } = task
    if (typeof value !== 'object' || value === null || isExact(value)) {
      set(target, key, masked && value !== null ? maskedValue : value)
    } else if (Array.isArray(value)) {
      const copy: unknown[] = new Array(value.length)
      set(target, key, copy)
      value.forEach((entry: unknown, index) => {
        work.push({ target: copy, key: index, value: entry, masked })
      })
    } else if (isJsonObject(value)) {
      const copy: Record<string, unknown> = {}
      set(target, key, copy)
      const named = masked && Object.hasOwn(value, 'value') && typeof value.name === 'string'
      for (const [name, child] of Object.entries(value)) {
        // Keeps the order of keys: the child is set now and replaced when its turn comes.
        set(copy, name, null)
        const hidden = (masked && !(named && name === 'name')) || hidesName(name)
        work.push({ target: copy, key: name, value: child, masked: hidden })
      }
    }
  }
  return holder.root
}

/** Whether what stands under this name is masked. */
export function hidesName(name: string): boolean {
  return parameterNames.test(name) || looksSecret(name)
}

interface Task {
  readonly target: Record<string, unknown> | unknown[]
  readonly key: string | number
  readonly value: unknown
  readonly masked: boolean
}

/** Defines instead of assigning: a key `__proto__` stays a key. */
function set(target: object, key: string | number, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
}
