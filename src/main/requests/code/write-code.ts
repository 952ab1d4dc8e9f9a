import type { CodeLanguage, StarterLanguage, WantedCode, WrittenCode } from '../../../shared/code.ts'
import type { Connection } from '../../../shared/connection.ts'
import type { BuiltRequest } from '../../../shared/requests.ts'
import { type CodeRequest, codeRequest } from './code-request.ts'
import { csharpCode } from './csharp.ts'
import { curlCode } from './curl.ts'
import { goCode } from './go.ts'
import { requestRuns, starterRuns } from './how-to-run.ts'
import { javaCode } from './java.ts'
import { javascriptCode } from './javascript.ts'
import { nodeCode } from './node.ts'
import { phpCode } from './php.ts'
import { powerQueryCode } from './power-query.ts'
import { powershellCode } from './powershell.ts'
import { pythonCode } from './python.ts'
import { csharpStarter } from './starters/csharp-starter.ts'
import { curlStarter } from './starters/curl-starter.ts'
import { javascriptStarter } from './starters/javascript-starter.ts'
import { powerQueryStarter } from './starters/power-query-starter.ts'
import { pythonStarter } from './starters/python-starter.ts'
import { type StarterRequest, starterRequest } from './starters/starter-request.ts'
import { typescriptCode } from './typescript.ts'

const requestWriters: Readonly<Record<CodeLanguage, (request: CodeRequest) => string>> = {
  curl: curlCode,
  javascript: javascriptCode,
  typescript: typescriptCode,
  node: nodeCode,
  python: pythonCode,
  csharp: csharpCode,
  java: javaCode,
  go: goCode,
  php: phpCode,
  powershell: powershellCode,
  powerquery: powerQueryCode,
}

const starterWriters: Readonly<Record<StarterLanguage, (request: StarterRequest) => string>> = {
  curl: curlStarter,
  javascript: javascriptStarter,
  python: pythonStarter,
  csharp: csharpStarter,
  powerquery: powerQueryStarter,
}

/**
 * A program for a request, with variables where its secrets belong. Throws `invalid_input` where the request cannot be
 * sent, or cannot be made into a starter.
 */
export function writeCode(
  connection: Connection,
  request: BuiltRequest,
  wanted: WantedCode,
  scrub: (text: string) => string,
): WrittenCode {
  const plain = codeRequest(connection, request, scrub)
  const { text, run } =
    wanted.form === 'request'
      ? { text: requestWriters[wanted.language](plain), run: requestRuns[wanted.language] }
      : {
          text: starterWriters[wanted.language](starterRequest(connection, plain)),
          run: starterRuns[wanted.language],
        }
  const [needs, command] = run.howToRun
  return { ...run, text, howToRun: [needs + fileNote(plain, wanted.language), command] }
}

/** Where a program looks for the file that it sends; empty where it sends none. */
function fileNote({ body }: CodeRequest, language: CodeLanguage): string {
  if (body === null || !('file' in body)) return ''
  return language === 'powerquery'
    ? ` Put the folder of ${body.file} in place of "paste the folder here".`
    : ` Put ${body.file} into the folder in which it runs.`
}
