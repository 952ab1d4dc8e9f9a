import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { BulkTarget } from '../../main/checks/index.ts'
import {
  type ImportedEntry,
  type ImportedRow,
  importCsv,
  importJson,
  type RowProblem,
} from '../../main/import/index.ts'
import { UsageError } from './options.ts'

/** Secrets for rows that have none of their own. */
export interface UsualSecrets {
  readonly clientSecret: string | undefined
  readonly apiKey: string | undefined
}

/** A connection of the list as it is checked. */
export interface ListedTarget extends BulkTarget {
  /** Place among the rows that can be used, from 0. */
  readonly index: number
}

/** What a first reading of the list found. */
export interface ListContents {
  readonly usable: number
  readonly unusable: readonly RowProblem[]
  /** The connections that can be checked. Those that were not kept are read again as they are asked for. */
  readonly targets: () => AsyncGenerator<ListedTarget>
}

/**
 * Connections that are kept from the first reading; most lists are not longer. As many as a run holds ready anyway, so
 * that memory still does not grow with the list.
 */
const keptAtMost = 1000

/**
 * Reads the whole list once to count it and to find what is wrong with it. Throws `UsageError` for a file that cannot
 * be read.
 */
export async function surveyList(path: string, usual: UsualSecrets): Promise<ListContents> {
  let usable = 0
  const unusable: RowProblem[] = []
  const kept: ListedTarget[] = []
  for await (const entry of readList(path)) {
    const problem = entry.kind === 'problem' ? entry.problem : missingSecrets(entry.row, usual)
    if (problem !== null) {
      unusable.push(problem)
      continue
    }
    if (entry.kind === 'row' && usable < keptAtMost) kept.push(targetOf(entry.row, usual, usable))
    usable++
  }
  return {
    usable,
    unusable,
    async *targets() {
      // Taken out one by one: the secrets of a connection that was checked are kept no longer.
      for (let next = kept.shift(); next !== undefined; next = kept.shift()) yield next
      if (usable > keptAtMost) yield* readTargets(path, usual, keptAtMost)
    },
  }
}

/** The connections of the list that can be checked, from a place on, read as they are asked for. */
async function* readTargets(path: string, usual: UsualSecrets, from: number): AsyncGenerator<ListedTarget> {
  let index = 0
  for await (const entry of readList(path)) {
    if (entry.kind === 'problem' || missingSecrets(entry.row, usual) !== null) continue
    if (index >= from) yield targetOf(entry.row, usual, index)
    index++
  }
}

async function* readList(path: string): AsyncGenerator<ImportedEntry> {
  const isJson = await startsLikeJson(path)
  const bytes = createReadStream(path)
  yield* isJson ? importJson(bytes) : importCsv(bytes)
}

/** A JSON list starts with a bracket, which no name of a column does. The ending of the file does not count. */
async function startsLikeJson(path: string): Promise<boolean> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
      const text = buffer.subarray(0, bytesRead).toString('latin1')
      return /^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*[[{]/.test(text)
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UsageError(`The list ${path} cannot be read (${code}).`, { cause: error })
  }
}

function missingSecrets({ line, secrets }: ImportedRow, usual: UsualSecrets): RowProblem | null {
  const missing = [
    ...((secrets.clientSecret ?? usual.clientSecret) === undefined
      ? ['client_secret: missing; put it into the list or into WEIGHTRON_CLIENT_SECRET.']
      : []),
    ...((secrets.apiKey ?? usual.apiKey) === undefined
      ? ['api_key: missing; put it into the list or into WEIGHTRON_API_KEY.']
      : []),
  ]
  return missing.length === 0 ? null : { line, reason: missing.join(' ') }
}

function targetOf({ fields, secrets }: ImportedRow, usual: UsualSecrets, index: number): ListedTarget {
  const credentials = {
    clientSecret: secrets.clientSecret ?? usual.clientSecret ?? '',
    apiKey: secrets.apiKey ?? usual.apiKey ?? '',
  }
  return {
    index,
    connectionId: null,
    connection: {
      ...fields,
      id: `row-${index}`,
      secretStorage: 'session',
      hasSecret: { clientSecret: true, apiKey: true },
      renewAutomatically: false,
      ephemeral: true,
      createdAt: '',
      updatedAt: '',
    },
    readCredentials: async () => credentials,
  }
}
