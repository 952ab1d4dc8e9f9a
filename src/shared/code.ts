import { z } from 'zod'
import { idSchema } from './connection.ts'
import { builtRequestSchema } from './requests.ts'

/** Languages that a lone request is written in. */
export const codeLanguages = [
  'curl',
  'javascript',
  'typescript',
  'node',
  'python',
  'csharp',
  'java',
  'go',
  'php',
  'powershell',
  'powerquery',
] as const
export type CodeLanguage = (typeof codeLanguages)[number]

/** Languages that a complete starter is written in. */
export const starterLanguages = ['curl', 'javascript', 'python', 'csharp', 'powerquery'] as const
export type StarterLanguage = (typeof starterLanguages)[number]

/**
 * What the program does: the request alone, with a token that somebody has; or all of it, from the token to the last
 * page.
 */
export const wantedCodeSchema = z.strictObject({
  connectionId: idSchema,
  request: builtRequestSchema,
  code: z.discriminatedUnion('form', [
    z.strictObject({ form: z.literal('request'), language: z.enum(codeLanguages) }),
    z.strictObject({ form: z.literal('starter'), language: z.enum(starterLanguages) }),
  ]),
})
export type WantedCode = z.infer<typeof wantedCodeSchema>['code']

/** A program to take along. Holds no secret. */
export interface WrittenCode {
  readonly text: string
  /** A name that the language's tools take. */
  readonly fileName: string
  /** How to run it, in two lines: what it needs, and the command. */
  readonly howToRun: readonly [needs: string, command: string]
}
