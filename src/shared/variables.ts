import { z } from 'zod'
import type { BuiltRequest, FieldRow } from './requests.ts'

/** Letters, digits and `_.-`, as other programs have them, so that their collections can be taken in. */
const variableName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/

/** Stands in a request as `{{name}}`. */
export const variableSchema = z.strictObject({
  name: z
    .string()
    .max(100)
    .regex(variableName, 'The name of a variable has letters, digits, dots, hyphens and underscores.'),
  value: z.string().max(20_000),
})
export type Variable = z.infer<typeof variableSchema>

/** Variables of one connection, and as many again for all of them. */
export const maxVariables = 200

export const variablesSchema = z
  .array(variableSchema)
  .max(maxVariables, `A connection can have ${maxVariables} variables, and so can all connections together.`)
  .refine(
    variables => new Set(variables.map(({ name }) => name)).size === variables.length,
    'Two variables have the same name.',
  )

/** What requests on a connection may use. */
export interface VariableScopes {
  /** For every connection. */
  readonly everywhere: readonly Variable[]
  /** For this connection; takes the place of one of the same name for all. */
  readonly connection: readonly Variable[]
}

export const noVariables: VariableScopes = { everywhere: [], connection: [] }

/** A request with values in the places of its variables, and the names that have none. */
export interface ResolvedRequest {
  readonly request: BuiltRequest
  /** Each once, in the order of the request. */
  readonly unresolved: readonly string[]
}

const variablePattern = /\{\{\s*([^{}\s]{1,100})\s*\}\}/g

/** The variables that count on a connection, each name once, with where it is from. */
export function variablesInForce({ everywhere, connection }: VariableScopes): ReadonlyMap<string, string> {
  return new Map([...everywhere, ...connection].map(({ name, value }) => [name, value]))
}

/**
 * Puts values in the places of the variables, in what is sent: rows that are switched off stay as they are. A value
 * may itself hold variables; one that comes back to itself counts as unresolved.
 */
export function resolveVariables(request: BuiltRequest, scopes: VariableScopes): ResolvedRequest {
  const values = variablesInForce(scopes)
  const unresolved = new Set<string>()
  const fill = (text: string, inside: readonly string[] = []): string =>
    text.replace(variablePattern, (whole, name: string) => {
      const value = values.get(name)
      if (value !== undefined && !inside.includes(name)) return fill(value, [...inside, name])
      unresolved.add(name)
      return whole
    })
  const rows = (list: readonly FieldRow[]): FieldRow[] =>
    list.map(row => (row.on ? { ...row, name: fill(row.name), value: fill(row.value) } : row))
  const path = fill(request.path)
  const { body } = request
  const isText = body.kind === 'json' || body.kind === 'text'
  return {
    request: {
      ...request,
      path,
      values: request.values.map(({ name, value }) =>
        path.includes(`{${name}}`) ? { name, value: fill(value) } : { name, value },
      ),
      query: rows(request.query),
      headers: rows(request.headers),
      body: {
        ...body,
        text: isText ? fill(body.text) : body.text,
        fields: body.kind === 'form' ? rows(body.fields) : body.fields,
      },
    },
    unresolved: [...unresolved],
  }
}

/** What is told of names without a value; the same words before sending and where it is refused. */
export function unresolvedText(names: readonly string[]): string {
  const list = names.map(name => `{{${name}}}`).join(', ')
  return names.length === 1 ? `${list} has no value.` : `${list} have no value.`
}
