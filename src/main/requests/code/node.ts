import type { CodeRequest } from './code-request.ts'
import { bodyImports, javascriptBody, javascriptKey, javascriptText, javascriptValue } from './javascript.ts'

/** An ES module by Node's own client, which sends a body with any method and follows no redirect. */
export function nodeCode({ method, url, headers, body }: CodeRequest): string {
  const client = url.startsWith('http:') ? 'http' : 'https'
  const length = body === null ? [] : ["    'content-length': Buffer.byteLength(body),"]
  return [
    ...(body === null ? [] : bodyImports(body).slice(0, 1)),
    `import { request } from 'node:${client}'`,
    "import { text } from 'node:stream/consumers'",
    '',
    ...(body === null ? [] : [`const body = ${javascriptBody(body)}`, '']),
    `const outgoing = request(${javascriptText(url)}, {`,
    `  method: ${javascriptText(method)},`,
    '  headers: {',
    ...headers.map(
      ({ name, value }) =>
        `    ${javascriptKey(name)}: ${javascriptValue(value, variable => `process.env.${variable}`)},`,
    ),
    ...length,
    '  },',
    '})',
    "const incoming = new Promise((resolve, reject) => outgoing.on('response', resolve).on('error', reject))",
    body === null ? 'outgoing.end()' : 'outgoing.end(body)',
    '',
    'const response = await incoming',
    'console.log(response.statusCode, response.statusMessage)',
    'console.log(await text(response))',
  ].join('\n')
}
