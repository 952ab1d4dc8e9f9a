import type { CodeRequest, CodeValue } from './code-request.ts'

/** A command for a POSIX shell. `--globoff`: brackets in an address are themselves, not a list of addresses. */
export function curlCode({ method, url, headers, body }: CodeRequest): string {
  const options = [
    ...(method === 'GET' ? [] : [method === 'HEAD' ? '--head' : `--request ${quoted(method)}`]),
    ...headers.map(header => `--header ${headerWord(header.name, header.value)}`),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ]
  return [`curl --globoff ${quoted(url)}`, ...options.map(option => `  ${option}`)].join(' \\\n')
}

/** An empty header is written with a semicolon. */
function headerWord(name: string, value: CodeValue): string {
  if ('variable' in value) return `"${name}: ${value.text}$${value.variable}"`
  return value.text === '' ? quoted(`${name};`) : quoted(`${name}: ${value.text}`)
}

/** Everything in single quotes is literal, but for a single quote; plain words need none. */
function quoted(text: string): string {
  return /^[A-Za-z0-9_-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
