import type { CodeLanguage, StarterLanguage, WrittenCode } from '../../../shared/code.ts'

type Run = Omit<WrittenCode, 'text'>

const token = 'Set WEIGHTRON_TOKEN and WEIGHTRON_API_KEY.'
const run = (fileName: string, needs: string, command: string): Run => ({
  fileName,
  howToRun: [`${needs} ${token}`, command],
})

/** How to run a lone request. The token is one that somebody has: *Copy token* gives it. */
export const requestRuns: Readonly<Record<CodeLanguage, Run>> = {
  curl: run('request.sh', 'Needs curl.', 'sh request.sh'),
  javascript: run('request.mjs', 'Needs Node 18 or later.', 'node request.mjs'),
  typescript: run('request.mts', 'Needs Node 22.18 or later.', 'node request.mts'),
  node: run('request.mjs', 'Needs any Node with modules.', 'node request.mjs'),
  python: run('request.py', 'Needs Python 3 and "pip install requests".', 'python3 request.py'),
  csharp: run('Program.cs', 'Needs .NET 6 or later, and a project by "dotnet new console".', 'dotnet run'),
  java: run('Request.java', 'Needs Java 11 or later.', 'java Request.java'),
  go: run('request.go', 'Needs Go.', 'go run request.go'),
  php: run('request.php', 'Needs PHP 8 with curl.', 'php request.php'),
  powershell: run('request.ps1', 'Needs PowerShell 7.', 'pwsh request.ps1'),
  powerquery: {
    fileName: 'request.pq',
    howToRun: [
      'In Excel: Data, Get Data, From Other Sources, Blank Query, Advanced Editor. Paste it there.',
      'Put token and API Key in place of "paste … here"; sign in to the host as Anonymous.',
    ],
  },
}

const credentials = 'Set WEIGHTRON_CLIENT_ID, WEIGHTRON_CLIENT_SECRET and WEIGHTRON_API_KEY.'
const start = (fileName: string, needs: string, command: string): Run => ({
  fileName,
  howToRun: [`${needs} ${credentials}`, command],
})

/** How to run a complete starter. */
export const starterRuns: Readonly<Record<StarterLanguage, Run>> = {
  curl: start('starter.sh', 'Needs bash, curl and jq.', 'bash starter.sh'),
  javascript: start('starter.mjs', 'Needs Node 18 or later, no packages.', 'node starter.mjs'),
  python: start('starter.py', 'Needs Python 3.8 or later, no packages.', 'python3 starter.py'),
  csharp: start('Program.cs', 'Needs .NET 6 or later, and a project by "dotnet new console".', 'dotnet run'),
  powerquery: {
    fileName: 'starter.pq',
    howToRun: [
      'In the Power Query Editor, make the text parameters ClientId, ClientSecret and ApiKey.',
      'New Source, Blank Query, Advanced Editor: paste it there, and sign in to both hosts as Anonymous.',
    ],
  },
}
