import type { CodeRequest, CodeValue } from './code-request.ts'

/** An ES module for Node 18 or later, by `fetch`. */
export function javascriptCode(request: CodeRequest): string {
  return [
    ...fetchCall(request, variable => `process.env.${variable}`),
    '',
    'console.log(response.status, response.statusText)',
    'console.log(await response.text())',
  ].join('\n')
}

/** The lines that make a constant `response`. `variable` writes what reads a variable of the environment. */
export function fetchCall(
  { method, url, headers, body }: CodeRequest,
  variable: (name: string) => string,
): readonly string[] {
  const sendsNoBody = body !== null && ['GET', 'HEAD'].includes(method)
  return [
    ...(sendsNoBody ? [`// fetch sends no body with ${method}, so it is left out here.`] : []),
    `const response = await fetch(${javascriptText(url)}, {`,
    `  method: ${javascriptText(method)},`,
    '  headers: {',
    ...headers.map(({ name, value }) => `    ${javascriptKey(name)}: ${javascriptValue(value, variable)},`),
    '  },',
    ...(body === null || sendsNoBody ? [] : [`  body: ${javascriptBody(body)},`]),
    '})',
  ]
}

/** The name of a property. */
export function javascriptKey(name: string): string {
  return /^[a-z]+$/.test(name) ? name : javascriptText(name)
}

/** The value of a header. */
export function javascriptValue(value: CodeValue, variable: (name: string) => string): string {
  if (!('variable' in value)) return javascriptText(value.text)
  const read = variable(value.variable)
  return value.text === '' ? read : `\`${value.text}\${${read}}\``
}

/** A template literal keeps the lines of a body. */
export function javascriptBody(body: string): string {
  if (!body.includes('\n')) return javascriptText(body)
  return `\`${body.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')}\``
}

/** Text in single quotes. */
export function javascriptText(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}
