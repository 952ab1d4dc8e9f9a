import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { openVariable } from './completions.ts'

/** What can be offered in a body; asked for when somebody types, since it changes. */
export interface BodyWords {
  variables(): ReadonlyMap<string, string>
  fields(): readonly string[]
}

/** Members of a criteria, and operators of MongoDB that filters usually have; which are allowed is not documented. */
const criteriaWords = ['filter', 'sort', 'projection']
const operators = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$regex',
  '$and',
  '$or',
  '$not',
]

/** Variables after `{{` in any body; inside the quotes of JSON the known fields of the collection. */
export function bodyCompletion(language: 'json' | 'text', words: BodyWords): Extension {
  const variables = (context: CompletionContext): CompletionResult | null => {
    const typed = openVariable(lineBefore(context))
    if (typed === null) return null
    return {
      from: context.pos - typed.length,
      options: [...words.variables()].map(([name, value]) => ({
        label: name,
        detail: value.slice(0, 60),
        apply: (view, _completion, from, to) => {
          // Closing braces come with the opening ones, or not.
          const closing = /^\}{0,2}/.exec(view.state.sliceDoc(to, to + 2))?.[0].length ?? 0
          const insert = `${name}}}`
          view.dispatch({
            changes: { from, to: to + closing, insert },
            selection: { anchor: from + insert.length },
          })
        },
      })),
      validFor: /^[^{}\s]*$/,
    }
  }
  const fields = (context: CompletionContext): CompletionResult | null => {
    // An odd number of quotes before the caret: it stands inside a string.
    const before = lineBefore(context)
    if (before.replace(/\\./g, '').split('"').length % 2 === 1) return null
    const from = context.pos - before.length + before.lastIndexOf('"') + 1
    const known = [...criteriaWords, ...words.fields()].map(label => ({ label, type: 'property' }))
    return {
      from,
      options: [...known, ...operators.map(label => ({ label, type: 'keyword' }))],
      validFor: /^[^"\\]*$/,
    }
  }
  return autocompletion({
    override: language === 'json' ? [variables, fields] : [variables],
    icons: false,
  })
}

function lineBefore({ state, pos }: CompletionContext): string {
  return state.sliceDoc(state.doc.lineAt(pos).from, pos)
}
