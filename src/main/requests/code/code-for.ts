import type { CodeLanguage } from '../../../shared/requests.ts'
import type { CodeRequest } from './code-request.ts'
import { csharpCode } from './csharp.ts'
import { curlCode } from './curl.ts'
import { javascriptCode } from './javascript.ts'
import { powerQueryCode } from './power-query.ts'
import { powershellCode } from './powershell.ts'
import { pythonCode } from './python.ts'

const generators: Readonly<Record<CodeLanguage, (request: CodeRequest) => string>> = {
  curl: curlCode,
  javascript: javascriptCode,
  python: pythonCode,
  csharp: csharpCode,
  powershell: powershellCode,
  powerquery: powerQueryCode,
}

/** A program that makes one request, in the language asked for. */
export function codeFor(language: CodeLanguage, request: CodeRequest): string {
  return generators[language](request)
}
