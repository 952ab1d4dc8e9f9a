import type { CodeRequest, CodeValue } from './code-request.ts'

/** An ES module for Node 18 or later, by `fetch`. */
export function javascriptCode({ method, url, headers, body }: CodeRequest): string {
  const sendsNoBody = body !== null && ['GET', 'HEAD'].includes(method)
  const lines = [
    ...(sendsNoBody ? [`// fetch sends no body with ${method}, so it is left out here.`] : []),
    `const response = await fetch(${quoted(url)}, {`,
    `  method: ${quoted(method)},`,
    '  headers: {',
    ...headers.map(({ name, value }) => `    ${key(name)}: ${expression(value)},`),
    '  },',
    ...(body === null || sendsNoBody ? [] : [`  body: ${bodyExpression(body)},`]),
    '})',
    '',
    'console.log(response.status, response.statusText)',
    'console.log(await response.text())',
  ]
  return lines.join('\n')
}

function key(name: string): string {
  return /^[a-z]+$/.test(name) ? name : quoted(name)
}

function expression(value: CodeValue): string {
  if (!('variable' in value)) return quoted(value.text)
  const variable = `process.env.${value.variable}`
  return value.text === '' ? variable : `\`${value.text}\${${variable}}\``
}

/** A template literal keeps the lines of a body. */
function bodyExpression(body: string): string {
  if (!body.includes('\n')) return quoted(body)
  return `\`${body.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')}\``
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}
