import { type JsonText, maxJsonText } from '../../shared/documents.ts'
import { isExact } from '../../shared/exact-json.ts'
import type { JsonObject } from './json-values.ts'

interface Level {
  readonly keys: readonly string[] | null
  readonly container: JsonObject | readonly unknown[]
  readonly length: number
  next: number
}

/** Collects text up to a limit and counts the rest. */
interface Sink {
  text: string
  length: number
  readonly limit: number
}

/**
 * Writes a parsed value as JSON with two spaces of indent, cut at `limit` characters (UTF-16 units). Unlike
 * `JSON.stringify` it takes any depth, counts what it leaves out, and keeps `-0`.
 */
export function prettyJson(value: unknown, limit: number = maxJsonText): JsonText {
  return write(value, '  ', limit)
}

/** Writes a parsed value as JSON on one line, cut at `limit` characters; does not look at what lies beyond. */
export function compactJson(value: unknown, limit: number = Number.POSITIVE_INFINITY): string {
  return write(value, '', limit).text
}

function write(root: unknown, indent: string, limit: number): JsonText {
  const sink: Sink = { text: '', length: 0, limit }
  const stack: Level[] = []
  const open = (value: unknown): void => {
    const level = levelOf(value)
    if (level === null) put(sink, scalarJson(value))
    else if (level.length === 0) put(sink, level.keys === null ? '[]' : '{}')
    else {
      put(sink, level.keys === null ? '[' : '{')
      stack.push(level)
    }
  }

  open(root)
  for (let level = stack.at(-1); level !== undefined; level = stack.at(-1)) {
    if (indent === '' && sink.length >= limit) break
    if (level.next === level.length) {
      stack.pop()
      lineBreak(sink, indent, stack.length)
      put(sink, level.keys === null ? ']' : '}')
      continue
    }
    if (level.next > 0) put(sink, ',')
    lineBreak(sink, indent, stack.length)
    const key = level.keys?.[level.next]
    if (key !== undefined) put(sink, JSON.stringify(key) + (indent === '' ? ':' : ': '))
    const child = entryOf(level, key)
    level.next++
    open(child)
  }
  return { text: sink.text.toWellFormed(), length: sink.length }
}

function levelOf(value: unknown): Level | null {
  if (typeof value !== 'object' || value === null || isExact(value)) return null
  if (Array.isArray(value)) return { keys: null, container: value, length: value.length, next: 0 }
  const keys = Object.keys(value)
  return { keys, container: value as JsonObject, length: keys.length, next: 0 }
}

function entryOf(level: Level, key: string | undefined): unknown {
  return key === undefined
    ? (level.container as readonly unknown[])[level.next]
    : (level.container as JsonObject)[key]
}

function scalarJson(value: unknown): string {
  if (isExact(value)) return value.rawJSON
  if (Object.is(value, -0)) return '-0'
  return JSON.stringify(value) ?? 'null'
}

function put(sink: Sink, piece: string): void {
  const room = sink.limit - sink.length
  if (room > 0) sink.text += piece.length > room ? piece.slice(0, room) : piece
  sink.length += piece.length
}

function lineBreak(sink: Sink, indent: string, depth: number): void {
  if (indent === '') return
  const length = 1 + indent.length * depth
  if (sink.length >= sink.limit) sink.length += length
  else put(sink, `\n${indent.repeat(depth)}`)
}
