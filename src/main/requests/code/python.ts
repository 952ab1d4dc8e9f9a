import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** A script for Python 3 with the `requests` package. */
export function pythonCode({ method, url, headers, body }: CodeRequest): string {
  const usesVariables = headers.some(({ value }) => 'variable' in value)
  const lines = [
    ...(usesVariables ? ['import os'] : []),
    ...(body === null ? [] : bodyImports(body)),
    ...(usesVariables || (body !== null && 'file' in body) ? [''] : []),
    'import requests',
    '',
    'response = requests.request(',
    `    ${pythonText(method)},`,
    `    ${pythonText(url)},`,
    '    headers={',
    ...headers.map(({ name, value }) => `        ${pythonText(name)}: ${pythonValue(value)},`),
    '    },',
    ...(body === null ? [] : [`    data=${pythonBody(body)},`]),
    '    timeout=30,',
    ')',
    '',
    'print(response.status_code, response.reason)',
    'print(response.text)',
  ]
  return lines.join('\n')
}

/** The value of a header. */
export function pythonValue(value: CodeValue): string {
  if (!('variable' in value)) return pythonText(value.text)
  const variable = `os.environ[${pythonText(value.variable)}]`
  return value.text === '' ? variable : `${pythonText(value.text)} + ${variable}`
}

/** The import that `pythonBody` needs. */
export function bodyImports(body: CodeBody): readonly string[] {
  return 'file' in body ? ['from pathlib import Path'] : []
}

/** As bytes: `requests` sends text as latin1 where it can. */
export function pythonBody(body: CodeBody): string {
  if ('file' in body) return `Path(${pythonText(body.file)}).read_bytes()`
  if (!body.text.includes('\n')) return `${pythonText(body.text)}.encode()`
  const lines = body.text
    .split('\n')
    .map((line, at, all) => pythonText(at < all.length - 1 ? `${line}\n` : line))
  return `(\n        ${lines.join('\n        ')}\n    ).encode()`
}

/** JSON's escapes mean the same in Python, but for surrogates, which JSON text does not need. */
export function pythonText(text: string): string {
  return JSON.stringify(text.toWellFormed())
}
