import { queryRows, queryText } from '../../shared/request-target.ts'
import type { BuiltRequest, FieldRow } from '../../shared/requests.ts'
import { isSecretName, isSecretParameter } from '../http/index.ts'

/**
 * A request as it may be written to disk or handed on: values under secret names are gone, and so is every value that
 * the app knows to be secret. `scrub` removes those from text. The names stay, so that one sees what to fill in again.
 */
export function withoutSecrets(request: BuiltRequest, scrub: (text: string) => string): BuiltRequest {
  const cleared = (rows: readonly FieldRow[], isSecret: (name: string) => boolean): FieldRow[] =>
    rows.map(row => ({
      ...row,
      name: scrub(row.name),
      value: isSecret(row.name) ? '' : scrub(row.value),
    }))
  const [path = '', query] = request.path.split(/\?(.*)/s)
  const typed = query === undefined ? '' : `?${queryText(cleared(queryRows(query), isSecretParameter))}`
  return {
    ...request,
    path: scrub(path.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')) + typed,
    values: request.values.map(({ name, value }) => ({ name, value: scrub(value) })),
    query: cleared(request.query, isSecretParameter),
    headers: cleared(request.headers, isSecretName),
    body: {
      ...request.body,
      text: scrub(request.body.text),
      fields: cleared(request.body.fields, isSecretParameter),
    },
  }
}
