import { readJson } from './paste-json.ts'
import type { Pair } from './paste-keys.ts'
import { shellWords } from './shell-words.ts'

const dataOptions = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii'])
/** Other options that take a value, so that their value is not mistaken for the address. */
const ignoredOptions = new Set([
  ...[
    '-o',
    '--output',
    '-X',
    '--request',
    '-A',
    '--user-agent',
    '-e',
    '--referer',
    '-b',
    '--cookie',
    '-x',
    '--proxy',
  ],
  ...[
    '-m',
    '--max-time',
    '--connect-timeout',
    '--retry',
    '-w',
    '--write-out',
    '--cacert',
    '-E',
    '--cert',
    '--key',
  ],
  ...['-F', '--form', '-c', '--cookie-jar', '-T', '--upload-file', '-U', '--proxy-user'],
])

interface Command {
  url: string | null
  user: string | null
  readonly headers: (readonly [name: string, value: string])[]
  readonly form: Pair[]
}

/** Reads a curl command: a token request, or a call of the API. Answers pairs as if they had been named in a file. */
export function readCurl(text: string): {
  readonly pairs: readonly Pair[]
  readonly isTokenRequest: boolean
} {
  const command = readCommand(shellWords(text).slice(1))
  const basic = basicCredentials(command)
  const names = new Set(command.form.map(([name]) => name))
  const path = withoutQuery(command.url ?? '')
  const isTokenRequest =
    basic !== null || names.has('grant_type') || names.has('client_secret') || /\/token\/?$/.test(path)
  const pairs: Pair[] = command.form.filter(([name]) => name !== 'grant_type')
  if (path !== '') pairs.push(isTokenRequest ? ['token_url', path] : ['api_base_url', originOf(path)])
  const apiKey = command.headers.find(([name]) => name === 'x-api-key')?.[1]
  if (apiKey !== undefined) pairs.push(['api_key', apiKey])
  if (basic !== null) pairs.push(['client_id', basic.id], ['client_secret', basic.secret])
  return {
    pairs: isTokenRequest ? [...pairs, ['client_authentication', basic ? 'basic' : 'body']] : pairs,
    isTokenRequest,
  }
}

function readCommand(words: readonly string[]): Command {
  const command: Command = { url: null, user: null, headers: [], form: [] }
  for (let at = 0; at < words.length; at++) {
    const [option, attached] = splitOption(words[at] ?? '')
    const value = (): string => attached ?? words[++at] ?? ''
    if (dataOptions.has(option)) command.form.push(...formPairs(value()))
    else if (option === '--data-urlencode') command.form.push(...plainPair(value()))
    else if (option === '-u' || option === '--user') command.user = value()
    else if (option === '-H' || option === '--header') command.headers.push(headerOf(value()))
    else if (option === '--url') command.url = value()
    else if (ignoredOptions.has(option)) value()
    else if (!option.startsWith('-')) command.url ??= option
  }
  return command
}

/** `--data=x` and `-dx` as option and value. */
function splitOption(word: string): readonly [option: string, value: string | undefined] {
  const long = /^(--[a-z-]+)=([\s\S]*)$/.exec(word)
  if (long) return [long[1] ?? '', long[2]]
  const short = /^(-[dHu])([\s\S]+)$/.exec(word)
  return short ? [short[1] ?? '', short[2]] : [word, undefined]
}

function formPairs(body: string): readonly Pair[] {
  if (body.trimStart().startsWith('{')) return readJson(body)?.pairs ?? []
  return [...new URLSearchParams(body)]
}

/** `--data-urlencode name=value` has its value in clear: curl encodes it. */
function plainPair(text: string): readonly Pair[] {
  const at = text.indexOf('=')
  return at < 1 ? [] : [[text.slice(0, at), text.slice(at + 1)]]
}

function headerOf(text: string): readonly [string, string] {
  const at = text.indexOf(':')
  return at < 0
    ? [text.toLowerCase(), '']
    : [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()]
}

/** Client credentials from `-u` or a Basic header. Both are percent-encoded where they need it (RFC 6749, 2.3.1). */
function basicCredentials({
  user,
  headers,
}: Command): { readonly id: string; readonly secret: string } | null {
  const header = headers.find(([name]) => name === 'authorization')?.[1] ?? ''
  const encoded = /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(header)?.[1]
  const text = user ?? (encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8'))
  const at = text?.indexOf(':') ?? -1
  if (text === null || at < 0) return null
  return { id: percentDecoded(text.slice(0, at)), secret: percentDecoded(text.slice(at + 1)) }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // A secret with a percent sign of its own.
  }
}

const withoutQuery = (url: string): string => url.replace(/[?#][\s\S]*$/, '')

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)
