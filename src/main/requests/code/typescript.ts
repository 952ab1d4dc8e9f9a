import type { CodeRequest } from './code-request.ts'
import { fetchCall, fetchImports } from './javascript.ts'

/** A module for Node 22.18 or later, which runs TypeScript by itself, or for any compiler. */
export function typescriptCode(request: CodeRequest): string {
  return [
    ...fetchImports(request),
    '/** What the API answers when it worked; an error may look different. */',
    'interface Answer {',
    '  readonly timestamp?: string',
    '  readonly data?: unknown',
    '}',
    '',
    ...fetchCall(request, variable => `process.env.${variable} ?? ''`),
    '',
    'const text: string = await response.text()',
    'console.log(response.status, response.statusText)',
    'console.log(text)',
    "if (response.ok && response.headers.get('content-type')?.includes('json')) {",
    '  const { data }: Answer = JSON.parse(text)',
    "  if (Array.isArray(data)) console.log(data.length, 'entries')",
    '}',
  ].join('\n')
}
