import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** An ES module for Node 18 or later, by `fetch`. */
export function javascriptCode(request: CodeRequest): string {
  return [
    ...fetchImports(request),
    ...fetchCall(request, variable => `process.env.${variable}`),
    '',
    'console.log(response.status, response.statusText)',
    'console.log(await response.text())',
  ].join('\n')
}

/** What `fetchCall` needs above it, with an empty line after. */
export function fetchImports({ body, method }: CodeRequest): readonly string[] {
  return body === null || sendsNoBody(method) ? [] : bodyImports(body)
}

/** The import that `javascriptBody` needs, with an empty line after. */
export function bodyImports(body: CodeBody): readonly string[] {
  return 'file' in body ? ["import { readFile } from 'node:fs/promises'", ''] : []
}

/** `fetch` refuses to send a body with these. */
export const sendsNoBody = (method: string): boolean => ['GET', 'HEAD'].includes(method)

/** The lines that make a constant `response`. `variable` writes what reads a variable of the environment. */
export function fetchCall(
  { method, url, headers, body }: CodeRequest,
  variable: (name: string) => string,
): readonly string[] {
  const leftOut = body !== null && sendsNoBody(method)
  return [
    ...(leftOut ? [`// fetch sends no body with ${method}, so it is left out here.`] : []),
    `const response = await fetch(${javascriptText(url)}, {`,
    `  method: ${javascriptText(method)},`,
    '  headers: {',
    ...headers.map(({ name, value }) => `    ${javascriptKey(name)}: ${javascriptValue(value, variable)},`),
    '  },',
    ...(body === null || leftOut ? [] : [`  body: ${javascriptBody(body)},`]),
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

/** A file as it is read; of text a template literal keeps the lines. */
export function javascriptBody(body: CodeBody): string {
  if ('file' in body) return `await readFile(${javascriptText(body.file)})`
  if (!body.text.includes('\n')) return javascriptText(body.text)
  return `\`${body.text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')}\``
}

/** Text in single quotes. */
export function javascriptText(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}
