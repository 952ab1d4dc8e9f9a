import { hidesName } from './masking.ts'

/**
 * Whether a JSON text holds a name whose value is masked: any name that is written, those too that are repeated and
 * that a parser drops. One pass, whatever the length of its strings.
 */
export function writesHiddenName(json: string): boolean {
  for (let start = json.indexOf('"'); start >= 0; ) {
    const end = endOfString(json, start)
    if (end < 0) return false
    if (isName(json, end) && hidesName(nameOf(json.slice(start, end + 1)))) return true
    start = json.indexOf('"', end + 1)
  }
  return false
}

/** Where the quote is that ends the string; negative where there is none. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1)
  while (end >= 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1)
  return end
}

function isEscaped(json: string, quote: number): boolean {
  let at = quote
  while (json[at - 1] === '\\') at--
  return (quote - at) % 2 === 1
}

function isName(json: string, end: number): boolean {
  let at = end + 1
  while (/\s/.test(json[at] ?? '')) at++
  return json[at] === ':'
}

function nameOf(written: string): string {
  try {
    return String(JSON.parse(written))
  } catch {
    // Not a name of JSON; as it is written it may still look like one of a secret.
    return written
  }
}
