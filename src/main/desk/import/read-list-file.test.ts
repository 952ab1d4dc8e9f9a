import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compareRows, heldRow, identityOf, mendedRow } from './held-rows.ts'
import { readListFile } from './read-list-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function read(name: string, text: string, columns: Parameters<typeof readListFile>[1] = null) {
  const path = join(folder, name)
  await writeFile(path, text)
  const { file, entries } = await readListFile(path, columns)
  return { file, rows: entries.map((entry, key) => heldRow(entry, key, 0)) }
}
const fieldsIn = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(row => row.content?.fields)

describe('A file of customers', () => {
  it('may be a CSV whose columns are named otherwise, once somebody says what they hold', async () => {
    const text = 'Id;Kunde;Passwort;x-api-key\nacme;Acme GmbH;s3cret;k3y\n'
    const before = await read('list.csv', text)
    expect(before.file.headers).toEqual([
      { name: 'Id', column: null },
      { name: 'Kunde', column: 'customer' },
      { name: 'Passwort', column: null },
      { name: 'x-api-key', column: 'api_key' },
    ])
    expect(before.file.problem?.code).toBe('invalid_input')
    const after = await read('list.csv', text, ['client_id', 'customer', 'client_secret', 'api_key'])
    expect(after.file.problem).toBeNull()
    expect(after.rows[0]?.content).toMatchObject({
      fields: { clientId: 'acme', customer: 'Acme GmbH' },
      secrets: { clientSecret: 's3cret', apiKey: 'k3y' },
    })
  })

  it('without a header is refused, and nothing of its first row is told', async () => {
    const { file } = await read('list.csv', 'acme,CANARY-SECRET,CANARY-KEY\n')
    expect(file).toMatchObject({ headers: [], problem: { code: 'invalid_input' } })
    expect(JSON.stringify(file)).not.toContain('CANARY')
  })

  it.each([
    [
      'a Postman environment',
      'Acme.postman_environment.json',
      JSON.stringify({
        name: 'Acme',
        values: [
          { key: 'client_id', value: 'acme' },
          { key: 'client_secret', value: 's3cret' },
          { key: 'api_key', value: 'k3y' },
        ],
      }),
    ],
    ['a .env file', 'Acme.env', 'CLIENT_ID=acme\nCLIENT_SECRET="s3cret"\nAPI_KEY=k3y\n'],
    [
      'a JSON array',
      'list.json',
      '[{"name":"Acme","clientId":"acme","clientSecret":"s3cret","apiKey":"k3y"}]',
    ],
  ])('may be %s', async (_what, name, text) => {
    const { file, rows } = await read(name, text)
    expect(file.problem).toBeNull()
    expect(rows[0]?.content).toMatchObject({
      fields: { name: 'Acme', clientId: 'acme' },
      secrets: { clientSecret: 's3cret', apiKey: 'k3y' },
    })
    expect(JSON.stringify(rows[0]?.shown)).not.toMatch(/s3cret|k3y/)
  })

  it('that cannot be read says so', async () => {
    const { file } = await readListFile(join(folder, 'none.csv'), null)
    expect(file.problem).toMatchObject({ message: expect.stringContaining('ENOENT') })
  })
})

describe('A row of a list', () => {
  const header = 'client_id,client_secret,api_key,token_url,api_base_url\n'

  it('that is wrong can be corrected without its secrets being shown', async () => {
    const { rows } = await read(
      'list.csv',
      `${header}acme,s3cret,k3y,http://example.com/t,https://example.com\n`,
    )
    const [row] = rows
    if (row === undefined) throw new Error('There is no row.')
    expect(row.shown).toMatchObject({ state: 'wrong', mendable: true, cells: { client_id: 'acme' } })
    const mended = mendedRow(row, { token_url: 'https://example.com/t' })
    expect(mended.shown.state).toBe('new')
    expect(mended.content?.secrets).toEqual({ clientSecret: 's3cret', apiKey: 'k3y' })
    expect(JSON.stringify([row.shown, mended.shown])).not.toMatch(/s3cret|k3y/)
  })

  it('is known already by its client ID and environment, or repeated by an earlier row', async () => {
    const list = await read('list.csv', `${header}acme,s,k,,\nother,s,k,,\nacme,s,k,,\n`)
    const [first] = fieldsIn(list)
    if (first === undefined) throw new Error('There is no row.')
    const connection = {
      ...first,
      id: crypto.randomUUID(),
      apiBaseUrl: `${first.apiBaseUrl.replace('https://api.', 'https://API.')}:443/`,
      secretStorage: 'keychain' as const,
      hasSecret: { clientSecret: true, apiKey: true },
      renewAutomatically: true,
      ephemeral: false,
      createdAt: '',
      updatedAt: '',
    }
    const compared = compareRows(list.rows, new Map([[identityOf(connection), connection]]))
    expect(compared.map(({ shown }) => shown.state)).toEqual(['duplicate', 'new', 'repeated'])
  })
})
