import type { CodeRequest, CodeValue } from './code-request.ts'

const builtIn = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'MERGE', 'PATCH'])

/** A script for PowerShell 7: earlier ones know neither `-CustomMethod` nor `-SkipHttpErrorCheck`. */
export function powershellCode({ method, url, headers, body }: CodeRequest): string {
  const lines = [
    '# PowerShell 7 or later',
    '$headers = @{',
    ...headers
      .filter(({ name }) => name !== 'content-type')
      .map(({ name, value }) => `    ${quoted(name)} = ${expression(value)}`),
    '}',
    ...(body === null || 'file' in body ? [] : [`$body = ${quoted(body.text)}`]),
    '$response = Invoke-WebRequest `',
    `    -Uri ${quoted(url)} \``,
    `    ${builtIn.has(method) ? '-Method' : '-CustomMethod'} ${quoted(method)} \``,
    '    -Headers $headers `',
    ...(body === null
      ? []
      : [
          `    -ContentType ${quoted(headers.find(({ name }) => name === 'content-type')?.value.text ?? '')} \``,
          'file' in body
            ? `    -InFile ${quoted(body.file)} \``
            : '    -Body ([Text.Encoding]::UTF8.GetBytes($body)) `',
        ]),
    '    -SkipHttpErrorCheck',
    '"$($response.StatusCode) $($response.StatusDescription)"',
    '$response.Content',
  ]
  return lines.join('\n')
}

function expression(value: CodeValue): string {
  if (!('variable' in value)) return quoted(value.text)
  return value.text === '' ? `$env:${value.variable}` : `"${value.text}$env:${value.variable}"`
}

/** Literal but for single quotes, of which PowerShell knows four more (U+2018 to U+201B). */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
}
