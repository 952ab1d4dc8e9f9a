import { ExplorerError } from '../../shared/errors.ts'
import { type HttpAnswer, redactText } from '../http/index.ts'
import { fieldsOf } from './token-answer.ts'

/** Characters of an answer that are kept as evidence. */
const MOST_DETAIL = 500
/** Bytes that are read for it: the cut comes after the secrets are gone, so that it leaves no half of one. */
const MOST_READ = 65_536

/**
 * Says why the token server gave no token, from its answer alone. Nothing of the library's errors is kept: they
 * carry the answer, and with it what the server may echo. `scrub` removes the secrets of this request.
 */
export function refusalOf(answer: HttpAnswer, url: URL, scrub: (text: string) => string): ExplorerError {
  const { status } = answer
  const oauthError = oauthErrorOf(answer)
  const evidence = { status, detail: scrub(detailOf(answer, oauthError)).slice(0, MOST_DETAIL) }
  const host = url.host

  if (status === 429) {
    return new ExplorerError('rate_limited', `${host} has had too many token requests.`, {
      hint: waitHint(answer),
      retryable: true,
      ...evidence,
    })
  }
  if (status >= 500) {
    return new ExplorerError('server_error', `The token server ${host} failed (${status}).`, {
      hint: 'Try again in a few minutes. If it goes on, tell the operator.',
      retryable: true,
      ...evidence,
    })
  }
  if (status >= 300 && status <= 399) {
    return new ExplorerError('malformed_response', `${host} sends the token request on to another address.`, {
      hint: 'Enter the right token URL: credentials are never sent on.',
      ...evidence,
    })
  }
  if (status < 400) {
    return new ExplorerError('malformed_response', `What ${host} answered is not a token.`, {
      hint: 'Check the token URL.',
      ...evidence,
    })
  }
  if (oauthError === 'invalid_client' || (status === 401 && oauthError === null)) {
    return new ExplorerError(
      'invalid_client',
      'The token server does not accept Client ID and Client Secret.',
      {
        hint: 'Check both for missing characters, and that they belong together. The answer does not say which is wrong.',
        ...evidence,
      },
    )
  }
  if (oauthError === 'invalid_scope') {
    return new ExplorerError('invalid_scope', 'The token server does not grant this scope.', {
      hint: 'Use the scope openid, or leave it empty.',
      ...evidence,
    })
  }
  const [message, hint] = otherRefusal(status, oauthError, host)
  return new ExplorerError('request_refused', message, { hint, ...evidence })
}

function otherRefusal(status: number, oauthError: string | null, host: string): readonly [string, string] {
  if (oauthError === 'unauthorized_client' || oauthError === 'unsupported_grant_type') {
    return [
      `The token server does not allow this client to sign in by itself (${oauthError}).`,
      'Ask the reseller for a client with the client credentials grant.',
    ]
  }
  if (oauthError === 'invalid_grant') {
    return [
      'The token server does not accept the refresh token any more (invalid_grant).',
      'Ask for a new token.',
    ]
  }
  if (oauthError !== null) {
    return [
      `The token server refused the request (${oauthError}).`,
      'Try the other client authentication under Advanced, and check the scope.',
    ]
  }
  if (status === 404 || status === 405) {
    return [`There is no token server at this address of ${host} (${status}).`, 'Check the token URL.']
  }
  return [`${host} refused the token request (${status}).`, 'Check the token URL.']
}

/** The error code of RFC 6749 section 5.2: from the body, or from the challenge that answers Basic. */
function oauthErrorOf(answer: HttpAnswer): string | null {
  const fromBody = fieldsOf(answer)?.error
  const challenge = answer.headers.find(([name]) => name === 'www-authenticate')?.[1] ?? ''
  const code = typeof fromBody === 'string' ? fromBody : /\berror="?([a-z_]{1,60})"?/.exec(challenge)?.[1]
  return code !== undefined && /^[a-z_]{1,60}$/.test(code) ? code : null
}

function detailOf(answer: HttpAnswer, oauthError: string | null): string {
  const text = redactText(new TextDecoder().decode(answer.body.subarray(0, MOST_READ)))
  const head = [
    `HTTP ${answer.status} ${answer.statusText}`.trimEnd(),
    ...(oauthError === null ? [] : [oauthError]),
  ]
  return [head.join(', '), text.replace(/\s+/g, ' ').trim()].filter(part => part !== '').join('\n')
}

function waitHint(answer: HttpAnswer): string {
  const retryAfter = answer.headers.find(([name]) => name === 'retry-after')?.[1] ?? ''
  return /^\d{1,6}$/.test(retryAfter)
    ? `Wait ${retryAfter} seconds, then try again.`
    : 'Wait a minute, then try again.'
}
