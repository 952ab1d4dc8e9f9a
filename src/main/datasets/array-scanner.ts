import { hexDigit, isEscapeLetter, numberAfter, numberMayEnd, numberStart, words } from './json-bytes.ts'
import { createLineSink, type LineSink } from './line-sink.ts'

/** What a scan has found so far. Positions count bytes from 0. */
export interface ScanReport {
  readonly documents: number
  /** `list`: the documents were found; `odd`: there is no array where they should be; `unknown`: not seen yet. */
  readonly shape: 'list' | 'odd' | 'unknown'
  /** The first place where the bytes stop being JSON; null while there is none. */
  readonly error: { readonly position: number; readonly message: string } | null
  /** Whether escapes of UTF-16 surrogates occur; a lone one is refused by stricter readers. */
  readonly hasSurrogateEscapes: boolean
}

/** Where the documents stand. */
export interface ScanTarget {
  /**
   * Keys that lead to the array. Empty: the array is the whole text. Null: that, or the array under `data` of an
   * envelope.
   */
  readonly path: readonly string[] | null
  /** The text is no array, but one document after the other. */
  readonly isSequence: boolean
}

export const wholeOrEnvelope: ScanTarget = { path: null, isSequence: false }

/**
 * Splits an array into its documents: one a line, as they were written but for line breaks and tabs between their
 * parts. Nothing is built, so depth and size of a document cost nothing but their bytes.
 */
export interface ArrayScanner {
  /** Takes the next bytes. After an error, and after `limit` documents, it takes no notice of them. */
  push(bytes: Uint8Array): void
  /** Says that there are no more bytes. */
  end(): ScanReport
  /** Takes out the whole lines that have gathered. */
  takeLines(): Uint8Array
  report(): ScanReport
}

const value = 0
const valueOrEnd = 1
const key = 2
const keyOrEnd = 3
const colon = 4
const commaOrEnd = 5
const end = 6
const inText = 7
const inWord = 8
const inNumber = 9

/** The error of a text that is more than one value. */
export const textGoesOn = 'The text goes on after the end of the value'

const expected: Readonly<Record<number, string>> = {
  [value]: 'A value is expected here',
  [valueOrEnd]: 'A value or ] is expected here',
  [key]: 'A name in double quotes is expected here',
  [keyOrEnd]: 'A name in double quotes or } is expected here',
  [colon]: 'A colon is expected here',
  [commaOrEnd]: 'A comma or a closing bracket is expected here',
  [end]: textGoesOn,
  [inWord]: 'This is not a value',
  [inNumber]: 'This is not a number',
}

