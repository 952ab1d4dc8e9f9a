import type { UnfinishedImport } from '../../../../../shared/desk.ts'

const number = (count: number): string => count.toLocaleString('en-GB')

/** "1 connection", "412 connections". */
export const connectionsText = (count: number): string =>
  `${number(count)} connection${count === 1 ? '' : 's'}`

/** What an import is called: "customers.csv", "customers.csv and 2 other files". */
function importName({ files: [first = '', ...others] }: Pick<UnfinishedImport, 'files'>): string {
  if (others.length === 0) return first
  return `${first} and ${others.length} other file${others.length === 1 ? '' : 's'}`
}

/** What was begun: "The import of customers.csv ended early: 412 of 1,000 rows are saved." */
export function unfinishedText(unfinished: Omit<UnfinishedImport, 'importId' | 'unreadable'>): string {
  const { total, created, updated } = unfinished
  const saved = created + updated
  const rows = `${number(total)} row${total === 1 ? '' : 's'}`
  const told =
    saved === 0
      ? `none of ${rows} is saved`
      : `${number(saved)} of ${rows} ${saved === 1 ? 'is' : 'are'} saved`
  return `The import of ${importName(unfinished)} ended early: ${told}.`
}

/** What cannot be done about it, and why: "The file is gone." Empty where all can. */
export function limitsText(unfinished: Omit<UnfinishedImport, 'importId' | 'total'>): string {
  const { files, unreadable, created, updated } = unfinished
  const sentences = unreadable.map(({ name, isGone }) => {
    const which = files.length === 1 ? 'The file' : name
    return `${which} ${isGone ? 'is gone' : 'cannot be read'}.`
  })
  const onlyUpdated = created === 0 && updated > 0
  if (onlyUpdated) sentences.push('It has only updated connections, which cannot be undone.')
  return sentences.join(' ')
}

/** What undoing does, and what it leaves. */
export function undoText(unfinished: Pick<UnfinishedImport, 'files' | 'created' | 'updated'>): string {
  const { created, updated } = unfinished
  const which = created === 1 ? 'The connection' : `The ${connectionsText(created)}`
  const secrets = created === 1 ? 'its secrets' : 'their secrets'
  const deleted = `${which} that the import of ${importName(unfinished)} created will be deleted, and ${secrets} with ${created === 1 ? 'it' : 'them'}.`
  if (updated === 0) return deleted
  const kept =
    updated === 1
      ? 'The 1 that it updated stays as it is'
      : `The ${number(updated)} that it updated stay as they are`
  return `${deleted} ${kept} now.`
}
