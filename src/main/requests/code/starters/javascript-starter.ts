import {
  bodyImports,
  javascriptBody,
  javascriptKey,
  javascriptText,
  javascriptValue,
  sendsNoBody,
} from '../javascript.ts'
import { beforePaging, type StarterRequest } from './starter-request.ts'

/** An ES module for Node 18 or later, without packages. */
export function javascriptStarter(request: StarterRequest): string {
  const { method, url, headers, body, pages } = request
  const leftOut = body !== null && sendsNoBody(method)
  const sent = leftOut ? null : body
  return `// Reads from the API of Weightron.Cloud. Needs Node 18 or later, and no packages.
// Set WEIGHTRON_CLIENT_ID, WEIGHTRON_CLIENT_SECRET and WEIGHTRON_API_KEY before running it.
${leftOut ? `// fetch sends no body with ${method}, so it is left out here.\n` : ''}
${(sent === null ? [] : bodyImports(sent)).map(line => `${line}\n`).join('')}const tokenUrl = ${javascriptText(request.tokenUrl)}
const scope = ${javascriptText(request.scope)}
const timeLimit = 60_000 // milliseconds for one call

function setting(name) {
  const value = process.env[name]
  if (value) return value
  throw new Error(\`Set the environment variable \${name}.\`)
}

/** Asks, without following redirects: credentials stay with the host they are meant for. */
const ask = (url, options) =>
  fetch(url, { ...options, redirect: 'manual', signal: AbortSignal.timeout(timeLimit) })

/** What an error status says about itself, in one line. */
async function explain(response) {
  const text = (await response.text()).replace(/\\s+/g, ' ').slice(0, 300)
  return \`\${response.status} \${response.statusText}: \${text}\`
}

let cached = null

/** The token, asked for only when there is none or the last one is about to end. */
async function accessToken() {
  if (cached !== null && performance.now() < cached.freshUntil) return cached.token
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (scope !== '') form.set('scope', scope)
  const headers = { accept: 'application/json' }
${clientAuthentication(request)}
  const started = performance.now()
  const response = await ask(tokenUrl, { method: 'POST', headers, body: form })
  if (!response.ok) throw new Error(\`The token server refused: \${await explain(response)}\`)
  const { access_token: token, expires_in: life = 60 } = await response.json()
  cached = { token, freshUntil: started + (life - Math.min(30, life / 10)) * 1000 }
  return token
}

/** Makes the request and gives what stands under \`data\`. */
async function call(url${request.reads ? ', mayRenew = true' : ''}) {
  const response = await ask(url, {
    method: ${javascriptText(method)},
    headers: {
      authorization: \`Bearer \${await accessToken()}\`,
      'x-api-key': setting('WEIGHTRON_API_KEY'),
${headers.map(({ name, value }) => `      ${javascriptKey(name)}: ${javascriptValue(value, variable => `setting('${variable}')`)},`).join('\n')}
    },
${sent === null ? '' : `    body: ${javascriptBody(sent)},\n`}  })
${
  request.reads
    ? `  if (response.status === 401 && mayRenew) {
    cached = null // ended early: one more try with a new one
    await response.body?.cancel()
    return call(url, false)
  }
`
    : ''
}  if (!response.ok) throw new Error(\`The API refused: \${await explain(response)}\`)
  const text = await response.text()
  return text === '' ? null : JSON.parse(text).data
}

${
  pages === null
    ? `try {
  console.log(JSON.stringify(await call(${javascriptText(url)})))
} catch (error) {
  fail(error)
}`
    : `const url = ${javascriptText(beforePaging(url))}
const pageSize = ${pages.size}
const first = ${pages.from}

/** All documents, page by page. A page may hold fewer than were asked for; an empty one is the last. */
async function* documents() {
  let offset = first
  while (true) {
    const page = await call(\`\${url}l=\${pageSize}&o=\${offset}\`)
    if (page.length === 0) return
    yield* page
    offset += page.length
  }
}

try {
  let count = 0
  for await (const document of documents()) {
    console.log(JSON.stringify(document))
    count++
  }
  console.error(\`\${count} documents\`)
} catch (error) {
  fail(error)
}`
}

function fail(error) {
  console.error(error.message, error.cause?.message ?? '')
  process.exitCode = 1
}
`
}

/** For Basic, name and secret are form-encoded before they are joined (RFC 6749 section 2.3.1). */
function clientAuthentication({ clientAuthentication }: StarterRequest): string {
  if (clientAuthentication === 'body') {
    return `  form.set('client_id', setting('WEIGHTRON_CLIENT_ID'))
  form.set('client_secret', setting('WEIGHTRON_CLIENT_SECRET'))`
  }
  return `  const pair = ['WEIGHTRON_CLIENT_ID', 'WEIGHTRON_CLIENT_SECRET'].map(name => encodeURIComponent(setting(name)))
  headers.authorization = \`Basic \${Buffer.from(pair.join(':')).toString('base64')}\``
}