const noWord = new Uint8Array()
/** Bytes of a name that are looked at, escapes included; a path has no longer ones. */
const maxKeyBytes = 3000
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** `limit`: documents after which the rest is left unread. */
export function createArrayScanner(
  limit: number = Number.POSITIVE_INFINITY,
  { path, isSequence }: ScanTarget = wholeOrEnvelope,
): ArrayScanner {
  const wanted = path ?? ['data']
  const sink: LineSink = createLineSink()
  let position = 0
  let state = value
  let depth = 0
  /** Bit by level: 1 for an object. */
  let objects = new Uint8Array(64)
  let textIsKey = false
  /** 0, or what an escape still needs: 1 its letter, 5 to 2 hex digits. */
  let escaped = 0
  let escapeCode = 0
  let word: Uint8Array = noWord
  let wordAt = 0
  let number = 0
  /** Level inside the array of documents; below 0 before it was found. */
  let documentLevel = isSequence ? 0 : -1
  let isDocument = false
  let documents = 0
  let done = false
  let error: ScanReport['error'] = null
  let shape: ScanReport['shape'] = isSequence ? 'list' : 'unknown'
  let surrogates = false
  /** Keys of the path that lead to where the scan is. */
  let entered = 0
  /** Text of a key that may be the next of the path; null elsewhere. */
  let pathKey: number[] | null = null
  let isOnPath = false

  const fail = (at: number, message: string): void => {
    error = { position: at, message }
    done = true
    sink.dropUnfinished()
  }

  const open = (isObject: boolean): void => {
    depth++
    if (depth >= objects.length) {
      const larger = new Uint8Array(objects.length * 2)
      larger.set(objects)
      objects = larger
    }
    objects[depth] = isObject ? 1 : 0
    state = isObject ? keyOrEnd : valueOrEnd
  }

  /** A value starts: is it the array of documents, or a document? Answers whether a document starts. */
  const startValue = (byte: number): boolean => {
    if (documentLevel >= 0) return depth === documentLevel && shape === 'list' && !isDocument
    const isArray = byte === 0x5b
    if (depth === 0) {
      if (isArray && (path === null || path.length === 0)) documentLevel = 1
    } else if (isOnPath && depth === entered + 1 && shape === 'unknown') {
      isOnPath = false
      if (entered + 1 < wanted.length) {
        if (byte === 0x7b) entered++
      } else if (isArray) documentLevel = depth + 1
      else shape = 'odd'
    }
    if (documentLevel >= 0) shape = 'list'
    return false
  }

  /** A value ended before the byte at `to`. */
  const endValue = (bytes: Uint8Array, from: number, to: number): void => {
    if (isDocument && depth === documentLevel) {
      sink.add(bytes, from, to)
      sink.endLine()
      isDocument = false
      documents++
      if (documents >= limit) done = true
    } else if (depth === documentLevel - 1 && shape === 'list' && documentLevel > 1) {
      // The array has ended: a later array on the same level is not one of documents.
      documentLevel = Number.POSITIVE_INFINITY
    }
    if (entered >= depth) entered = Math.max(0, depth - 1)
    state = depth > 0 ? commaOrEnd : isSequence ? value : end
  }

  return {
    push(bytes) {
      const length = bytes.length
      /** Where what has not been copied yet of the present document starts. */
      let from = 0
      let i = 0
      while (i < length && !done) {
        const byte = bytes[i] as number
        if (state === inText) {
          if (escaped === 0) {
            const start = i
            while (i < length) {
              const next = bytes[i] as number
              if (next === 0x22 || next === 0x5c || next < 0x20) break
              i++
            }
            if (pathKey !== null && pathKey.length < maxKeyBytes)
              pathKey.push(...bytes.subarray(start, Math.min(i, start + maxKeyBytes)))
            if (i === length) break
            const stop = bytes[i] as number
            if (stop === 0x22) {
              i++
              if (textIsKey) {
                isOnPath = pathKey !== null && isNamed(pathKey, wanted[entered] ?? '')
                pathKey = null
                state = colon
              } else endValue(bytes, from, i)
            } else if (stop === 0x5c) {
              pathKey?.push(stop)
              escaped = 1
              i++
            } else {
              fail(position + i, 'A string has a line break or a control character here')
            }
          } else {
            pathKey?.push(byte)
            if (escaped === 1) {
              if (byte === 0x75) {
                escaped = 5
                escapeCode = 0
              } else if (isEscapeLetter(byte)) escaped = 0
              else fail(position + i, 'A string has a wrong backslash here')
            } else {
              const digit = hexDigit(byte)
              if (digit < 0) fail(position + i, 'A string has a wrong backslash here')
              escapeCode = escapeCode * 16 + digit
              escaped = escaped === 2 ? 0 : escaped - 1
              if (escaped === 0 && escapeCode >= 0xd800 && escapeCode <= 0xdfff) surrogates = true
            }
            i++
          }
          continue
        }
        if (state === inNumber) {
          const next = numberAfter(number, byte)
          if (next >= 0) {
            number = next
            i++
          } else if (numberMayEnd[number] === true) endValue(bytes, from, i)
          else fail(position + i, expected[inNumber] ?? '')
          continue
        }
        if (state === inWord) {
          if (byte !== word[wordAt]) {
            fail(position + i, expected[inWord] ?? '')
            continue
          }
          wordAt++
          i++
          if (wordAt === word.length) endValue(bytes, from, i)
          continue
        }
        if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
          if (byte !== 0x20 && isDocument) {
            sink.add(bytes, from, i)
            from = i + 1
          }
          i++
          continue
        }
        if (state === value || state === valueOrEnd) {
          if (byte === 0x5d && state === valueOrEnd) {
            depth--
            i++
            endValue(bytes, from, i)
            continue
          }
          if (position + i < 3 && byte === byteOrderMark[position + i] && depth === 0) {
            i++
            continue
          }
          if (startValue(byte)) {
            isDocument = true
            from = i
          }
          if (byte === 0x22) {
            textIsKey = false
            state = inText
          } else if (byte === 0x7b || byte === 0x5b) open(byte === 0x7b)
          else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
            number = numberStart(byte)
            state = inNumber
          } else {
            const start = words[byte]
            if (start === undefined) {
              fail(position + i, expected[state] ?? '')
              continue
            }
            word = start
            wordAt = 1
            state = inWord
          }
          i++
        } else if (byte === 0x22 && (state === key || state === keyOrEnd)) {
          textIsKey = true
          pathKey = shape === 'unknown' && depth === entered + 1 ? [] : null
          state = inText
          i++
        } else if (byte === 0x3a && state === colon) {
          state = value
          i++
        } else if (byte === 0x2c && state === commaOrEnd) {
          state = objects[depth] === 1 ? key : value
          i++
        } else if (
          (byte === 0x7d && objects[depth] === 1 && (state === keyOrEnd || state === commaOrEnd)) ||
          (byte === 0x5d && objects[depth] === 0 && state === commaOrEnd)
        ) {
          if (depth === 0) {
            fail(position + i, expected[end] ?? '')
            continue
          }
          depth--
          i++
          endValue(bytes, from, i)
        } else {
          fail(position + i, expected[state] ?? '')
        }
      }
      if (isDocument && !done) sink.add(bytes, from, length)
      position += length
    },

    end() {
      if (!done) {
        if (state === inNumber && depth === 0 && numberMayEnd[number] === true) endValue(noWord, 0, 0)
        if (state !== end && !(isSequence && state === value && depth === 0)) {
          const message =
            position === 0
              ? 'The text is empty'
              : state === inText
                ? 'The text ends inside a string'
                : 'The text ends before it is complete'
          fail(position, message)
        }
      }
      if (shape === 'unknown' && error === null) shape = 'odd'
      return { documents, shape, error, hasSurrogateEscapes: surrogates }
    },

    takeLines: () => sink.take(),
    report: () => ({ documents, shape, error, hasSurrogateEscapes: surrogates }),
  }
}

function isNamed(bytes: readonly number[], name: string): boolean {
  const text = Buffer.from(bytes).toString()
  if (!text.includes('\\')) return text === name
  try {
    return JSON.parse(`"${text}"`) === name
  } catch {
    // Cut in the middle of an escape: longer than any name that is looked for.
    return false
  }
}
