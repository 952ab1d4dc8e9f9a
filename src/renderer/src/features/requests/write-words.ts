import type { RequestEffect } from '../../../../shared/request-effect.ts'
import { placeholdersOf, placeholderValue } from '../../../../shared/request-target.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { sizeText } from './status-words.ts'

/** Characters and lines of a body that are shown before it goes out. */
const mostCharacters = 4000
const mostLines = 60

/** A write as somebody says yes to it: where it goes and what with. Another one is another question. */
export function writeOf(connectionId: string, { method, body, headers }: BuiltRequest, url: string): string {
  const sent = headers.filter(({ on }) => on)
  return JSON.stringify([connectionId, method, url, sent, body.kind === 'none' ? null : body])
}

/** Whether somebody has to say yes first: each time, or once for a write as it stands. */
export function mustAsk(
  { asks }: Pick<RequestEffect, 'asks'>,
  agreed: string | null,
  write: string,
): boolean {
  return asks === 'each time' || (asks === 'once' && agreed !== write)
}

/** The first lines of a body, and whether there is more; null where there is none. */
export function bodyStart({
  kind,
  text,
  fields,
  file,
}: BuiltRequest['body']): { readonly text: string; readonly isCut: boolean } | null {
  if (kind === 'none') return null
  if (kind === 'file') {
    return file === undefined
      ? null
      : { text: `The file ${file.name}, ${sizeText(file.bytes)}`, isCut: false }
  }
  const rows = fields.filter(({ on, name }) => on && name !== '')
  const whole = kind === 'form' ? rows.map(({ name, value }) => `${name}=${value}`).join('\n') : text
  if (whole.trim() === '') return null
  const start = whole.slice(0, mostCharacters).split('\n').slice(0, mostLines).join('\n')
  return { text: start, isCut: start.length < whole.length }
}

/** The e-mail addresses in a body, each once, in order. */
export function addressesIn({ kind, text, fields }: BuiltRequest['body']): readonly string[] {
  const whole = kind === 'form' ? fields.map(({ on, value }) => (on ? value : '')).join('\n') : text
  return kind === 'none' || kind === 'file'
    ? []
    : [...new Set(whole.match(/[^\s"'<>,;:()[\]{}\\]+@[^\s"'<>,;:()[\]{}\\]+/g))]
}

/** The ID of the document that a request is about; null where its path names none. */
export function documentIdOf(request: BuiltRequest): string | null {
  if (!placeholdersOf(request.path).includes('DocumentID')) return null
  const id = placeholderValue(request, 'DocumentID').trim()
  return id === '' ? null : id
}
