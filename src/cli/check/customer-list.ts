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
import { type SecretName, secretNames } from '../../shared/connection.ts'
import { UsageError } from './options.ts'
import type { SavedSecrets, SecretReader } from './saved-secrets.ts'

type Secrets = Readonly<Partial<Record<SecretName, string>>>

/** Where the secrets are that a row has not itself, the first first. */
export interface OtherSecrets {
  /** For every row that lacks them. */
  readonly usual: Readonly<Record<SecretName, string | undefined>>
  readonly saved: SavedSecrets
}

/** A row that waits for secrets of a saved connection. */
interface AwaitingRow {
  readonly row: ImportedRow
  readonly index: number
  readonly read: SecretReader
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
  /**
   * The connections that can be checked. Those that were not kept are read again as they are asked for. Those whose
   * secrets the app saved come last, so that no other waits for the keychain.
   */
  readonly targets: () => AsyncGenerator<ListedTarget>
  /** Rows that counted as usable until their saved secrets could not be read; more of them while targets are read. */
  readonly withheld: readonly RowProblem[]
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
export async function surveyList(path: string, { usual, saved }: OtherSecrets): Promise<ListContents> {
  let usable = 0
  const unusable: RowProblem[] = []
  const withheld: RowProblem[] = []
  const kept: ListedTarget[] = []
  const awaiting: AwaitingRow[] = []
  const awaitingLines = new Set<number>()
  for await (const entry of readList(path)) {
    if (entry.kind === 'problem') {
      unusable.push(entry.problem)
      continue
    }
    const { row } = entry
    const secrets = { ...present(usual), ...row.secrets }
    const missing = secretNames.filter(name => secrets[name] === undefined)
    if (missing.length === 0) {
      if (usable < keptAtMost) kept.push(targetOf(row, secrets, usable))
    } else {
      const read = await saved.find(row.fields, missing)
      if (read === null) {
        unusable.push({ line: row.line, reason: missingText(missing) })
        continue
      }
      awaiting.push({ row, index: usable, read })
      awaitingLines.add(row.line)
    }
    usable++
  }

  /** The connections from a place on that need nothing saved, read as they are asked for. */
  async function* readAgain(from: number): AsyncGenerator<ListedTarget> {
    let index = 0
    for await (const entry of readList(path)) {
      if (entry.kind === 'problem') continue
      const { row } = entry
      const secrets = { ...present(usual), ...row.secrets }
      const isComplete = secretNames.every(name => secrets[name] !== undefined)
      if (isComplete && index >= from) yield targetOf(row, secrets, index)
      if (isComplete || awaitingLines.has(row.line)) index++
    }
  }

  async function* readSaved(): AsyncGenerator<ListedTarget> {
    for (let next = awaiting.shift(); next !== undefined; next = awaiting.shift()) {
      const { row, index } = next
      const answer = await next.read()
      if (answer.kind === 'failed') withheld.push({ line: row.line, reason: answer.reason })
      else {
        const secrets = { ...answer.secrets, ...present(usual), ...row.secrets }
        const missing = secretNames.filter(name => secrets[name] === undefined)
        if (missing.length === 0) yield targetOf(row, secrets, index)
        else withheld.push({ line: row.line, reason: missingText(missing) })
      }
    }
  }

  return {
    usable,
    unusable,
    withheld,
    async *targets() {
      // Taken out one by one: the secrets of a connection that was checked are kept no longer.
      for (let next = kept.shift(); next !== undefined; next = kept.shift()) yield next
      if (usable > keptAtMost) yield* readAgain(keptAtMost)
      yield* readSaved()
    },
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

/** Without the names that have no value: they must not hide a value of another source. */
function present({ clientSecret, apiKey }: OtherSecrets['usual']): Secrets {
  return {
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(apiKey === undefined ? {} : { apiKey }),
  }
}

const names: Readonly<Record<SecretName, readonly [column: string, variable: string]>> = {
  clientSecret: ['client_secret', 'WEIGHTRON_CLIENT_SECRET'],
  apiKey: ['api_key', 'WEIGHTRON_API_KEY'],
}

function missingText(missing: readonly SecretName[]): string {
  return missing
    .map(name => names[name])
    .map(([column, variable]) => `${column}: missing; put it into the list or into ${variable}.`)
    .join(' ')
}

function targetOf({ fields }: ImportedRow, secrets: Secrets, index: number): ListedTarget {
  const credentials = { clientSecret: secrets.clientSecret ?? '', apiKey: secrets.apiKey ?? '' }
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
