import {
  type ConnectionFields,
  connectionFieldsSchema,
  type PastedConnection,
  type SecretName,
  secretNames,
  weightronCloud,
} from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { readCurl } from './paste-curl.ts'
import { readEnv } from './paste-env.ts'
import { readJson } from './paste-json.ts'
import { isPlaceholder, keyOf, type Pair, type PasteKey } from './paste-keys.ts'
import type { Secrets } from './secrets.ts'

/** Characters; anything longer is not a set of credentials. */
const maxLength = 100_000
/** Characters of one secret, as in the form. */
const maxSecretLength = 2000

/** What a pasted text says about a connection. `notes` never repeat a value or a name: either could be a secret. */
export interface Paste {
  readonly source: PastedConnection['source']
  readonly fields: Partial<ConnectionFields>
  readonly secrets: Secrets
  readonly notes: readonly string[]
}

interface Parsed {
  readonly source: PastedConnection['source']
  readonly pairs: readonly Pair[]
  readonly notes: readonly string[]
}

const labels: Readonly<Record<PasteKey, string>> = {
  name: 'Name',
  customer: 'Customer',
  clientId: 'Client ID',
  clientSecret: 'Client Secret',
  apiKey: 'API Key',
  tokenUrl: 'Token URL',
  issuer: 'Issuer',
  apiBaseUrl: 'API base URL',
  scope: 'Scope',
  clientAuthentication: 'Client authentication',
}

/**
 * Understands `.env` text, a curl command, a Postman environment or a JSON object. Throws `invalid_input`, with
 * what can be pasted, where there is nothing of a connection in it.
 */
export function parsePaste(text: string): Paste {
  if (text.length > maxLength) throw notUnderstood('The clipboard holds far more than a set of credentials.')
  const trimmed = text.trim()
  if (trimmed === '') throw notUnderstood('There is no text in the clipboard.')
  const { source, pairs, notes: parsingNotes } = parse(trimmed)
  const { values, unused, notes: valueNotes } = sort(pairs)
  const { fields, notes: fieldNotes } = checkFields(values)
  const secrets = Object.fromEntries(
    secretNames.flatMap(name => (values.has(name) ? [[name, values.get(name)]] : [])),
  ) satisfies Secrets
  const reasons = [...valueNotes, ...fieldNotes]
  if (Object.keys(fields).length + Object.keys(secrets).length === 0) throw nothingUsable(reasons)
  const unusedNote = unused === 0 ? [] : [`${entries(unused)} not used.`]
  return { source, fields, secrets, notes: [...parsingNotes, ...unusedNote, ...reasons] }
}

function parse(text: string): Parsed {
  if (text.startsWith('{') || text.startsWith('[')) {
    const json = readJson(text)
    if (json === null) throw notUnderstood('The clipboard starts like JSON but does not hold a JSON object.')
    const { source, pairs, disabled } = json
    return { source, pairs, notes: disabled === 0 ? [] : [`${entries(disabled)} switched off in Postman.`] }
  }
  const command = text.replace(/^[$>]\s+/, '')
  if (/^curl(\.exe)?\s/i.test(command)) {
    const { pairs, isTokenRequest } = readCurl(command)
    const note = 'This is a call of the API: check the API base URL, which may need more than the host.'
    return { source: 'curl', pairs, notes: isTokenRequest ? [] : [note] }
  }
  const { pairs, oddLines } = readEnv(text)
  return { source: 'env', pairs, notes: oddLines.length === 0 ? [] : [linesNote(oddLines)] }
}

/** Sorts pairs by what they stand for. The last value of a name counts, as in a shell. */
function sort(pairs: readonly Pair[]) {
  const values = new Map<PasteKey, string>()
  const notes: string[] = []
  let unused = 0
  for (const [name, raw] of pairs) {
    const key = name === 'client_authentication' ? 'clientAuthentication' : keyOf(name)
    const value = raw.trim()
    if (key === null) unused++
    if (key === null || value === '') continue
    if (isPlaceholder(value)) {
      notes.push(`The ${labels[key]} is a placeholder and was left out.`)
      continue
    }
    if (isSecret(key) && value.length > maxSecretLength) {
      notes.push(`The ${labels[key]} is too long and was left out.`)
      continue
    }
    if (isSecret(key) && /\p{Cc}/u.test(value)) {
      notes.push(`The ${labels[key]} has a line break or a tab inside and was left out.`)
      continue
    }
    if (isSecret(key) && value !== raw) notes.push(`White space around the ${labels[key]} was removed.`)
    if (values.has(key) && values.get(key) !== value) {
      notes.push(`There is more than one ${labels[key]}. The last one was used.`)
    }
    values.set(key, value)
  }
  return { values, unused, notes }
}

/** Takes the values that the form would take too, and says which were left out. */
function checkFields(values: ReadonlyMap<PasteKey, string>) {
  const fields: Record<string, unknown> = {}
  const notes: string[] = []
  for (const [key, value] of values) {
    if (isSecret(key)) continue
    const result = connectionFieldsSchema.shape[key].safeParse(value)
    if (result.success) fields[key] = result.data
    else notes.push(`The ${labels[key]} was left out. ${result.error.issues[0]?.message ?? ''}`.trim())
  }
  return withEnvironment(fields, notes)
}

/** Decides the environment, and warns where half of it would stay as the form has it. */
function withEnvironment(fields: Partial<ConnectionFields>, notes: readonly string[]) {
  const { tokenUrl, issuer, apiBaseUrl } = fields
  const hasToken = tokenUrl !== undefined || issuer !== undefined
  if (!hasToken && apiBaseUrl === undefined) return { fields, notes }
  const isPreset =
    issuer === undefined &&
    isSame(tokenUrl, weightronCloud.tokenUrl) &&
    isSame(apiBaseUrl, weightronCloud.apiBaseUrl)
  if (isPreset) return { fields: { ...fields, ...weightronCloud, environment: 'weightron' as const }, notes }
  const custom = { ...fields, environment: 'custom' as const }
  if (!hasToken)
    return { fields: custom, notes: [...notes, 'There is no Token URL in it: check that field.'] }
  if (apiBaseUrl !== undefined) return { fields: custom, notes }
  return { fields: custom, notes: [...notes, 'There is no API base URL in it: check that field.'] }
}

const isSecret = (key: PasteKey): key is SecretName => secretNames.some(name => name === key)

const isSame = (url: string | undefined, preset: string): boolean =>
  url === undefined || url.replace(/\/+$/, '') === preset

const entries = (count: number): string => (count === 1 ? '1 entry was' : `${count} entries were`)

function linesNote(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ')
  const more = lines.length > 5 ? ` and ${lines.length - 5} more` : ''
  return lines.length === 1 ? `Line ${shown} was not used.` : `Lines ${shown}${more} were not used.`
}

function nothingUsable(reasons: readonly string[]): ExplorerError {
  if (reasons.length === 0) return notUnderstood('Nothing in the clipboard looks like credentials.')
  return notUnderstood(`Nothing in the clipboard can be used. ${reasons.slice(0, 3).join(' ')}`)
}

const notUnderstood = (message: string) =>
  new ExplorerError('invalid_input', message, {
    hint: 'Copy the lines of a .env file, a curl command that asks for a token, a Postman environment or a JSON object, then try again.',
  })
