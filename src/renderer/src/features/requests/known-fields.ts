/** Headers that people set by hand. */
export const headerNames = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cache-Control',
  'Content-Encoding',
  'Content-Language',
  'Content-Type',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Unmodified-Since',
  'Origin',
  'Prefer',
  'Range',
  'Referer',
  'User-Agent',
  'X-Api-Key',
  'X-Correlation-ID',
  'X-Request-ID',
]

const mediaTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/xml',
  'text/csv',
  'text/plain',
]

const valuesOfHeaders: Readonly<Record<string, readonly string[]>> = {
  accept: ['*/*', ...mediaTypes],
  'accept-encoding': ['identity', 'gzip', 'br', 'zstd'],
  'accept-language': ['en', 'en-GB', 'de', 'fr'],
  'cache-control': ['no-cache', 'no-store', 'max-age=0'],
  'content-type': mediaTypes,
  prefer: ['return=minimal', 'return=representation'],
  range: ['bytes=0-1023'],
}

/** Values that are usual for a header. */
export function headerValues(name: string): readonly string[] {
  return valuesOfHeaders[name.trim().toLowerCase()] ?? []
}

/** Parameters of a selection of documents (fact sheet of the API, section 4). */
export const parameterNames = [
  'l',
  'o',
  'q',
  'search',
  'foreignkeys',
  'hidesystemflags',
  'countonly',
  'timezone',
]

const switches = ['true', 'false']
const valuesOfParameters: Readonly<Record<string, readonly string[]>> = {
  foreignkeys: switches,
  hidesystemflags: switches,
  countonly: switches,
  timezone: ['UTC', '+01:00', 'Europe/London', 'Europe/Berlin'],
}

/** Values that the documentation names for a parameter. */
export function parameterValues(name: string): readonly string[] {
  return valuesOfParameters[name] ?? []
}
