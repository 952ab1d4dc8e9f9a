import type { CodeBody, CodeRequest, CodeValue } from './code-request.ts'

/** A command for a POSIX shell. `--globoff`: brackets in an address are themselves, not a list of addresses. */
export function curlCode({ method, url, headers, body }: CodeRequest): string {
  const options = [
    ...(method === 'GET' && body === null
      ? []
      : [method === 'HEAD' ? '--head' : `--request ${shellWord(method)}`]),
    ...headers.map(header => `--header ${headerWord(header.name, header.value)}`),
    ...(body === null ? [] : [curlData(body)]),
  ]
  return [`curl --globoff ${shellWord(url)}`, ...options.map(option => `  ${option}`)].join(' \\\n')
}

/** The option that sends a body byte by byte. `@` stands before the name of a file. */
export function curlData(body: CodeBody): string {
  return 'file' in body ? `--data-binary ${shellWord(`@${body.file}`)}` : `--data-raw ${shellWord(body.text)}`
}

/** An empty header is written with a semicolon. */
function headerWord(name: string, value: CodeValue): string {
  if ('variable' in value) return `"${name}: ${value.text}$${value.variable}"`
  return value.text === '' ? shellWord(`${name};`) : shellWord(`${name}: ${value.text}`)
}

/** Everything in single quotes is literal, but for a single quote; plain words need none. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
