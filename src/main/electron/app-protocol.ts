import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { appOrigin } from './app-address.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Stands in the page where the nonce of this load goes. */
const nonceMark = '%CSP_NONCE%'

/** The policy of the page. Scripts and fonts are our files; styles are our files or carry the nonce of this load. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
  ].join('; ')
}

/**
 * The file below `folder` that a URL of the app means, or null: another host, a path that leaves the folder, a
 * percent-encoding that hides a separator or a NUL.
 */
export function fileOf(folder: string, address: string): string | null {
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== appOrigin) return null
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
  if (/[\0\\]/.test(path)) return null
  const file = join(folder, path)
  return file.startsWith(folder + sep) ? file : null
}

/** Answers requests for the window's own files, each with the policy and with types that cannot be guessed around. */
export function createAppProtocol(folder: string): (request: Request) => Promise<Response> {
  // Made here and not for each answer, so that Node reads its `Response` now, which takes 30 ms, and not with the page.
  const always = new Headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  return async request => {
    const file = fileOf(folder, request.url)
    const type = file === null ? undefined : contentTypes[extname(file)]
    if (file === null || type === undefined || request.method !== 'GET') return notFound()
    const nonce = randomBytes(18).toString('base64')
    let body: Buffer
    try {
      body = await readFile(file)
    } catch {
      return notFound()
    }
    const isPage = type.startsWith('text/html')
    const headers = new Headers(always)
    headers.set('content-type', type)
    headers.set('content-security-policy', contentSecurityPolicy(nonce))
    return new Response(isPage ? body.toString('utf8').replaceAll(nonceMark, nonce) : new Uint8Array(body), {
      headers,
    })
  }
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}
