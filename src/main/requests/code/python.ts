import type { CodeRequest, CodeValue } from './code-request.ts'

/** A script for Python 3 with the `requests` package. */
export function pythonCode({ method, url, headers, body }: CodeRequest): string {
  const usesVariables = headers.some(({ value }) => 'variable' in value)
  const lines = [
    ...(usesVariables ? ['import os', ''] : []),
    'import requests',
    '',
    'response = requests.request(',
    `    ${quoted(method)},`,
    `    ${quoted(url)},`,
    '    headers={',
    ...headers.map(({ name, value }) => `        ${quoted(name)}: ${expression(value)},`),
    '    },',
    ...(body === null ? [] : [`    data=${bodyExpression(body)},`]),
    '    timeout=30,',
    ')',
    '',
    'print(response.status_code, response.reason)',
    'print(response.text)',
  ]
  return lines.join('\n')
}

function expression(value: CodeValue): string {
  if (!('variable' in value)) return quoted(value.text)
  const variable = `os.environ[${quoted(value.variable)}]`
  return value.text === '' ? variable : `${quoted(value.text)} + ${variable}`
}

/** As bytes: `requests` sends text as latin1 where it can. */
function bodyExpression(body: string): string {
  if (!body.includes('\n')) return `${quoted(body)}.encode()`
  const lines = body.split('\n').map((line, at, all) => quoted(at < all.length - 1 ? `${line}\n` : line))
  return `(\n        ${lines.join('\n        ')}\n    ).encode()`
}

/** JSON's escapes mean the same in Python, but for surrogates, which JSON text does not need. */
function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed())
}
