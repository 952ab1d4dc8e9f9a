/** Characters of one claim, and claims, that are shown. */
const MOST_CHARACTERS = 2000
const MOST_CLAIMS = 100

/**
 * The claims of a JWT (RFC 7519) as names and JSON texts, or null for a token of another form. Nothing is verified:
 * this is for looking at, and decides nothing.
 */
export function claimsOf(token: string): readonly { readonly name: string; readonly value: string }[] | null {
  const parts = token.split('.')
  const payload = parts[1]
  if (parts.length !== 3 || payload === undefined || !/^[A-Za-z0-9_-]+$/.test(payload)) return null
  const claims = parsed(Buffer.from(payload, 'base64url').toString('utf8'))
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return null
  return Object.entries(claims)
    .slice(0, MOST_CLAIMS)
    .map(([name, value]) => ({ name: capped(name), value: capped(JSON.stringify(value)) }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function capped(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
}
