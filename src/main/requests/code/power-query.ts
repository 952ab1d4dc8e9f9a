import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** Where the values of the variables are typed in; Power Query reads no environment. */
const names: Readonly<Record<string, string>> = { WEIGHTRON_TOKEN: 'Token', WEIGHTRON_API_KEY: 'ApiKey' }

/**
 * A query for Excel and Power BI. `Web.Contents` sends GET, and POST when there is content; a SEARCH of documents is
 * sent as its twin, POST `documents/query` (fact sheet of the API, section 4).
 */
export function powerQueryCode(request: CodeRequest): string {
  const isSearch = request.method === 'SEARCH' && /\/documents$/.test(new URL(request.url).pathname)
  const method = isSearch ? 'POST' : request.method
  if (method !== 'GET' && method !== 'POST') {
    return `// Power Query sends GET and POST only. This request is a ${method}: use another language for it.`
  }
  const url = new URL(request.url)
  if (isSearch) url.pathname = `${url.pathname}/query`
  const variables = [
    ...new Set(request.headers.flatMap(({ value }) => ('variable' in value ? [value.variable] : []))),
  ]
  const content = request.body ?? (method === 'POST' ? { text: '' } : null)
  const lines = [
    ...(isSearch ? ['// Power Query cannot send SEARCH; POST to documents/query asks the same.'] : []),
    ...(method === 'GET' && content !== null
      ? ['// Power Query sends no body with GET, so it is left out here.']
      : []),
    'let',
    ...variables.map(variable => `    ${nameOf(variable)} = ${powerQueryText(`paste ${variable} here`)},`),
    `    Response = Web.Contents(${powerQueryText(url.href)}, [`,
    '        Headers = [',
    request.headers
      .map(({ name, value }) => `            #${powerQueryText(name)} = ${expression(value)}`)
      .join(',\n'),
    content === null || method === 'GET' ? '        ]' : '        ],',
    ...(content === null || method === 'GET' ? [] : [`        Content = ${powerQueryBody(content)}`]),
    '    ]),',
    '    Source = Json.Document(Response)',
    'in',
    '    Source',
  ]
  return lines.join('\n')
}

function nameOf(variable: string): string {
  return names[variable] ?? variable
}

function expression(value: CodeValue): string {
  if (!('variable' in value)) return powerQueryText(value.text)
  return value.text === ''
    ? nameOf(value.variable)
    : `${powerQueryText(value.text)} & ${nameOf(value.variable)}`
}

/** The bytes of a body. Power Query finds a file by its whole path alone. */
export function powerQueryBody(body: CodeBody): string {
  return 'file' in body
    ? `File.Contents(${powerQueryText(`paste the folder here\\${body.file}`)})`
    : `Text.ToBinary(${powerQueryText(body.text)})`
}

/** Quotation marks are doubled; `#(` starts an escape, and control characters need one. */
export function powerQueryText(text: string): string {
  const escaped = text
    .replaceAll('"', '""')
    .replaceAll('#(', '#(#)(')
    .replaceAll('\r', '#(cr)')
    .replaceAll('\n', '#(lf)')
    .replaceAll('\t', '#(tab)')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must be escaped
    .replace(/[\x00-\x1f\x7f-\x9f]/g, char => `#(${char.charCodeAt(0).toString(16).padStart(4, '0')})`)
  return `"${escaped}"`
}
