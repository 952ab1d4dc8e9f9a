import type { CodeLanguage, StarterLanguage } from '../../../../../shared/code.ts'

/** Names of the languages, as the panel has them. */
export const languageNames: Readonly<Record<CodeLanguage, string>> = {
  curl: 'curl',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  node: 'Node',
  python: 'Python',
  csharp: 'C#',
  java: 'Java',
  go: 'Go',
  php: 'PHP',
  powershell: 'PowerShell',
  powerquery: 'Power Query',
}

/** Those that are always in reach; each of them has a starter. */
export const firstLanguages: readonly StarterLanguage[] = [
  'curl',
  'javascript',
  'python',
  'csharp',
  'powerquery',
]

/** Those under *More*. */
export const moreLanguages: readonly CodeLanguage[] = [
  'typescript',
  'node',
  'java',
  'go',
  'php',
  'powershell',
]

/** Whether a complete starter is written in this language. */
export function hasStarter(language: CodeLanguage): language is StarterLanguage {
  return firstLanguages.some(first => first === language)
}
