import { ExplorerError } from '../../shared/errors.ts'
import type { BuiltRequest, FieldRow } from '../../shared/requests.ts'
import { removed } from '../http/index.ts'

/**
 * Throws `invalid_input` for a request that holds the mask in the place of a secret: drafts, history and saved requests
 * are kept without secrets, and what came out of one of them must not write the mask over a value.
 */
export function refuseMasks(request: BuiltRequest): void {
  const places = maskedPlaces(request)
  if (places.length === 0) return
  throw new ExplorerError(
    'invalid_input',
    `A value in ${places.join(', ')} was removed because it looked like a secret.`,
    {
      hint: `Put it in again where ${removed} stands. Drafts, history and saved requests are kept without secrets.`,
    },
  )
}

/** Where the mask stands in what is sent: rows that are switched off do not count. */
function maskedPlaces({ path, values, query, headers, body }: BuiltRequest): readonly string[] {
  const inRows = (kind: string, rows: readonly FieldRow[]): readonly string[] =>
    rows.filter(row => row.on && isMasked(row.name + row.value)).map(({ name }) => `${kind} ${name}`)
  return [
    ...(isMasked(path) ? ['the address'] : []),
    ...values
      .filter(({ name, value }) => path.includes(`{${name}}`) && isMasked(value))
      .map(({ name }) => `{${name}}`),
    ...inRows('the parameter', query),
    ...inRows('the header', headers),
    ...((body.kind === 'json' || body.kind === 'text') && isMasked(body.text) ? ['the body'] : []),
    ...(body.kind === 'form' ? inRows('the field', body.fields) : []),
  ]
}

/** A query that was typed into the path is encoded when it is kept. */
function isMasked(text: string): boolean {
  return text.replace(/%5b/gi, '[').replace(/%5d/gi, ']').includes(removed)
}
