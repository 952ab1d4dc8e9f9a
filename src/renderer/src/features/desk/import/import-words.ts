import { type ImportRow, type ListColumn, listColumns } from '../../../../../shared/desk.ts'

export const columnWords: Readonly<Record<ListColumn, string>> = {
  name: 'Name',
  customer: 'Customer',
  client_id: 'Client ID',
  client_secret: 'Client Secret',
  api_key: 'API Key',
  token_url: 'Token URL',
  api_base_url: 'API base URL',
  scope: 'Scope',
  client_auth: 'Client authentication',
  tags: 'Tags',
}

const delimiterWords: Readonly<Record<string, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
  ':': 'Colon',
  '~': 'Tilde',
  '^': 'Caret',
}

/** Delimiters to choose from, with one that is used and not among the usual. */
export function delimiterChoices(
  used: string,
): readonly { readonly value: string; readonly label: string }[] {
  const usual = Object.entries(delimiterWords).map(([value, label]) => ({ value, label }))
  return used in delimiterWords ? usual : [...usual, { value: used, label: used }]
}

const columnNames = new RegExp(
  `\\b(${listColumns.filter(name => name.includes('_')).join('|')})\\b|^(name|customer|scope|tags)(?=:)`,
  'g',
)

/** Why a row is wrong, with the columns as the window calls them instead of as files do. */
export function reasonInWords(reason: string): string {
  return reason.replace(columnNames, name => columnWords[name as ListColumn])
}

type States = Readonly<Record<ImportRow['state'], number>>

export function countStates(rows: readonly ImportRow[]): States {
  const counts = { new: 0, duplicate: 0, repeated: 0, wrong: 0, added: 0, updated: 0, failed: 0 }
  for (const { state } of rows) counts[state]++
  return counts
}

/** What was read, in one line: "21 new, 1 known already, 2 that need a correction". */
export function leadOf(counts: States): string {
  const parts = [
    [counts.new, 'new'],
    [counts.added, 'added'],
    [counts.updated, 'updated'],
    [counts.failed, 'failed'],
    [counts.duplicate, 'known already'],
    [counts.repeated, 'repeated in the list'],
    [counts.wrong, counts.wrong === 1 ? 'that needs a correction' : 'that need a correction'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}

const otherColumns = ['api_base_url', 'token_url', 'scope', 'client_auth', 'tags'] as const

/** What a row says beside who it is: "Scope openid · Tags north, south". Empty where it says nothing more. */
export function otherValues({ cells }: Pick<ImportRow, 'cells'>): string {
  return otherColumns
    .flatMap(column => (cells[column] === undefined ? [] : [`${columnWords[column]} ${cells[column]}`]))
    .join(' · ')
}

/** Rows to be saved that lack a secret: "12 rows have no API Key." Empty where none does. */
export function missingSecretsText(rows: readonly Pick<ImportRow, 'state' | 'hasSecret'>[]): string {
  const counted = rows.filter(({ state }) => state === 'new')
  const said = (words: string, isMeant: (has: ImportRow['hasSecret']) => boolean): string[] => {
    const count = counted.filter(({ hasSecret }) => isMeant(hasSecret)).length
    return count === 0 ? [] : [`${count} ${count === 1 ? 'row has' : 'rows have'} ${words}.`]
  }
  return [
    ...said('neither secret', has => !has.clientSecret && !has.apiKey),
    ...said('no Client Secret', has => !has.clientSecret && has.apiKey),
    ...said('no API Key', has => has.clientSecret && !has.apiKey),
  ].join(' ')
}

export const stateWords: Readonly<Record<ImportRow['state'], string>> = {
  new: 'New',
  duplicate: 'Known already',
  repeated: 'Repeated',
  wrong: 'Needs a correction',
  added: 'Added',
  updated: 'Updated',
  failed: 'Failed',
}

/** What goes with a file that is deleted: rows that are not in the app. */
export function notTakenWords(rows: number, oneFile: boolean): string {
  const where = oneFile ? 'its' : 'their'
  return rows === 1 ? `1 of ${where} rows is not in the app.` : `${rows} of ${where} rows are not in the app.`
}
