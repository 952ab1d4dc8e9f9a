/** Options of curl that mean something for a request (curl(1)), by their long names. */
export const meaningful = new Set([
  'request',
  'header',
  'data',
  'data-raw',
  'data-ascii',
  'data-binary',
  'data-urlencode',
  'json',
  'get',
  'head',
  'user',
  'oauth2-bearer',
  'form',
  'form-string',
  'cookie',
  'user-agent',
  'referer',
  'url',
  'url-query',
  'insecure',
])

/** Short names of options, and the long ones they stand for. */
const shortNames: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  G: 'get',
  I: 'head',
  u: 'user',
  F: 'form',
  b: 'cookie',
  A: 'user-agent',
  e: 'referer',
  k: 'insecure',
  L: 'location',
  s: 'silent',
  S: 'show-error',
  v: 'verbose',
  i: 'include',
  f: 'fail',
  g: 'globoff',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  m: 'max-time',
  w: 'write-out',
  x: 'proxy',
  U: 'proxy-user',
  c: 'cookie-jar',
  E: 'cert',
  T: 'upload-file',
  K: 'config',
  r: 'range',
  z: 'time-cond',
  '0': 'http1.0',
  '4': 'ipv4',
  '6': 'ipv6',
}

/** Options that say how curl works, not what is asked: passed by in silence, as this app has its own ways. */
export const silent = new Set([
  'location',
  'silent',
  'show-error',
  'verbose',
  'include',
  'fail',
  'fail-with-body',
  'globoff',
  'no-buffer',
  'compressed',
  'http1.0',
  'http1.1',
  'http2',
  'http3',
  'ipv4',
  'ipv6',
  'progress-bar',
  'no-progress-meter',
])

/** Other options without a value; those that are not known at all count as such when an option follows. */
const plain = new Set([...silent, 'get', 'head', 'insecure', 'remote-name', 'path-as-is', 'tlsv1.2', 'ssl'])

/** An option as it was written, with its value where it takes one. */
export interface CurlOption {
  /** The long name; `url` for an address without an option. */
  readonly name: string
  readonly value: string
}

/** The options of a command, without its first word. Of unknown ones nobody knows whether they take a value. */
export function curlOptions(words: readonly string[]): readonly CurlOption[] {
  const options: CurlOption[] = []
  const addValue = (name: string, at: number): number => {
    options.push({ name, value: words[at + 1] ?? '' })
    return at + 1
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const long = /^--([a-z0-9.-]+)(?:=([\s\S]*))?$/.exec(word)
    if (long !== null) {
      const [, name = '', attached] = long
      if (attached !== undefined) options.push({ name, value: attached })
      else if (plain.has(name) || !takesValue(name, words[at + 1])) options.push({ name, value: '' })
      else at = addValue(name, at)
    } else if (/^-[A-Za-z0-9]/.test(word)) {
      // Several letters in one word; what follows one that takes a value is its value.
      for (let letter = 1; letter < word.length; letter++) {
        const name = shortNames[word[letter] ?? ''] ?? `-${word[letter]}`
        if (plain.has(name) || name.startsWith('-')) {
          options.push({ name, value: '' })
          continue
        }
        const rest = word.slice(letter + 1)
        if (rest === '') at = addValue(name, at)
        else options.push({ name, value: rest })
        break
      }
    } else options.push({ name: 'url', value: word })
  }
  return options
}

function takesValue(name: string, next: string | undefined): boolean {
  if (meaningful.has(name) || Object.values(shortNames).includes(name)) return true
  return next !== undefined && !next.startsWith('-') && !/^https?:/i.test(next)
}
