import type { Connection } from '../../../../shared/connection.ts'
import { ExplorerError } from '../../../../shared/errors.ts'
import { requestEffect } from '../../../../shared/request-effect.ts'
import type { CodeRequest } from '../code-request.ts'

/** Documents of one call where the request does not say how many. */
const usualPageSize = 200

/** A request as a complete program is written from it. Holds no secret. */
export interface StarterRequest {
  readonly tokenUrl: string
  /** Empty: the parameter is not sent. */
  readonly scope: string
  readonly clientAuthentication: Connection['clientAuthentication']
  readonly method: string
  /** Without `l` and `o` where there are pages. */
  readonly url: string
  /** All but authorization and x-api-key. */
  readonly headers: CodeRequest['headers']
  readonly body: CodeRequest['body']
  /** Whether it may be sent once more after a 401. */
  readonly reads: boolean
  /** How documents are paged through; null for a request that has one answer. */
  readonly pages: { readonly size: number; readonly from: number } | null
}

/**
 * What a starter needs to know: where the token comes from, and whether the answer comes in pages. Throws
 * `invalid_input` where the request does not use the credentials of the connection, or its token URL is not known.
 */
export function starterRequest(connection: Connection, request: CodeRequest): StarterRequest {
  if (connection.tokenUrl === '') {
    throw new ExplorerError('invalid_input', 'A starter needs the token URL of the connection.', {
      hint: `Enter it in the connection: it is "token_endpoint" in the discovery document of ${connection.issuer}.`,
    })
  }
  const variables = request.headers.flatMap(({ value }) => ('variable' in value ? [value.variable] : []))
  if (!variables.includes('WEIGHTRON_TOKEN') || !variables.includes('WEIGHTRON_API_KEY')) {
    throw new ExplorerError(
      'invalid_input',
      'This request does not go with the authorization of the connection.',
      {
        hint: 'A starter gets a token and sends it with the API Key. Switch the authorization on, or take the request alone.',
      },
    )
  }
  const url = new URL(request.url)
  const pages = pagesOf(request.method, url)
  return {
    tokenUrl: connection.tokenUrl,
    scope: connection.scope,
    clientAuthentication: connection.clientAuthentication,
    method: request.method,
    url: pages === null ? request.url : withoutParameters(request.url, ['l', 'o']),
    headers: request.headers.filter(({ name }) => name !== 'authorization' && name !== 'x-api-key'),
    body: request.body,
    reads: !requestEffect(
      {
        method: request.method,
        path: url.pathname,
        body: { kind: request.body === null ? 'none' : 'text' },
      },
      true,
    ).writes,
    pages,
  }
}

/** Lists of documents come in pages by `l` and `o`, but for their number (fact sheet of the API, section 4). */
function pagesOf(method: string, url: URL): StarterRequest['pages'] {
  const lists = ['GET', 'SEARCH'].includes(method) && /\/documents\/?$/.test(url.pathname)
  const asks = method === 'POST' && /\/documents\/query\/?$/.test(url.pathname)
  const counts = /^(true|1)$/i.test(url.searchParams.get('countonly') ?? '')
  if ((!lists && !asks) || counts) return null
  const number = (name: string): number => {
    const value = Number(url.searchParams.get(name))
    return Number.isSafeInteger(value) && value > 0 ? value : 0
  }
  return { size: number('l') || usualPageSize, from: number('o') }
}

/** By text: `URLSearchParams` would write the others anew. */
function withoutParameters(url: string, names: readonly string[]): string {
  const [address = '', query = ''] = url.split(/\?(.*)/s)
  const kept = query.split('&').filter(part => part !== '' && !names.includes(part.split('=')[0] ?? ''))
  return kept.length === 0 ? address : `${address}?${kept.join('&')}`
}

/** The request's URL up to where `l=` and `o=` can be added. */
export function beforePaging(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}`
}
