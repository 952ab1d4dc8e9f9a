import type { Connection } from '../../../shared/connection.ts'
import type { BuiltRequest } from '../../../shared/requests.ts'
import { looksSecret } from '../../api/index.ts'
import { isSecretName } from '../../http/index.ts'
import { outgoingOf } from '../outgoing.ts'
import { withoutSecrets } from '../without-secrets.ts'

/** The value of a header in code: text, or text before a variable of the environment that holds a secret. */
export type CodeValue = { readonly text: string } | { readonly text: string; readonly variable: string }

/** Text, or the name of a file that is read where the program runs: where the file is on this machine stays here. */
export type CodeBody = { readonly text: string } | { readonly file: string }

/** A request as code is written from it. Holds no secret. */
export interface CodeRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly { readonly name: string; readonly value: CodeValue }[]
  readonly body: CodeBody | null
}

/**
 * What goes into a program: the request as it would be sent, with variables where token, API key and whatever else is
 * secret by its name belong. Throws `invalid_input` where the request cannot be sent either.
 */
export function codeRequest(
  connection: Connection,
  request: BuiltRequest,
  scrub: (text: string) => string,
): CodeRequest {
  const shown = withoutSecrets({ ...request, headers: [] }, scrub)
  const { method, url, headers, body, file, adds } = outgoingOf(connection, {
    ...shown,
    headers: request.headers,
  })
  const own = headers.map(({ name, value }) => ({
    name,
    value: isSecretName(name) || looksSecret(name) ? variableOf(name, value) : { text: scrub(value) },
  }))
  return {
    method,
    url,
    headers: [
      ...(adds.token
        ? [{ name: 'authorization', value: { text: 'Bearer ', variable: 'WEIGHTRON_TOKEN' } }]
        : []),
      ...(adds.apiKey ? [{ name: 'x-api-key', value: { text: '', variable: 'WEIGHTRON_API_KEY' } }] : []),
      ...own,
    ],
    body: bodyOf(body, file === null ? null : scrub(file.name)),
  }
}

function bodyOf(text: string | undefined, file: string | null): CodeBody | null {
  if (file !== null) return { file }
  return text === undefined ? null : { text }
}

/** The scheme of a credential may be seen, such as `Basic `. */
function variableOf(name: string, value: string): CodeValue {
  const scheme = /^(?:Bearer|Basic) /i.exec(value)?.[0] ?? ''
  return { text: scheme, variable: name.toUpperCase().replace(/[^A-Z0-9]/g, '_') }
}
