/** Extensions of what APIs answer with. */
const extensions: readonly (readonly [type: RegExp, extension: string])[] = [
  [/\bndjson|jsonl/i, 'ndjson'],
  [/[/+]json\b/i, 'json'],
  [/\bcsv\b/i, 'csv'],
  [/\bhtml\b/i, 'html'],
  [/svg/i, 'svg'],
  [/[/+]xml\b/i, 'xml'],
  [/\/(?:png|gif|webp|avif|bmp|pdf|zip|rtf)\b/i, ''],
  [/jpeg/i, 'jpg'],
  [/spreadsheetml/i, 'xlsx'],
  [/wordprocessingml/i, 'docx'],
  [/^text\//i, 'txt'],
]

/** A name for the file of a body, from the last part of its address and what it is. */
export function suggestedName(
  url: string,
  contentType: string,
  kind: string,
): { readonly name: string; readonly extension: string } {
  const last = URL.canParse(url) ? (new URL(url).pathname.split('/').findLast(part => part !== '') ?? '') : ''
  const [, stem = '', own = ''] = /^(.*?)(?:\.([a-z0-9]{1,5}))?$/i.exec(decoded(last)) ?? []
  const byType = extensions.find(([type]) => type.test(contentType))
  const named = byType?.[1] === '' ? /\/(\w+)/.exec(contentType)?.[1]?.toLowerCase() : byType?.[1]
  const byKind = kind === 'json' ? 'json' : kind === 'text' ? 'txt' : 'bin'
  // What is JSON by its content is saved as such, whatever a server calls it.
  const extension =
    kind === 'json' && named === 'txt' ? 'json' : (named ?? (own === '' ? byKind : own.toLowerCase()))
  return { name: stem === '' ? 'response' : stem.slice(0, 80), extension }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}
