import { type BuiltRequest, emptyRequest } from '../../shared/requests.ts'
import type { PostmanRequest } from './collection-schema.ts'
import type { Notes } from './notes.ts'

type Body = BuiltRequest['body']

/** The body of a request. What has no counterpart here is noted, and none is taken. */
export function readBody(body: PostmanRequest['body'], notes: Notes): Body {
  const none = emptyRequest.body
  if (body === null || body === undefined) return none
  switch (body.mode) {
    case undefined:
      return none
    case 'raw': {
      const text = body.raw ?? ''
      if (text === '') return none
      const isJson = body.options?.raw?.language === 'json' || isJsonText(text)
      return { ...none, kind: isJson ? 'json' : 'text', text }
    }
    case 'urlencoded':
      return { ...none, kind: 'form', fields: formFields(body.urlencoded) }
    case 'graphql':
      return {
        ...none,
        kind: 'json',
        text: JSON.stringify(
          { query: body.graphql?.query ?? '', variables: body.graphql?.variables },
          null,
          2,
        ),
      }
    case 'formdata': {
      const parts = Array.isArray(body.formdata) ? body.formdata : []
      notes.add('A form with parts (multipart) is sent as a plain form; its files were left out.')
      return { ...none, kind: 'form', fields: formFields(parts.filter(({ type }) => type !== 'file')) }
    }
    default:
      notes.add(`A body of the kind "${body.mode}" was left out.`)
      return none
  }
}

function formFields(given: NonNullable<PostmanRequest['body']>['urlencoded']): Body['fields'] {
  if (typeof given === 'string') {
    return [...new URLSearchParams(given)].map(([name, value]) => ({ name, value, on: true }))
  }
  return given.map(({ key, value, disabled }) => ({ name: key, value, on: disabled !== true }))
}

/** Variables may stand where JSON has values. */
function isJsonText(text: string): boolean {
  return /^\s*[{[]/.test(text) && !/^\s*\{\{/.test(text)
}
